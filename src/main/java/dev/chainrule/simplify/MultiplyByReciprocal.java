package dev.chainrule.simplify;

import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * Division by a power of two becomes a product. Exact: both constants are normal numbers, in {@code float} too, so quotient
 * and product are the same real number, rounded once.
 */
final class MultiplyByReciprocal implements Rule {

    private static final int LARGEST_EXPONENT = 126;

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        if (!node.is(Arithmetic.DIVIDE) || !(node.operand(1) instanceof Constant divisor)) {
            return Optional.empty();
        }
        int exponent = Math.getExponent(divisor.value());
        boolean powerOfTwo =
                Math.abs(exponent) <= LARGEST_EXPONENT && Math.abs(divisor.value()) == Math.scalb(1.0, exponent);
        return powerOfTwo ? Optional.of(e.mul(e.real(1 / divisor.value()), node.operand(0))) : Optional.empty();
    }
}
