package dev.chainrule.simplify;

import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * {@code exp(x) - 1} becomes {@code expm1(x)}.
 *
 * <p>Not exact. Equal as real functions. In double the left loses all digits near 0, and gives 0 from |x| = 1e-16 down; the
 * right is accurate to 1 ulp. Equal at ±Inf; NaN stays NaN.
 */
final class StabiliseExpMinusOne implements Rule {

    @Override
    public Optional<Stabilisation> stabilisation() {
        return Optional.of(Stabilisation.EXP_MINUS_ONE);
    }

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        Optional<Scalar> power = Optional.empty();
        if (node.is(Arithmetic.SUBTRACT) && node.operand(1).isConstant(1)
                || node.is(Arithmetic.ADD) && node.operand(1).isConstant(-1)) {
            power = Optional.of(node.operand(0));
        } else if (node.is(Arithmetic.ADD) && node.operand(0).isConstant(-1)) {
            power = Optional.of(node.operand(1));
        }
        return power.flatMap(inner -> d.call(inner, Powers.EXP)).map(exp -> e.call(Powers.EXPM1, exp.operand(0)));
    }
}
