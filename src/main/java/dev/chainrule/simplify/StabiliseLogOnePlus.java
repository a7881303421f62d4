package dev.chainrule.simplify;

import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * {@code log(1 + x)} becomes {@code log1p(x)}, {@code log(1 - x)} becomes {@code log1p(-x)}.
 *
 * <p>Not exact. Equal as real functions. In double the left loses all digits of x near 0, and gives 0 from |x| = 1e-16 down;
 * the right is accurate to 1 ulp. Equal at ±Inf and outside of the domain; at -0.0 the right keeps the sign.
 */
final class StabiliseLogOnePlus implements Rule {

    @Override
    public Optional<Stabilisation> stabilisation() {
        return Optional.of(Stabilisation.LOG_ONE_PLUS);
    }

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        if (!node.is(Powers.LOG)) {
            return Optional.empty();
        }
        return OnePlus.term(node.operand(0), d)
                .or(() -> OnePlus.subtracted(node.operand(0), d).map(e::neg))
                .map(x -> e.call(Powers.LOG1P, x));
    }
}
