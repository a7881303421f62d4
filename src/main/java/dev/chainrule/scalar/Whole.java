package dev.chainrule.scalar;

import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** Arithmetic of integers: lengths, indices, positions. Exact in {@code double}, since all fit an {@code int}. */
public final class Whole {

    private Whole() {}

    private static final List<Type> TWO = List.of(Type.INTEGER, Type.INTEGER);

    public static final ScalarFunction ADD =
            arithmetic("integer_add", "$1 + $2", Spelling.operator("$1 + $2", Spelling.SUM), (a, b) -> a + b);
    public static final ScalarFunction SUBTRACT =
            arithmetic("integer_subtract", "$1 - $2", Spelling.operator("$1 - $2", Spelling.SUM), (a, b) -> a - b);
    public static final ScalarFunction MULTIPLY =
            arithmetic("integer_multiply", "$1 * $2", Spelling.operator("$1 * $2", Spelling.PRODUCT), (a, b) -> a * b);
    /** The quotient rounded down. */
    public static final ScalarFunction FLOOR_DIVIDE =
            arithmetic("div", "div($1, $2)", Spelling.call("Math.floorDiv($1, $2)"), (a, b) -> Math.floor(a / b));
    /** The remainder of {@link #FLOOR_DIVIDE}; it has the divisor's sign. */
    public static final ScalarFunction FLOOR_MODULO = arithmetic(
            "mod", "mod($1, $2)", Spelling.call("Math.floorMod($1, $2)"), (a, b) -> a - b * Math.floor(a / b));

    /** The smaller of two. */
    public static final ScalarFunction MIN =
            arithmetic("integer_min", "min($1, $2)", Spelling.call("Math.min($1, $2)"), Math::min);
    /** The larger of two. */
    public static final ScalarFunction MAX =
            arithmetic("integer_max", "max($1, $2)", Spelling.call("Math.max($1, $2)"), Math::max);

    public static final ScalarFunction LESS =
            comparison("integer_less", "<", Spelling.RELATION, (a, b) -> a < b ? 1 : 0);
    public static final ScalarFunction LESS_OR_EQUAL =
            comparison("integer_less_or_equal", "<=", Spelling.RELATION, (a, b) -> a <= b ? 1 : 0);
    public static final ScalarFunction EQUAL =
            comparison("integer_equal", "==", Spelling.EQUALITY, (a, b) -> a == b ? 1 : 0);
    public static final ScalarFunction NOT_EQUAL =
            comparison("integer_not_equal", "!=", Spelling.EQUALITY, (a, b) -> a != b ? 1 : 0);

    /** An integer used as a number. */
    public static final ScalarFunction TO_REAL = ScalarFunction.of(
                    "to_real", List.of(Type.INTEGER), Type.REAL, x -> x[0])
            .flat()
            .smooth()
            .finite()
            .cost(1)
            .java(Spelling.operator("($R) $1", Spelling.UNARY))
            .nn("$1")
            .build();

    private static ScalarFunction arithmetic(String name, String nn, Spelling java, DoubleBinaryOperator value) {
        return ScalarFunction.of(name, TWO, Type.INTEGER, x -> value.applyAsDouble(x[0], x[1]))
                .flat()
                .smooth()
                .domain(1, 6)
                .cost(1)
                .java(java)
                .nn(nn)
                .build();
    }

    private static ScalarFunction comparison(String name, String operator, int precedence, DoubleBinaryOperator value) {
        String pattern = "$1 " + operator + " $2";
        return ScalarFunction.of(name, TWO, Type.BOOLEAN, x -> value.applyAsDouble(x[0], x[1]))
                .flat()
                .smooth()
                .cost(1)
                .java(Spelling.operator(pattern, precedence))
                .nn(pattern)
                .build();
    }

    static final List<ScalarFunction> ROWS = List.of(
            ADD,
            SUBTRACT,
            MULTIPLY,
            FLOOR_DIVIDE,
            FLOOR_MODULO,
            MIN,
            MAX,
            LESS,
            LESS_OR_EQUAL,
            EQUAL,
            NOT_EQUAL,
            TO_REAL);
}
