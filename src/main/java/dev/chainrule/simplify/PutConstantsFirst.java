package dev.chainrule.simplify;

import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * {@code x * c} becomes {@code c * x}, so that both are one node. Exact: products commute.
 */
final class PutConstantsFirst implements Rule {

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        return node.is(Arithmetic.MULTIPLY)
                        && node.operand(1) instanceof Constant
                        && !(node.operand(0) instanceof Constant)
                ? Optional.of(e.mul(node.operand(1), node.operand(0)))
                : Optional.empty();
    }
}
