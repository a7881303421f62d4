package dev.chainrule.loop;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Origin;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What code checks while it computes: that reads stay inside, and that values are finite. Whatever an infinity in the file
 * leads to may be infinite, and is only kept from being NaN; so is a maximum over what may be nothing.
 */
final class Guarding {

    private static final int WIDTH = 100;

    private final boolean on;
    private final Set<Tensor> infinite = new HashSet<>();
    private final Map<Tensor, Origin> readers = new HashMap<>(); // the first line that reads each tensor

    private Guarding(boolean on) {
        this.on = on;
    }

    /** Nothing is checked: what can be proven is proven, and the rest is the caller's. */
    static Guarding none() {
        return new Guarding(false);
    }

    static Guarding of(EquationSystem system) {
        Guarding guarding = new Guarding(true);
        for (Equation equation : system.equations()) {
            equation.target()
                    .origin()
                    .ifPresent(origin ->
                            Reads.tensors(equation).forEach(read -> guarding.readers.putIfAbsent(read, origin)));
            boolean written = EquationSystem.nodes(equation).stream()
                    .anyMatch(node -> node instanceof Constant constant && Double.isInfinite(constant.value()));
            boolean ofNothing = (equation.reduction() == Reduction.MAX || equation.reduction() == Reduction.MIN)
                    && !equation.unfiltered();
            if (written || ofNothing || Reads.tensors(equation).stream().anyMatch(guarding.infinite::contains)) {
                guarding.infinite.add(equation.target());
            }
        }
        return guarding;
    }

    boolean isOn() {
        return on;
    }

    /**
     * The value itself or a local that holds it, after it has been found to be finite.
     *
     * @param subscripts where in the target it belongs
     * @param operands what it was computed from, in locals already
     */
    Expression finite(
            Equation equation, BodyLowering bodies, List<Scalar> subscripts, Expression value, List<Leaf> operands) {
        Tensor tensor = equation.target();
        Expression checked = value;
        if (!(value instanceof Expression.Use)) {
            Variable local = Variable.local(tensor.name() + "Value", Variable.Kind.REAL);
            bodies.innermost().add(new Statement.Let(local, value));
            checked = Expressions.use(local);
        }
        bodies.push(true);
        List<Statement.Shown> shown = new ArrayList<>();
        for (Leaf operand : operands) {
            Read read = (Read) operand.atom();
            shown.add(
                    new Statement.Shown(read.tensor().name(), bodies.values(read.subscripts()), bodies.value(operand)));
        }
        Statement.Shown element = new Statement.Shown(tensor.name(), bodies.values(subscripts), checked);
        List<Statement> before = bodies.pop();
        bodies.innermost().add(new Statement.Finite(line(equation), infinite.contains(tensor), element, shown, before));
        return checked;
    }

    /** {@code net.nn:5: h = tanh(s);}, or the formula of what no line says, with the line that is nearest. */
    private String line(Equation equation) {
        Optional<Origin> own = equation.target().origin();
        String text = own.map(origin -> place(origin) + ": " + origin.text())
                .orElseGet(() -> near(equation).map(at -> at + ": ").orElse("") + Notation.of(equation));
        return text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text;
    }

    /** {@code axis k of x, net.nn:5}: which axis of what is read where. */
    String axis(Equation equation, Tensor read, int axis) {
        String name = read.dim(axis).map(Dim::name).orElseGet(() -> String.valueOf(axis + 1));
        String where = equation.target()
                .origin()
                .map(Guarding::place)
                .or(() -> near(equation))
                .orElse("");
        return "axis " + name + " of " + read + (where.isEmpty() ? "" : ", " + where);
    }

    /** A part of a line belongs to who reads it; an adjoint is near what it reads. */
    private Optional<String> near(Equation equation) {
        return Optional.ofNullable(readers.get(equation.target()))
                .or(() -> Reads.tensors(equation).stream()
                        .filter(tensor -> tensor.role() == Tensor.Role.DEFINED)
                        .flatMap(tensor -> tensor.origin().or(() -> Optional.ofNullable(readers.get(tensor))).stream())
                        .reduce((first, last) -> last))
                .map(origin -> "near " + place(origin));
    }

    private static String place(Origin origin) {
        return origin.fileName() + ":" + origin.line();
    }

    /** The reads that are made whatever is chosen on the way: others may lie outside. */
    static List<Leaf> operands(Scalar body) {
        Set<Leaf> reads = new LinkedHashSet<>();
        Set<Scalar> seen = new HashSet<>();
        Deque<Scalar> open = new ArrayDeque<>(List.of(body));
        while (!open.isEmpty()) {
            Scalar node = open.pop();
            if (!seen.add(node)) {
                continue;
            }
            if (node instanceof Leaf leaf && leaf.atom() instanceof Read) {
                reads.add(leaf);
            }
            for (int i = node.operands().size() - 1; i >= 0; i--) {
                if (!Regions.isGuarded(node, i)) {
                    open.push(node.operands().get(i));
                }
            }
        }
        return new ArrayList<>(reads);
    }
}
