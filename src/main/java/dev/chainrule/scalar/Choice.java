package dev.chainrule.scalar;

import java.util.List;
import java.util.Optional;

/** {@code c ? a : b}. Only the chosen side is evaluated, in the value and in the gradient. */
public final class Choice {

    private Choice() {}

    /** The gradient flows to the chosen side alone; the other side's is not formed, so its NaN reaches nothing. */
    public static final ScalarFunction CHOICE = ScalarFunction.of(
                    "choice", List.of(Type.BOOLEAN, Type.REAL, Type.REAL), Type.REAL, x -> x[0] != 0 ? x[1] : x[2])
            .derivative(1, Optional.of((e, y, x) -> x.get(0)), (e, y, x) -> e.one())
            .derivative(2, Optional.of((e, y, x) -> e.not(x.get(0))), (e, y, x) -> e.one())
            .smoothExcept("where the condition changes", x -> x[0])
            .finite()
            .cost(1)
            .java(Spelling.operator("$1 ? $2 : $3", Spelling.CHOICE))
            .nn("$1 ? $2 : $3")
            .build();

    /** A choice between integers. */
    public static final ScalarFunction INTEGER_CHOICE = ScalarFunction.of(
                    "integer_choice",
                    List.of(Type.BOOLEAN, Type.INTEGER, Type.INTEGER),
                    Type.INTEGER,
                    x -> x[0] != 0 ? x[1] : x[2])
            .smoothExcept("where the condition changes", x -> x[0])
            .finite()
            .cost(1)
            .java(Spelling.operator("$1 ? $2 : $3", Spelling.CHOICE))
            .nn("$1 ? $2 : $3")
            .build();

    static final List<ScalarFunction> ROWS = List.of(CHOICE, INTEGER_CHOICE);
}
