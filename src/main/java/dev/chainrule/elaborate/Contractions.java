package dev.chainrule.elaborate;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Substitution;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code a @ b} and {@code dot[d](a, b)}: sums of products. */
final class Contractions {

    private final Context context;

    Contractions(Context context) {
        this.context = context;
    }

    /** The last axis of {@code a} with the first of {@code b}; the rest of {@code a}, then the rest of {@code b}. */
    Value matrixProduct(Span at, Operand left, Operand right) {
        Value a = left.value();
        Value b = right.value();
        if (a.poison() || b.poison()) {
            return context.poison();
        }
        if (a.axes().isEmpty() || b.axes().isEmpty()) {
            return context.report(AlignmentMessages.withoutAxes(at, left, right));
        }
        Axis last = a.axes().get(a.axes().size() - 1);
        Axis first = b.axes().get(0);
        if (last.dim() != first.dim()) {
            return context.report(AlignmentMessages.contracted(at, left, right));
        }
        List<Axis> restA = a.axes().subList(0, a.axes().size() - 1);
        List<Axis> restB = b.axes().subList(1, b.axes().size());
        boolean square = a.axes().size() == 2 && b.axes().size() == 2;
        for (Axis axis : restB) {
            if (!square && restA.stream().anyMatch(other -> other.dim() == axis.dim())) {
                return context.report(AlignmentMessages.inBothRests(at, left, right, axis.dim()));
            }
        }
        return contracted(last, first, restA, restB, a.body(), b.body());
    }

    private Value contracted(Axis last, Axis first, List<Axis> restA, List<Axis> restB, Scalar left, Scalar right) {
        Index summed =
                context.indices().fresh(last.index().extent(), last.dim().name().substring(0, 1));
        Scalar node = context.scalars().leaf(summed);
        Map<Dim, Integer> seen = new HashMap<>();
        List<Axis> axes = new ArrayList<>();
        Map<Index, Scalar> inA = new LinkedHashMap<>(Map.of(last.index(), node));
        Map<Index, Scalar> inB = new LinkedHashMap<>(Map.of(first.index(), node));
        renamed(restA, seen, axes, inA);
        renamed(restB, seen, axes, inB);
        Scalar body = context.scalars()
                .mul(
                        Substitution.apply(context.scalars(), left, inA),
                        Substitution.apply(context.scalars(), right, inB));
        return reduced(axes, Reduction.SUM, List.of(summed), context.always(), body);
    }

    /** Axes that stay get the index that their dim's next axis has everywhere. */
    private void renamed(List<Axis> rest, Map<Dim, Integer> seen, List<Axis> axes, Map<Index, Scalar> places) {
        for (Axis axis : rest) {
            Index index = context.indices().ofAxis(axis.dim(), seen.merge(axis.dim(), 1, Integer::sum) - 1);
            axes.add(new Axis(axis.dim(), index));
            if (!index.equals(axis.index())) {
                places.put(axis.index(), context.scalars().leaf(index));
            }
        }
    }

    /** A reduction kept apart. */
    Value reduced(List<Axis> axes, Reduction reduction, List<Index> over, Scalar filter, Scalar body) {
        return new Value(
                axes,
                body,
                reduction,
                over,
                over.stream().map(context.indices()::nameOf).toList(),
                filter,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** The reduction of a value over axes of it: each gets an index of its own, bound by the reduction. */
    Value reduced(Value value, Reduction reduction, List<Axis> over) {
        List<Axis> left = new ArrayList<>(value.axes());
        left.removeAll(over);
        Map<Index, Scalar> places = new LinkedHashMap<>();
        List<Index> summed = new ArrayList<>();
        for (Axis axis : over) {
            Index index = context.indices()
                    .fresh(axis.index().extent(), axis.dim().name().substring(0, 1));
            summed.add(index);
            places.put(axis.index(), context.scalars().leaf(index));
        }
        return reduced(
                left, reduction, summed, context.always(), Substitution.apply(context.scalars(), value.body(), places));
    }
}
