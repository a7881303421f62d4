package dev.chainrule.simplify;

import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * A sign leaves products and quotients: {@code (-a) * b} becomes {@code -(a * b)}; and sums take it in: {@code a + (-b)}
 * becomes {@code a - b}, {@code a - (-b)} becomes {@code a + b}, {@code (-a) + b} becomes {@code b - a}. A negated constant
 * factor takes the sign. Exact: rounding to nearest knows no sign, and signs of zeros come out alike. Not made:
 * {@code -(a - b)} to {@code b - a}, which differ where a = b.
 */
final class PullSignsOut implements Rule {

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        if (node.is(Arithmetic.NEGATE)) {
            return intoConstant(node.operand(0), e);
        }
        boolean product = node.is(Arithmetic.MULTIPLY) || node.is(Arithmetic.DIVIDE);
        boolean sum = node.is(Arithmetic.ADD) || node.is(Arithmetic.SUBTRACT);
        if (!product && !sum) {
            return Optional.empty();
        }
        Scalar a = node.operand(0);
        Scalar b = node.operand(1);
        boolean negativeA = a.is(Arithmetic.NEGATE);
        boolean negativeB = b.is(Arithmetic.NEGATE);
        if (product && (negativeA || negativeB)) {
            Scalar unsigned =
                    e.call(((Call) node).function(), negativeA ? a.operand(0) : a, negativeB ? b.operand(0) : b);
            return Optional.of(negativeA && negativeB ? unsigned : e.neg(unsigned));
        }
        if (sum && negativeB) {
            return Optional.of(node.is(Arithmetic.ADD) ? e.sub(a, b.operand(0)) : e.add(a, b.operand(0)));
        }
        return node.is(Arithmetic.ADD) && negativeA ? Optional.of(e.sub(b, a.operand(0))) : Optional.empty();
    }

    private static Optional<Scalar> intoConstant(Scalar operand, Scalars e) {
        boolean product = operand.is(Arithmetic.MULTIPLY) || operand.is(Arithmetic.DIVIDE);
        return product && operand.operand(0) instanceof Constant constant
                ? Optional.of(e.call(((Call) operand).function(), e.real(-constant.value()), operand.operand(1)))
                : Optional.empty();
    }
}
