package dev.chainrule.scalar;

import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** Comparisons of real numbers, as IEEE 754 and Java define them: with a NaN, all but {@code !=} are false. */
public final class Comparison {

    private Comparison() {}

    public static final ScalarFunction LESS = row("less", "<", Spelling.RELATION, (a, b) -> a < b ? 1 : 0);
    public static final ScalarFunction LESS_OR_EQUAL =
            row("less_or_equal", "<=", Spelling.RELATION, (a, b) -> a <= b ? 1 : 0);
    public static final ScalarFunction GREATER = row("greater", ">", Spelling.RELATION, (a, b) -> a > b ? 1 : 0);
    public static final ScalarFunction GREATER_OR_EQUAL =
            row("greater_or_equal", ">=", Spelling.RELATION, (a, b) -> a >= b ? 1 : 0);
    public static final ScalarFunction EQUAL = row("equal", "==", Spelling.EQUALITY, (a, b) -> a == b ? 1 : 0);
    public static final ScalarFunction NOT_EQUAL = row("not_equal", "!=", Spelling.EQUALITY, (a, b) -> a != b ? 1 : 0);

    private static ScalarFunction row(String name, String operator, int precedence, DoubleBinaryOperator value) {
        String pattern = "$1 " + operator + " $2";
        return ScalarFunction.of(
                        name, List.of(Type.REAL, Type.REAL), Type.BOOLEAN, x -> value.applyAsDouble(x[0], x[1]))
                .flat()
                .smoothExcept("where the answer changes", x -> value.applyAsDouble(x[0], x[1]))
                .finite()
                .cost(1)
                .java(Spelling.operator(pattern, precedence))
                .nn(pattern)
                .build();
    }

    static final List<ScalarFunction> ROWS = List.of(LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL);
}
