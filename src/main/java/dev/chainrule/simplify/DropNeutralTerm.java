package dev.chainrule.simplify;

import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * {@code x - 0.0} and {@code x + (-0.0)} become {@code x}. Exact for every x: -0.0 stays -0.0, which adding +0.0 would not
 * keep. So {@code x + 0.0} becomes {@code x} only where x is never -0.0.
 */
final class DropNeutralTerm implements Rule {

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        if (node.is(Arithmetic.SUBTRACT)) {
            return node.operand(1).isConstant(0.0) ? Optional.of(node.operand(0)) : Optional.empty();
        }
        if (!node.is(Arithmetic.ADD)) {
            return Optional.empty();
        }
        for (int side = 0; side < 2; side++) {
            Scalar zero = node.operand(side);
            Scalar other = node.operand(1 - side);
            if (zero.isConstant(-0.0) || zero.isConstant(0.0) && Signs.neverNegativeZero(other)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }
}
