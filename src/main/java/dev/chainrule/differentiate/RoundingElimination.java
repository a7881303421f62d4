package dev.chainrule.differentiate;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Index;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an unknown stands in a quotient or a remainder. {@code div(e, k) == v} holds for {@code e = k v + r}, with a sum over
 * {@code r} below {@code k}. {@code mod(i + c, k) == v} holds for {@code i = mod(v - c, k)}, and for that plus any multiple of
 * {@code k}, over which is summed where the range of {@code i} is longer than {@code k}.
 */
final class RoundingElimination {

    private final Unknowns unknowns;
    private final Scalars scalars;

    RoundingElimination(Unknowns unknowns) {
        this.unknowns = unknowns;
        this.scalars = unknowns.scalars();
    }

    /** From {@code form == 0}. */
    Optional<Elimination> of(Affine form) {
        @Nullable Scalar rounded = null;
        for (Scalar term : form.terms().keySet()) {
            if (!unknowns.areAbsent(term)) {
                if (rounded != null) {
                    return Optional.empty();
                }
                rounded = term;
            }
        }
        if (rounded == null) {
            return Optional.empty();
        }
        boolean quotient = rounded.is(Whole.FLOOR_DIVIDE);
        boolean remainder = rounded.is(Whole.FLOOR_MODULO);
        if (!quotient && !remainder
                || Math.abs(form.coefficient(rounded)) != 1
                || !unknowns.areAbsent(rounded.operand(1))) {
            return Optional.empty();
        }
        Affine value = form.without(rounded).times(-form.coefficient(rounded));
        return quotient ? quotient(rounded, value, form) : remainder(rounded, value, form);
    }

    private Optional<Elimination> quotient(Scalar rounded, Affine value, Affine form) {
        Affine inside = Affine.of(rounded.operand(0));
        Scalar base = rounded.operand(1);
        Optional<Index> index = unknowns.longest(inside);
        if (index.isEmpty() || unknowns.isTooShort(index.get(), form, Magnitude.of(base))) {
            return Optional.empty();
        }
        List<Scalar> conditions = unknowns.unprovenDivisor(base);
        Index rest = unknowns.fresh(base);
        Scalar whole = scalars.call(
                Whole.ADD, scalars.call(Whole.MULTIPLY, base, value.toScalar(scalars)), scalars.leaf(rest));
        Scalar equality = scalars.equal(Affine.of(whole).toScalar(scalars), rounded.operand(0));
        return Optional.of(new Elimination(Map.of(), conditions, List.of(equality), Optional.of(rest)));
    }

    private Optional<Elimination> remainder(Scalar rounded, Affine value, Affine form) {
        Affine inside = Affine.of(rounded.operand(0));
        Scalar base = rounded.operand(1);
        for (Index index : unknowns.solvable(inside)) {
            long sign = inside.coefficient(scalars.leaf(index));
            if (Math.abs(sign) == 1 && !unknowns.isTooShort(index, form, 1)) {
                Affine rest = inside.without(scalars.leaf(index));
                Scalar first = scalars.call(
                        Whole.FLOOR_MODULO, value.minus(rest).times(sign).toScalar(scalars), base);
                return Optional.of(repeated(index, first, base, value.toScalar(scalars)));
            }
        }
        return Optional.empty();
    }

    /** {@code index} is {@code first} or more by a multiple of {@code base}. */
    private Elimination repeated(Index index, Scalar first, Scalar base, Scalar value) {
        List<Scalar> conditions = new ArrayList<>(unknowns.unprovenDivisor(base));
        conditions.addAll(unknowns.unproven(scalars.lessOrEqual(scalars.integer(0), value), scalars.less(value, base)));
        if (unknowns.isAtMost(index.extent(), base)) {
            conditions.addAll(unknowns.unproven(scalars.less(first, index.extent())));
            return unknowns.solved(index, first, conditions, List.of());
        }
        Scalar above = scalars.call(Whole.ADD, index.extent(), scalars.call(Whole.SUBTRACT, base, scalars.integer(1)));
        Index round =
                unknowns.fresh(scalars.call(Whole.FLOOR_DIVIDE, Affine.of(above).toScalar(scalars), base));
        Scalar found = scalars.call(Whole.ADD, first, scalars.call(Whole.MULTIPLY, base, scalars.leaf(round)));
        Scalar all = Affine.of(found).toScalar(scalars);
        conditions.addAll(unknowns.unproven(scalars.less(all, index.extent())));
        return new Elimination(Map.of(index, all), conditions, List.of(), Optional.of(round));
    }
}
