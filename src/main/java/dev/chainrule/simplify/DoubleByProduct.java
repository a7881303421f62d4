package dev.chainrule.simplify;

import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * {@code x + x} becomes {@code 2 * x}. Exact: both are the same real number, rounded once.
 */
final class DoubleByProduct implements Rule {

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        return node.is(Arithmetic.ADD) && node.operand(0) == node.operand(1)
                ? Optional.of(e.mul(e.real(2), node.operand(0)))
                : Optional.empty();
    }
}
