package dev.chainrule.emit;

import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.loop.ClassPlan;
import dev.chainrule.scalar.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How many elements the arrays of a method have, in Java; in long arithmetic, since a product may be too large. */
final class ArrayLengths {

    private final ClassPlan.EntryMethod entry;
    private final Model model;
    private final NameScope scope;
    private final ClassNames constants;

    ArrayLengths(ClassPlan.EntryMethod entry, Model model, NameScope scope, ClassNames constants) {
        this.entry = entry;
        this.model = model;
        this.scope = scope;
        this.constants = constants;
    }

    /** Of a tensor. */
    String of(Tensor tensor) {
        String factors = tensor.extents().stream().map(this::length).collect(Collectors.joining(" * "));
        boolean cast = tensor.rank() > 1 && !text().isLong(tensor.extents().get(0));
        return tensor.rank() == 0 ? "1" : cast ? "(long) " + factors : factors;
    }

    /** Of all that is differentiated for: parameters, or real arguments. */
    private String arguments() {
        if (model.kind() == Model.Kind.NETWORK) {
            return "PARAMETER_COUNT";
        }
        List<String> lengths = new ArrayList<>();
        int numbers = 0;
        for (Tensor argument : model.arguments()) {
            if (argument.rank() > 0) {
                lengths.add(of(argument));
            } else {
                numbers++;
            }
        }
        if (numbers > 0) {
            lengths.add(String.valueOf(numbers));
        }
        return String.join(" + ", lengths);
    }

    private String product(String a, String b) {
        String factor = b.contains(" + ") ? "(" + b + ")" : b;
        return a.equals("1")
                ? b
                : (a.contains("(long)") ? "" : "(long) ") + (a.contains(" + ") ? "(" + a + ")" : a) + " * " + factor;
    }

    /** Of the vector that the method takes. */
    String vector() {
        return entry.entry().kind() == Entry.Kind.VJP ? of(entry.entry().of().orElseThrow()) : arguments();
    }

    /** Of the array that results go to. */
    String out() {
        return switch (entry.entry().kind()) {
            case GRADIENT, STEP, VJP, HVP -> arguments();
            case JACOBIAN -> product(of(entry.entry().of().orElseThrow()), arguments());
            case HESSIAN -> product(arguments(), arguments());
            case VALUE, IN_PREDICTION, OUTPUT, JVP, UPDATE ->
                of(entry.entry().results().get(0).value());
        };
    }

    /** How lengths are written in the method. */
    LengthText text() {
        return new LengthText(dim -> dim.fixedLength().isPresent()
                ? constants.size(dim)
                : scope.of(entry.dims().get(dim)));
    }

    private String length(Scalar extent) {
        return text().asFactor(extent);
    }
}
