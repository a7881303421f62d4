package dev.chainrule.simplify;

import dev.chainrule.differentiate.Program;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Activations;
import dev.chainrule.scalar.Hyperbolic;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Scalar;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A form that a stabilisation recognises, as a function of the elements of {@code x}.
 *
 * @param bound on the error of what is computed instead, in ulps of the value; of the largest element of {@code x}
 *     where that is larger and there are several
 * @param gradientBound the same for an element of the gradient, in ulps of 1 where the element is smaller
 * @param elements how many {@code x} has
 */
record UnstableForm(
        Stabilisation rule,
        String written,
        double bound,
        double gradientBound,
        int elements,
        BiFunction<Program, Tensor, Scalar> expression) {

    static final List<UnstableForm> ALL = List.of(
            one(Stabilisation.SOFTPLUS, "log(1 + exp(x))", 3, 2, (p, x) -> log(p, onePlus(p, exp(p, x)))),
            one(Stabilisation.SOFTPLUS, "log1p(exp(x))", 3, 2, (p, x) -> p.call(Powers.LOG1P, exp(p, x))),
            one(Stabilisation.LOG_ONE_PLUS, "log(1 + x)", 1, 1, (p, x) -> log(p, onePlus(p, x))),
            one(Stabilisation.LOG_ONE_PLUS, "log(1 - x)", 1, 1, (p, x) -> log(p, oneMinus(p, x))),
            one(Stabilisation.LOG_SIGMOID, "log(sigmoid(x))", 3, 2, (p, x) -> log(p, sigmoid(p, x))),
            one(
                    Stabilisation.LOG_ONE_MINUS_SIGMOID,
                    "log(1 - sigmoid(x))",
                    3,
                    2,
                    (p, x) -> log(p, oneMinus(p, sigmoid(p, x)))),
            one(
                    Stabilisation.LOG_ONE_MINUS_SIGMOID,
                    "log1p(-sigmoid(x))",
                    3,
                    2,
                    (p, x) -> p.call(Powers.LOG1P, p.e.neg(sigmoid(p, x)))),
            several(Stabilisation.LOG_SUM_EXP, "log(sum(exp(x)))", 2, 4, (p, x) -> log(p, sumOfExponentials(p, x))),
            several(
                    Stabilisation.LOG_SOFTMAX,
                    "log(exp(x[0]) / sum(exp(x)))",
                    3,
                    4,
                    (p, x) -> log(p, p.e.div(exp(p, first(p, x)), sumOfExponentials(p, x)))),
            one(Stabilisation.EXP_MINUS_ONE, "exp(x) - 1", 1, 1, (p, x) -> p.e.sub(exp(p, x), p.e.one())),
            one(
                    Stabilisation.ONE_MINUS_TANH_SQUARED,
                    "1 - tanh(x)^2",
                    6,
                    4,
                    (p, x) -> oneMinus(p, p.e.square(p.call(Hyperbolic.TANH, x)))),
            one(
                    Stabilisation.SIGMOID,
                    "1 / (1 + exp(-x))",
                    3,
                    2,
                    (p, x) -> p.e.div(p.e.one(), onePlus(p, exp(p, p.e.neg(x))))),
            one(
                    Stabilisation.SIGMOID,
                    "exp(x) / (1 + exp(x))",
                    3,
                    2,
                    (p, x) -> p.e.div(exp(p, x), onePlus(p, exp(p, x)))));

    private static UnstableForm one(
            Stabilisation rule,
            String written,
            double bound,
            double gradientBound,
            BiFunction<Program, Scalar, Scalar> function) {
        return new UnstableForm(rule, written, bound, gradientBound, 1, (p, x) -> function.apply(p, first(p, x)));
    }

    private static UnstableForm several(
            Stabilisation rule,
            String written,
            double bound,
            double gradientBound,
            BiFunction<Program, Tensor, Scalar> function) {
        return new UnstableForm(rule, written, bound, gradientBound, 3, function);
    }

    private static Scalar first(Program p, Tensor x) {
        return p.read(x, p.e.integer(0));
    }

    private static Scalar exp(Program p, Scalar x) {
        return p.call(Powers.EXP, x);
    }

    private static Scalar log(Program p, Scalar x) {
        return p.call(Powers.LOG, x);
    }

    private static Scalar sigmoid(Program p, Scalar x) {
        return p.call(Activations.SIGMOID, x);
    }

    private static Scalar onePlus(Program p, Scalar x) {
        return p.e.add(p.e.one(), x);
    }

    private static Scalar oneMinus(Program p, Scalar x) {
        return p.e.sub(p.e.one(), x);
    }

    private static Scalar sumOfExponentials(Program p, Tensor x) {
        Index i = p.index("i", x.extents().get(0));
        return p.read(p.sum("s", List.of(), List.of(i), exp(p, p.read(x, i))));
    }
}
