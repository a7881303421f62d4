package dev.chainrule.simplify;

import dev.chainrule.scalar.Activations;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * {@code 1 / (1 + exp(-x))} and {@code exp(x) / (1 + exp(x))} become {@code sigmoid(x)}.
 *
 * <p>Not exact. Equal as real functions. In double the first is 0 from x = -710 down, a little too early, and its derivative is
 * 0 · Inf there; the second is Inf / Inf from x = 710 up. Equal at ±Inf but for the second at +Inf, where it is NaN; NaN stays NaN.
 */
final class StabiliseSigmoid implements Rule {

    @Override
    public Optional<Stabilisation> stabilisation() {
        return Optional.of(Stabilisation.SIGMOID);
    }

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        if (!node.is(Arithmetic.DIVIDE)) {
            return Optional.empty();
        }
        Optional<Scalar> exponent = OnePlus.term(node.operand(1), d)
                .flatMap(term -> d.call(term, Powers.EXP))
                .map(exp -> exp.operand(0));
        if (exponent.isEmpty()) {
            return Optional.empty();
        }
        if (node.operand(0).isConstant(1)) {
            return Optional.of(e.call(Activations.SIGMOID, e.neg(exponent.get())));
        }
        return d.call(node.operand(0), Powers.EXP)
                .filter(exp -> exp.operand(0) == exponent.get())
                .map(exp -> e.call(Activations.SIGMOID, exponent.get()));
    }
}
