package dev.chainrule.emit;

import com.palantir.javapoet.MethodSpec;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.loop.ClassPlan;
import dev.chainrule.loop.Variable;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Javadoc of the public methods: what they give, and what each argument is, in the names of the {@code .nn} file. */
final class EntryDocs {

    private EntryDocs() {}

    /** {@code [batch, pixels]}; empty for a scalar. */
    static String shape(Tensor tensor) {
        return tensor.rank() == 0
                ? ""
                : IntStream.range(0, tensor.rank())
                        .mapToObj(axis -> tensor.dim(axis).map(Dim::name).orElse("…"))
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    static void add(MethodSpec.Builder spec, ClassPlan.EntryMethod entry, Model model, NameScope scope) {
        spec.addJavadoc("$L\n", summary(entry.entry(), model));
        boolean any = !entry.method().parameters().isEmpty();
        spec.addJavadoc(any ? "\n" : "");
        for (Map.Entry<Tensor, Variable> input : entry.inputs().entrySet()) {
            Tensor tensor = input.getKey();
            String of = tensor.indexOf()
                    .map(dim -> ", each an index of " + dim.name())
                    .orElse("");
            String doc = model.inputs().stream()
                    .filter(known -> known.tensor() == tensor)
                    .findFirst()
                    .flatMap(Model.Input::doc)
                    .map(text -> "; " + text.replace('\n', ' '))
                    .orElse("");
            spec.addJavadoc(
                    "@param $L $L\n",
                    scope.of(input.getValue()),
                    Javadocs.escaped((tensor.rank() == 0 ? "a number" : shape(tensor)) + of + doc));
        }
        entry.dims()
                .forEach((dim, variable) -> spec.addJavadoc("@param $L the length of that dim\n", scope.of(variable)));
        CallerArrays arrays = new CallerArrays(entry.entry(), model);
        entry.vector().ifPresent(vector -> spec.addJavadoc("@param $L $L\n", scope.of(vector), arrays.vector()));
        entry.out()
                .ifPresent(
                        out -> spec.addJavadoc("@param $L where the result goes: $L\n", scope.of(out), arrays.out()));
        if (entry.method().result().isPresent()) {
            spec.addJavadoc("@return the value\n");
        }
        if (!entry.inputs().isEmpty() && !entry.dims().isEmpty()) {
            spec.addJavadoc("@throws IllegalArgumentException if an array's length or an index does not fit\n");
        }
    }

    /** The objective or the output that a method is about. */
    private static String subject(Entry entry, Model model) {
        return model.outputs().stream()
                .filter(output -> entry.of().filter(output.tensor()::equals).isPresent())
                .findFirst()
                .or(model::objective)
                .map(Model.Result::name)
                .orElse(entry.name());
    }

    private static String summary(Entry entry, Model model) {
        String doc = entry.doc()
                .filter(text -> !text.isBlank())
                .map(Javadocs::escaped)
                .orElse("");
        boolean network = model.kind() == Model.Kind.NETWORK;
        String name = network ? Javadocs.escaped(subject(entry, model)) : "the value";
        return switch (entry.kind()) {
            case VALUE -> doc.isEmpty() ? "The value." : doc;
            case IN_PREDICTION ->
                "The value of " + model.objective().orElseThrow().name()
                        + " as outputs are computed, without what only training does.";
            case GRADIENT ->
                "The value" + (network ? " of " + name : "") + " and its gradient, in one pass forward and one back.";
            case STEP ->
                "The value of " + name + " and what a step needs of its gradient; the state takes its new values.";
            case JACOBIAN -> "The Jacobian of " + name + ", row-major.";
            case JVP -> "The Jacobian of " + name + " times a vector: its derivative in a direction.";
            case VJP -> "A vector times the Jacobian of " + name + ": the gradient of its elements' weighted sum.";
            case HESSIAN -> "The Hessian of " + name + ": its second derivatives, row-major.";
            case HVP -> "The Hessian of " + name + " times a vector, without the matrix.";
            case UPDATE ->
                "One step of " + model.optimizer().orElseThrow().name() + ", from the gradient in its workspace.";
            case OUTPUT -> doc.isEmpty() ? "The output " + Javadocs.escaped(entry.name()) + "." : doc;
        };
    }
}
