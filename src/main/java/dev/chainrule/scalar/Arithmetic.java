package dev.chainrule.scalar;

import java.util.List;

/** Sum, difference, product, quotient, negation; and the identity through which no gradient flows. */
public final class Arithmetic {

    private Arithmetic() {}

    /** {@code a + b}. Both partials are 1. */
    public static final ScalarFunction ADD = ScalarFunction.binary("add", (a, b) -> a + b)
            .derivative(0, (e, y, a, b) -> e.one())
            .derivative(1, (e, y, a, b) -> e.one())
            .smooth()
            .finite()
            .cost(1)
            .java(Spelling.operator("$1 + $2", Spelling.SUM))
            .nn("$1 + $2")
            .build();

    /** {@code a - b}. Partials 1 and -1. */
    public static final ScalarFunction SUBTRACT = ScalarFunction.binary("subtract", (a, b) -> a - b)
            .derivative(0, (e, y, a, b) -> e.one())
            .derivative(1, (e, y, a, b) -> e.real(-1))
            .smooth()
            .finite()
            .cost(1)
            .java(Spelling.operator("$1 - $2", Spelling.SUM))
            .nn("$1 - $2")
            .build();

    /** {@code a * b}. Each partial is the other operand. */
    public static final ScalarFunction MULTIPLY = ScalarFunction.binary("multiply", (a, b) -> a * b)
            .derivative(0, (e, y, a, b) -> b)
            .derivative(1, (e, y, a, b) -> a)
            .smooth()
            .finite()
            .cost(1)
            .java(Spelling.operator("$1 * $2", Spelling.PRODUCT))
            .nn("$1 * $2")
            .build();

    /** {@code a / b}. d/da = 1 / b; d/db = -y / b, with the result y, so that nothing is divided twice. */
    public static final ScalarFunction DIVIDE = ScalarFunction.binary("divide", (a, b) -> a / b)
            .derivative(0, (e, y, a, b) -> e.div(e.one(), b))
            .derivative(1, (e, y, a, b) -> e.neg(e.div(y, b)))
            .smooth()
            .domain(1, 0.05, 8)
            .cost(4)
            .java(Spelling.operator("$1 / $2", Spelling.PRODUCT))
            .nn("$1 / $2")
            .build();

    /** {@code -a}. */
    public static final ScalarFunction NEGATE = ScalarFunction.unary("negate", a -> -a)
            .derivative((e, y, a) -> e.real(-1))
            .smooth()
            .finite()
            .cost(1)
            .java(Spelling.operator("-$1", Spelling.UNARY))
            .nn("-$1")
            .build();

    /** The identity in the value; nothing flows back through it. */
    public static final ScalarFunction STOP_GRADIENT = ScalarFunction.unary("stop_gradient", a -> a)
            .flat()
            .smooth()
            .finite()
            .cost(0)
            .java(Spelling.operator("$1", Spelling.PRIMARY))
            .build();

    static final List<ScalarFunction> ROWS = List.of(ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATE, STOP_GRADIENT);
}
