package dev.chainrule.describe;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Axes and lengths as text. */
final class Shapes {

    private Shapes() {}

    /** {@code [batch, pixels]}; empty for a scalar. */
    static String of(Tensor tensor) {
        return of(tensor, IntStream.range(0, tensor.rank()).boxed().toList());
    }

    /** The same of some axes. */
    static String of(Tensor tensor, List<Integer> axes) {
        return axes.isEmpty()
                ? ""
                : axes.stream()
                        .map(axis -> extent(tensor.extents().get(axis)))
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    /** {@code n - 1}. */
    static String extent(Scalar extent) {
        return Notation.of(extent, Object::toString);
    }

    /** {@code open}, {@code 64}, {@code side / 2}. */
    static String length(Dim dim) {
        if (dim.fixedLength().isPresent()) {
            return Integer.toString(dim.fixedLength().getAsInt());
        }
        return dim.formula().map(Shapes::extent).orElse("open: known when a method is called");
    }

    /** A number as {@code .nn} writes it, without a superfluous fraction. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinity" : "-infinity";
        }
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
