package dev.chainrule.simplify;

import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * {@code -(-x)} and {@code !!x} become {@code x}. Exact: only the sign bit changes, twice.
 */
final class CancelDoubleNegation implements Rule {

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        boolean twice = node.is(Arithmetic.NEGATE) && node.operand(0).is(Arithmetic.NEGATE)
                || node.is(Logic.NOT) && node.operand(0).is(Logic.NOT);
        return twice ? Optional.of(node.operand(0).operand(0)) : Optional.empty();
    }
}
