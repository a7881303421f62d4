package dev.chainrule.scalar;

/** What equations say about derivatives inside of them; no function of the language, and gone after differentiation. */
public final class Differentials {

    private Differentials() {}

    /**
     * {@code a}, as something that derivatives are taken for: {@code variable(a, k)}. Nothing sees through it, and the
     * number {@code k} keeps two variables with equal definitions apart.
     */
    public static final ScalarFunction VARIABLE = ScalarFunction.binary("variable", (a, k) -> a)
            .derivative(0, (e, y, a, k) -> e.one())
            .derivative(1, (e, y, a, k) -> e.zero())
            .smooth()
            .finite()
            .cost(0)
            .java(Spelling.operator("$1", Spelling.PRIMARY))
            .nn("$1")
            .build();

    /** The derivative of one read with respect to another: formal, since no operand's value tells it. */
    public static final ScalarFunction DERIVATIVE = ScalarFunction.binary("derivative", (of, by) -> Double.NaN)
            .flat()
            .smooth()
            .cost(0)
            .java(Spelling.operator("$1", Spelling.PRIMARY))
            .nn("∂$1/∂$2")
            .build();
}
