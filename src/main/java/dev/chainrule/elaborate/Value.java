package dev.chainrule.elaborate;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Reduction;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An expression under its axes: a body in which each axis is an index. Where a reduction stands outermost it is kept
 * apart, so that an equation can be that reduction instead of a copy of it.
 *
 * @param axes in order; a dim's first axis has the same index in every value, so equal dims line up by themselves
 * @param body the element
 * @param reduction over {@code reduced} where {@code filter} holds; NONE for most
 * @param whole the literal's value, if the expression is a whole number as it was written
 * @param indexOf the dim whose index each element is
 * @param poison whether a mistake was reported here, so that what depends on it stays silent
 */
record Value(
        List<Axis> axes,
        Scalar body,
        Reduction reduction,
        List<Index> reduced,
        List<String> reducedNames,
        Scalar filter,
        Optional<Long> whole,
        Optional<Dim> indexOf,
        boolean poison) {

    Value {
        axes = List.copyOf(axes);
        reduced = List.copyOf(reduced);
        reducedNames = List.copyOf(reducedNames);
    }

    static Value of(List<Axis> axes, Scalar body, Scalar always) {
        return new Value(
                axes, body, Reduction.NONE, List.of(), List.of(), always, Optional.empty(), Optional.empty(), false);
    }

    static Value poison(Scalar zero, Scalar always) {
        return new Value(
                List.of(),
                zero,
                Reduction.NONE,
                List.of(),
                List.of(),
                always,
                Optional.empty(),
                Optional.empty(),
                true);
    }

    Value indexing(Optional<Dim> dim) {
        return new Value(axes, body, reduction, reduced, reducedNames, filter, whole, dim, poison);
    }

    /** Another element under the same axes. */
    Value with(Scalar other) {
        return new Value(axes, other, reduction, reduced, reducedNames, filter, whole, indexOf, poison);
    }

    /** This reduction over fewer combinations of its indices. */
    Value where(Scalar other) {
        return new Value(axes, body, reduction, reduced, reducedNames, other, whole, indexOf, poison);
    }

    Value literally(long number) {
        return new Value(axes, body, reduction, reduced, reducedNames, filter, Optional.of(number), indexOf, poison);
    }

    Type type() {
        return reduction == Reduction.ARGMAX || reduction == Reduction.ARGMIN ? Type.INTEGER : body.type();
    }

    List<Dim> dims() {
        return axes.stream().map(Axis::dim).toList();
    }

    boolean repeats(Dim dim) {
        return dims().stream().filter(other -> other == dim).count() > 1;
    }

    /** {@code [batch, hidden]}; {@code a number} for a scalar. */
    String shape() {
        return axes.isEmpty() ? "a number" : shape(dims());
    }

    static String shape(List<Dim> dims) {
        return dims.stream().map(Dim::name).collect(Collectors.joining(", ", "[", "]"));
    }
}
