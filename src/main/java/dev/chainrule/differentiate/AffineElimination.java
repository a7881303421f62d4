package dev.chainrule.differentiate;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Index;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an equality is affine in an unknown, {@code s · i == rest}: {@code i = rest} or, for a stride,
 * {@code i = div(rest, s)} where {@code mod(rest, s) == 0}. Its range becomes a condition.
 */
final class AffineElimination {

    private final Unknowns unknowns;
    private final Scalars scalars;

    AffineElimination(Unknowns unknowns) {
        this.unknowns = unknowns;
        this.scalars = unknowns.scalars();
    }

    /** From {@code form == 0}. */
    Optional<Elimination> of(Affine form) {
        return unknowns.longest(form)
                .filter(index -> !unknowns.isTooShort(index, form, 1))
                .map(index -> of(form, index));
    }

    Elimination of(Affine form, Index index) {
        long coefficient = form.coefficient(scalars.leaf(index));
        Affine rest = form.without(scalars.leaf(index)).times(coefficient > 0 ? -1 : 1);
        Scalar value = rest.toScalar(scalars);
        List<Scalar> conditions = new ArrayList<>();
        if (Math.abs(coefficient) > 1) {
            Scalar stride = scalars.integer(Math.abs(coefficient));
            conditions.add(scalars.equal(scalars.call(Whole.FLOOR_MODULO, value, stride), scalars.integer(0)));
            value = scalars.call(Whole.FLOOR_DIVIDE, value, stride);
        }
        conditions.addAll(
                unknowns.unproven(scalars.lessOrEqual(scalars.integer(0), value), scalars.less(value, index.extent())));
        return unknowns.solved(index, value, conditions, List.of());
    }
}
