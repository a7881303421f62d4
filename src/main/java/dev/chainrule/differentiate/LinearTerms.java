package dev.chainrule.differentiate;

import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;

/**
 * Products and sums as derivatives want them: without factors 1 and -1, signs outermost, constants in one factor,
 * {@code adjoint / b} instead of {@code adjoint * (1 / b)}, which also rounds once less.
 *
 * <p>No written expression is rewritten here: a derivative has no written order of operations that could change.
 */
final class LinearTerms {

    private final Scalars scalars;

    LinearTerms(Scalars scalars) {
        this.scalars = scalars;
    }

    /**
     * {@code value · factor}.
     *
     * @param factorFirst whether the factor is written on the left, as in the source
     */
    Scalar product(Scalar value, Scalar factor, boolean factorFirst) {
        boolean negative = false;
        Scalar a = value;
        while (a.is(Arithmetic.NEGATE)) {
            a = a.operand(0);
            negative = !negative;
        }
        Scalar b = factor;
        while (b.is(Arithmetic.NEGATE)) {
            b = b.operand(0);
            negative = !negative;
        }
        Scalar product = unsigned(a, b, factorFirst);
        return negative ? negated(product) : product;
    }

    private Scalar unsigned(Scalar value, Scalar factor, boolean factorFirst) {
        if (value.isConstant(1) || factor.isConstant(1)) {
            return value.isConstant(1) ? factor : value;
        }
        if (value.isConstant(-1) || factor.isConstant(-1)) {
            return negated(value.isConstant(-1) ? factor : value);
        }
        if (factor.is(Arithmetic.DIVIDE) && factor.operand(0) instanceof Constant) {
            return scalars.div(unsigned(value, factor.operand(0), true), factor.operand(1));
        }
        if (!(value instanceof Constant a)) {
            return factorFirst || factor instanceof Constant ? scalars.mul(factor, value) : scalars.mul(value, factor);
        }
        if (factor instanceof Constant b) {
            return scalars.real(a.value() * b.value());
        }
        if (factor.is(Arithmetic.MULTIPLY) && factor.operand(0) instanceof Constant b) {
            double both = a.value() * b.value();
            return both == 1 ? factor.operand(1) : scalars.mul(scalars.real(both), factor.operand(1));
        }
        return scalars.mul(value, factor);
    }

    /** {@code a + b}. */
    Scalar sum(Scalar a, Scalar b) {
        if (isZero(a) || isZero(b)) {
            return isZero(a) ? b : a;
        }
        if (a == b) {
            return product(scalars.real(2), a, false);
        }
        if (b.is(Arithmetic.NEGATE)) {
            return scalars.sub(a, b.operand(0));
        }
        return a.is(Arithmetic.NEGATE) ? scalars.sub(b, a.operand(0)) : scalars.add(a, b);
    }

    private static boolean isZero(Scalar node) {
        return node.isConstant(0.0) || node.isConstant(-0.0);
    }

    private Scalar negated(Scalar value) {
        if (value instanceof Constant constant) {
            return scalars.real(-constant.value());
        }
        return value.is(Arithmetic.NEGATE) ? value.operand(0) : scalars.neg(value);
    }
}
