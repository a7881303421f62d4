package dev.chainrule.scalar;

import java.util.List;

/** The activations that are rows because they need a stable form or a convention; the library builds the others. */
public final class Activations {

    private Activations() {}

    /** {@code 1 / (1 + exp(-x))}, without overflow. d = y (1 - y), with the result y. */
    public static final ScalarFunction SIGMOID = ScalarFunction.unary("sigmoid", Logistic::sigmoid)
            .derivative((e, y, x) -> e.mul(y, e.sub(e.one(), y)))
            .smooth()
            .finite()
            .range(new ScalarFunction.Range(0.0, 1))
            .ulps(3)
            .cost(20)
            .java(Spelling.ofDouble("sigmoid($1)", Logistic.SIGMOID))
            .fastFloat(Spelling.ofFloat("fastSigmoid($1)", Approximations.SIGMOID))
            .build();

    /** {@code log(1 + exp(x))}, without overflow and accurate in both tails. d = sigmoid(x). */
    public static final ScalarFunction SOFTPLUS = ScalarFunction.unary("softplus", Logistic::softplus)
            .derivative((e, y, x) -> e.call(SIGMOID, x))
            .smooth()
            .finite()
            .range(ScalarFunction.Range.NOT_NEGATIVE)
            .ulps(3)
            .cost(35)
            .java(Spelling.ofDouble("softplus($1)", Logistic.SOFTPLUS))
            .fastFloat(Spelling.ofFloat("fastSoftplus($1)", Approximations.SOFTPLUS))
            .build();

    /**
     * {@code x <= 0 ? 0 : x}, so that a NaN stays one. d = 1 where x &gt; 0; elsewhere, at 0 too, nothing flows.
     * Spelled {@code Math.max(x, 0)}, which is the same for every x (-0.0 gives 0.0 both ways) and is vectorised.
     */
    public static final ScalarFunction RELU = ScalarFunction.unary("relu", x -> x <= 0 ? 0 : x)
            .derivativeWhere((e, y, x) -> e.less(e.zero(), y), (e, y, x) -> e.one())
            .smoothExcept("0, where nothing flows", x -> x[0] > 0 ? 1 : 0)
            .finite()
            .range(ScalarFunction.Range.NOT_NEGATIVE)
            .cost(1)
            .java(Spelling.call("Math.max($1, 0)"))
            .build();

    static final List<ScalarFunction> ROWS = List.of(SIGMOID, SOFTPLUS, RELU);
}
