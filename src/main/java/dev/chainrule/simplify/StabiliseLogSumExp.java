package dev.chainrule.simplify;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Rounding;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.List;
import java.util.Optional;

/**
 * {@code log(sum(exp(x)))} becomes {@code m + log(sum(exp(x - m)))} with {@code m = max(x)}, through which no gradient flows.
 *
 * <p>Not exact. Equal as real functions. In double the left is Inf where an x exceeds 709, and -Inf where all are below -745;
 * the right is accurate to rounding of x. Where m is infinite or NaN, 0 is subtracted instead, so that the values are those of
 * the left. A sum that is shifted already is left alone, and so is {@code log(2 + sum(exp(x)))}.
 */
final class StabiliseLogSumExp implements Rule {

    @Override
    public Optional<Stabilisation> stabilisation() {
        return Optional.of(Stabilisation.LOG_SUM_EXP);
    }

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        if (!node.is(Powers.LOG)) {
            return Optional.empty();
        }
        return d.reduction(node.operand(0), Reduction.SUM)
                .flatMap(sum -> d.call(sum.body(), Powers.EXP)
                        .map(exp -> exp.operand(0))
                        .filter(x -> !isShifted(x, d))
                        .map(x -> shifted(sum, x, node.operand(0).operands(), e, d.builder())));
    }

    private static boolean isShifted(Scalar x, Definitions d) {
        return x.is(Arithmetic.SUBTRACT)
                && d.call(x.operand(1), Arithmetic.STOP_GRADIENT).isPresent();
    }

    private static Scalar shifted(
            Equation sum, Scalar x, List<Scalar> subscripts, Scalars e, EquationSystem.Builder builder) {
        String name = sum.target().name();
        List<String> names = sum.names();
        Tensor largest = builder.define(
                name + "_max", Optional.empty(), sum.indices(), Reduction.MAX, sum.reduced(), sum.filter(), x, names);
        List<Scalar> left = sum.indices().stream().map(builder::node).toList();
        Scalar m = builder.read(largest, left);
        Scalar isFinite = e.less(e.call(Rounding.ABS, m), e.real(Double.POSITIVE_INFINITY));
        Tensor shift = builder.define(
                name + "_shift",
                Optional.empty(),
                sum.indices(),
                Reduction.NONE,
                List.of(),
                e.bool(true),
                e.call(Arithmetic.STOP_GRADIENT, e.choice(isFinite, m, e.zero())),
                names.subList(0, sum.indices().size()));
        Tensor rest = builder.define(
                name + "_shifted",
                sum.target().origin(),
                sum.indices(),
                Reduction.SUM,
                sum.reduced(),
                sum.filter(),
                e.call(Powers.EXP, e.sub(x, builder.read(shift, left))),
                names);
        return e.add(builder.read(shift, subscripts), e.call(Powers.LOG, builder.read(rest, subscripts)));
    }
}
