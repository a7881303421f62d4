package dev.chainrule.simplify;

import dev.chainrule.scalar.Activations;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * {@code log(1 - sigmoid(x))} and {@code log1p(-sigmoid(x))} become {@code -softplus(x)}.
 *
 * <p>Not exact. Equal as real functions. In double the left is -Inf from x = 37 up, where the right is -x; at -Inf it gives
 * -0.0 for 0.0. NaN stays NaN.
 */
final class StabiliseLogOneMinusSigmoid implements Rule {

    @Override
    public Optional<Stabilisation> stabilisation() {
        return Optional.of(Stabilisation.LOG_ONE_MINUS_SIGMOID);
    }

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        Optional<Scalar> subtracted = node.is(Powers.LOG)
                ? OnePlus.subtracted(node.operand(0), d)
                : node.is(Powers.LOG1P) && node.operand(0).is(Arithmetic.NEGATE)
                        ? Optional.of(node.operand(0).operand(0))
                        : Optional.empty();
        return subtracted
                .flatMap(inner -> d.call(inner, Activations.SIGMOID))
                .map(sigmoid -> e.neg(e.call(Activations.SOFTPLUS, sigmoid.operand(0))));
    }
}
