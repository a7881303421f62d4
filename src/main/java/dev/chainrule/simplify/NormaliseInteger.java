package dev.chainrule.simplify;

import dev.chainrule.equation.Affine;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Whole;
import java.util.Optional;

/**
 * Integer sums and products take their shortest affine form: {@code i + 1 - 1} becomes {@code i}. Exact: integers do not
 * round. An expression with the length of a dim stays as it is, since its name explains it.
 */
final class NormaliseInteger implements Rule {

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        boolean quotient = node.is(Whole.FLOOR_DIVIDE) || node.is(Whole.FLOOR_MODULO);
        if (quotient && node.operand(1).isConstant(1)) {
            return Optional.of(node.is(Whole.FLOOR_DIVIDE) ? node.operand(0) : e.integer(0));
        }
        boolean affine = node.is(Whole.ADD) || node.is(Whole.SUBTRACT) || node.is(Whole.MULTIPLY);
        if (!affine || IntegerExpressions.isLarge(node) || IntegerExpressions.namesLength(node)) {
            return Optional.empty();
        }
        Scalar shortest = Affine.of(node).toScalar(e);
        return IntegerExpressions.operations(shortest) < IntegerExpressions.operations(node)
                ? Optional.of(shortest)
                : Optional.empty();
    }
}
