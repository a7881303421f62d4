package dev.chainrule.scalar;

import java.util.List;
import java.util.stream.Stream;

/** The table of scalar functions: the rows of every family, in the order in which documents list them. */
public final class Functions {

    private Functions() {}

    /** Every row. */
    public static List<ScalarFunction> all() {
        return Stream.of(Arithmetic.ROWS, Comparison.ROWS, Logic.ROWS, Choice.ROWS, Whole.ROWS)
                .flatMap(List::stream)
                .toList();
    }
}
