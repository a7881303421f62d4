package dev.chainrule.simplify;

import dev.chainrule.scalar.Activations;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Hyperbolic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * {@code 1 - tanh(x)^2} becomes {@code 4 * sigmoid(2 * x) * sigmoid(-2 * x)}.
 *
 * <p>Not exact. Equal as real functions. In double the left has no digit left from |x| = 19 up; the right is accurate to
 * 6 ulp until it underflows, at |x| = 372. Equal at ±Inf; NaN stays NaN. Not {@code (1 / cosh(x))^2}, of which the
 * derivative is 0 · Inf from |x| = 711 up.
 */
final class StabiliseOneMinusTanhSquared implements Rule {

    @Override
    public Optional<Stabilisation> stabilisation() {
        return Optional.of(Stabilisation.ONE_MINUS_TANH_SQUARED);
    }

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        if (!node.is(Arithmetic.SUBTRACT) || !node.operand(0).isConstant(1)) {
            return Optional.empty();
        }
        return d.call(node.operand(1), Arithmetic.MULTIPLY)
                .filter(square -> square.operand(0) == square.operand(1))
                .flatMap(square -> d.call(square.operand(0), Hyperbolic.TANH))
                .map(tanh -> e.mul(e.real(2), tanh.operand(0)))
                .map(twice -> e.mul(
                        e.mul(e.real(4), e.call(Activations.SIGMOID, twice)),
                        e.call(Activations.SIGMOID, e.neg(twice))));
    }
}
