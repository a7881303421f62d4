package dev.chainrule.simplify;

import dev.chainrule.scalar.Activations;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Rounding;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * {@code max(x, x)} and {@code min(x, x)} become {@code x}; {@code relu} and {@code abs} of what is never negative, nor -0.0,
 * become that; {@code abs(-x)} becomes {@code abs(x)}; a stopped gradient of a stopped gradient is one. Exact: the value is
 * the operand's, a NaN included.
 */
final class DropIdleFunction implements Rule {

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        if (node.is(Rounding.MAX) || node.is(Rounding.MIN)) {
            return node.operand(0) == node.operand(1) ? Optional.of(node.operand(0)) : Optional.empty();
        }
        if ((node.is(Rounding.ABS) || node.is(Activations.RELU)) && Signs.neverNegative(node.operand(0))) {
            return Optional.of(node.operand(0));
        }
        if (node.is(Rounding.ABS) && node.operand(0).is(Arithmetic.NEGATE)) {
            return Optional.of(e.call(Rounding.ABS, node.operand(0).operand(0)));
        }
        return node.is(Arithmetic.STOP_GRADIENT) && node.operand(0).is(Arithmetic.STOP_GRADIENT)
                ? Optional.of(node.operand(0))
                : Optional.empty();
    }
}
