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

/**
 * A last digit: in {@code p == b · (…) + j}, where {@code j} runs below the base {@code b}, it is {@code mod(p, b)}, and
 * what stands before it is {@code div(p, b)}. So an index into a flattened axis is taken apart without a loop.
 */
final class DigitElimination {

    private final Unknowns unknowns;
    private final Scalars scalars;

    DigitElimination(Unknowns unknowns) {
        this.unknowns = unknowns;
        this.scalars = unknowns.scalars();
    }

    /** From {@code form == 0}. */
    Optional<Elimination> of(Affine form) {
        for (Index digit : unknowns.solvable(form)) {
            long sign = form.coefficient(scalars.leaf(digit));
            if (Math.abs(sign) == 1) {
                Optional<Elimination> found =
                        of(form.without(scalars.leaf(digit)).times(sign), digit);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** From {@code digit + rest == 0}. */
    private Optional<Elimination> of(Affine rest, Index digit) {
        Affine known = Affine.constant(rest.constant());
        Affine unknown = Affine.constant(0);
        for (Map.Entry<Scalar, Long> entry : rest.terms().entrySet()) {
            Affine term = Affine.of(entry.getKey()).times(entry.getValue());
            known = unknowns.areAbsent(entry.getKey()) ? known.plus(term) : known;
            unknown = unknowns.areAbsent(entry.getKey()) ? unknown : unknown.plus(term);
        }
        if (unknown.isConstant()) {
            return Optional.empty();
        }
        long common = unknown.terms().values().stream().reduce(0L, DigitElimination::gcd);
        if (common > 1 && unknowns.isAtMost(digit.extent(), scalars.integer(common))) {
            Affine quotient = Affine.constant(0);
            for (Map.Entry<Scalar, Long> entry : unknown.terms().entrySet()) {
                quotient = quotient.plus(Affine.of(entry.getKey()).times(entry.getValue() / common));
            }
            return Optional.of(taken(digit, known.times(-1), scalars.integer(common), quotient));
        }
        Affine base = Affine.of(digit.extent());
        boolean named = base.constant() == 0
                && unknowns.areAbsent(base)
                && base.terms().size() == 1
                && base.terms().values().iterator().next() == 1;
        return named
                ? ofProducts(
                        digit, known, unknown, base.terms().keySet().iterator().next())
                : Optional.empty();
    }

    /** Where each unknown term is a product with the length of the digit's range. */
    private Optional<Elimination> ofProducts(Index digit, Affine known, Affine unknown, Scalar base) {
        Affine quotient = Affine.constant(0);
        for (Map.Entry<Scalar, Long> entry : unknown.terms().entrySet()) {
            Scalar product = entry.getKey();
            if (!product.is(Whole.MULTIPLY) || !product.operands().contains(base)) {
                return Optional.empty();
            }
            Scalar other = product.operand(product.operand(0) == base ? 1 : 0);
            quotient = quotient.plus(Affine.of(other).times(entry.getValue()));
        }
        return Optional.of(taken(digit, known.times(-1), base, quotient));
    }

    /** From {@code digit + base · quotient == number}. */
    private Elimination taken(Index digit, Affine number, Scalar base, Affine quotient) {
        Scalar value = number.toScalar(scalars);
        Scalar last = scalars.call(Whole.FLOOR_MODULO, value, base);
        List<Scalar> conditions = new ArrayList<>(unknowns.unprovenDivisor(base));
        conditions.addAll(unknowns.unproven(scalars.less(last, digit.extent())));
        Scalar before = scalars.call(Whole.FLOOR_DIVIDE, value, base);
        Scalar equality = scalars.equal(before, quotient.toScalar(scalars));
        return unknowns.solved(digit, last, conditions, List.of(equality));
    }

    private static long gcd(long a, long b) {
        return b == 0 ? Math.abs(a) : gcd(b, a % b);
    }
}
