package dev.chainrule.simplify;

import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * {@code log(exp(x) / s)} becomes {@code x - log(s)}.
 *
 * <p>Not exact. Equal as real functions for s &gt; 0, and NaN on both sides for s &lt; 0. In double the left is -Inf where the
 * quotient underflows, from x - log(s) = -745 down, and loses digits before; the right does neither.
 */
final class StabiliseLogSoftmax implements Rule {

    @Override
    public Optional<Stabilisation> stabilisation() {
        return Optional.of(Stabilisation.LOG_SOFTMAX);
    }

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        if (!node.is(Powers.LOG)) {
            return Optional.empty();
        }
        return d.call(node.operand(0), Arithmetic.DIVIDE)
                .flatMap(quotient -> d.call(quotient.operand(0), Powers.EXP)
                        .map(exp -> e.sub(exp.operand(0), e.call(Powers.LOG, quotient.operand(1)))));
    }
}
