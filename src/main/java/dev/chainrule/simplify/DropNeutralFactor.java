package dev.chainrule.simplify;

import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * {@code 1 * x}, {@code x * 1} and {@code x / 1} become {@code x}; with -1, {@code -x}. Exact: nothing is rounded.
 */
final class DropNeutralFactor implements Rule {

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        boolean product = node.is(Arithmetic.MULTIPLY);
        if (!product && !node.is(Arithmetic.DIVIDE)) {
            return Optional.empty();
        }
        for (int side = product ? 0 : 1; side < 2; side++) {
            Scalar other = node.operand(1 - side);
            if (node.operand(side).isConstant(1)) {
                return Optional.of(other);
            }
            if (node.operand(side).isConstant(-1)) {
                return Optional.of(e.neg(other));
            }
        }
        return Optional.empty();
    }
}
