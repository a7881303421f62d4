package dev.chainrule.simplify;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Proof;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Whole;
import java.util.Optional;

/**
 * A comparison of integers that is proven becomes what it is. Exact: integers do not round.
 */
final class DecideComparison implements Rule {

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        boolean less = node.is(Whole.LESS);
        boolean lessOrEqual = node.is(Whole.LESS_OR_EQUAL);
        boolean equal = node.is(Whole.EQUAL);
        if (!less && !lessOrEqual && !equal && !node.is(Whole.NOT_EQUAL) || IntegerExpressions.isLarge(node)) {
            return Optional.empty();
        }
        Proof proof = d.builder().proof();
        Affine difference = Affine.of(node.operand(1)).minus(Affine.of(node.operand(0)));
        Affine reversed = difference.times(-1);
        if (less || lessOrEqual) {
            int strict = less ? -1 : 0;
            // of an index without values both are true; as a condition, false reads nothing
            return proof.proven(reversed.plus(-1 - strict))
                    ? Optional.of(e.bool(false))
                    : proof.proven(difference.plus(strict)) ? Optional.of(e.bool(true)) : Optional.empty();
        }
        if (difference.isConstant() && difference.constant() == 0) {
            return Optional.of(e.bool(equal));
        }
        return proof.proven(difference.plus(-1)) || proof.proven(reversed.plus(-1))
                ? Optional.of(e.bool(!equal))
                : Optional.empty();
    }
}
