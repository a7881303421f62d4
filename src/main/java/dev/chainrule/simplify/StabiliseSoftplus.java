package dev.chainrule.simplify;

import dev.chainrule.scalar.Activations;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * {@code log(1 + exp(x))} and {@code log1p(exp(x))} become {@code softplus(x)}.
 *
 * <p>Not exact. Equal as real functions. In double the left overflows from x = 710 up and is 0 from x = -37 down (with log1p
 * only the former); the right is accurate to 3 ulp everywhere. Equal at ±Inf; NaN stays NaN.
 */
final class StabiliseSoftplus implements Rule {

    @Override
    public Optional<Stabilisation> stabilisation() {
        return Optional.of(Stabilisation.SOFTPLUS);
    }

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        Optional<Scalar> term = node.is(Powers.LOG)
                ? OnePlus.term(node.operand(0), d)
                : node.is(Powers.LOG1P) ? Optional.of(node.operand(0)) : Optional.empty();
        return term.flatMap(inner -> d.call(inner, Powers.EXP))
                .map(exp -> e.call(Activations.SOFTPLUS, exp.operand(0)));
    }
}
