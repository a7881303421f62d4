package dev.chainrule.scalar;

import java.util.List;

/** And, or, not. */
public final class Logic {

    private Logic() {}

    /** Both; the right side is evaluated only where the left holds. */
    public static final ScalarFunction AND = ScalarFunction.of(
                    "and", List.of(Type.BOOLEAN, Type.BOOLEAN), Type.BOOLEAN, x -> x[0] != 0 && x[1] != 0 ? 1 : 0)
            .flat()
            .smoothExcept("where an operand changes", x -> x[0] * 2 + x[1])
            .finite()
            .cost(1)
            .java(Spelling.operator("$1 && $2", Spelling.AND))
            .nn("$1 && $2")
            .build();

    /** Either; the right side is evaluated only where the left does not hold. */
    public static final ScalarFunction OR = ScalarFunction.of(
                    "or", List.of(Type.BOOLEAN, Type.BOOLEAN), Type.BOOLEAN, x -> x[0] != 0 || x[1] != 0 ? 1 : 0)
            .flat()
            .smoothExcept("where an operand changes", x -> x[0] * 2 + x[1])
            .finite()
            .cost(1)
            .java(Spelling.operator("$1 || $2", Spelling.OR))
            .nn("$1 || $2")
            .build();

    public static final ScalarFunction NOT = ScalarFunction.of(
                    "not", List.of(Type.BOOLEAN), Type.BOOLEAN, x -> x[0] != 0 ? 0 : 1)
            .flat()
            .smoothExcept("where the operand changes", x -> x[0])
            .finite()
            .cost(1)
            .java(Spelling.operator("!$1", Spelling.UNARY))
            .nn("!$1")
            .build();

    static final List<ScalarFunction> ROWS = List.of(AND, OR, NOT);
}
