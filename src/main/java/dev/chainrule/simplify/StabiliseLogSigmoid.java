package dev.chainrule.simplify;

import dev.chainrule.scalar.Activations;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * {@code log(sigmoid(x))} becomes {@code -softplus(-x)}.
 *
 * <p>Not exact. Equal as real functions. In double the left gives 0 from x = 37 up and -Inf from x = -746 down, where the
 * right stays accurate; at +Inf it gives -0.0 for 0.0. Equal at -Inf; NaN stays NaN.
 */
final class StabiliseLogSigmoid implements Rule {

    @Override
    public Optional<Stabilisation> stabilisation() {
        return Optional.of(Stabilisation.LOG_SIGMOID);
    }

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        if (!node.is(Powers.LOG)) {
            return Optional.empty();
        }
        return d.call(node.operand(0), Activations.SIGMOID)
                .map(sigmoid -> e.neg(e.call(Activations.SOFTPLUS, e.neg(sigmoid.operand(0)))));
    }
}
