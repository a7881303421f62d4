package dev.chainrule.describe;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The computational graph of a model's forward equations in DOT, the language of Graphviz: a node for each tensor, with
 * its shape and its equation, and an edge from each tensor to those that read it.
 */
public final class Graph {

    private static final int LABEL = 60;

    private final StringBuilder out = new StringBuilder();
    private final Map<Tensor, String> nodes = new HashMap<>();
    private final Model model;

    private Graph(Model model) {
        this.model = model;
    }

    /** The graph; equal models give equal texts. */
    public static String dot(Model model) {
        return new Graph(model).run();
    }

    private String run() {
        List<Equation> equations = Parts.of(model).forward();
        out.append("digraph ").append(quoted(model.name())).append(" {\n");
        out.append("  rankdir=LR;\n  node [fontname=\"monospace\", fontsize=11];\n");
        model.inputs().forEach(input -> given(input.tensor(), "shape=box"));
        model.parameters()
                .forEach(parameter -> given(parameter.tensor(), "shape=box, style=filled, fillcolor=lightgrey"));
        for (Equation equation : equations) {
            Tensor target = equation.target();
            String formula = Page.oneLine(Notation.of(equation), LABEL);
            node(
                    target,
                    label(target) + "\n" + formula,
                    isResult(target) ? "shape=ellipse, peripheries=2" : "shape=ellipse");
        }
        for (Equation equation : equations) {
            for (Tensor read : Reads.tensors(equation)) {
                if (!nodes.containsKey(read)) {
                    given(
                            read,
                            "shape=box, style=dashed"); // a hyper: those of the optimiser stand in no forward equation
                }
                out.append("  ")
                        .append(nodes.get(read))
                        .append(" -> ")
                        .append(nodes.get(equation.target()))
                        .append(";\n");
            }
        }
        return out.append("}\n").toString();
    }

    private boolean isResult(Tensor tensor) {
        return model.objective().filter(result -> result.tensor() == tensor).isPresent()
                || model.outputs().stream().anyMatch(result -> result.tensor() == tensor);
    }

    private void given(Tensor tensor, String style) {
        node(tensor, label(tensor), style);
    }

    private static String label(Tensor tensor) {
        return tensor.name() + Shapes.of(tensor);
    }

    private void node(Tensor tensor, String label, String style) {
        String id = "t" + nodes.size();
        nodes.put(tensor, id);
        out.append("  ")
                .append(id)
                .append(" [label=")
                .append(quoted(label))
                .append(", ")
                .append(style)
                .append("];\n");
    }

    /** A string of DOT; a backslash would begin one of its escapes. */
    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
