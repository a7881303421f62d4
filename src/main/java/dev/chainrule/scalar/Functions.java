package dev.chainrule.scalar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of scalar functions: the rows of every family, in the order in which documents list them. */
public final class Functions {

    private Functions() {}

    private static final List<ScalarFunction> ALL = Stream.of(
                    Arithmetic.ROWS,
                    Comparison.ROWS,
                    Logic.ROWS,
                    Choice.ROWS,
                    Whole.ROWS,
                    Powers.ROWS,
                    Circular.ROWS,
                    Hyperbolic.ROWS,
                    Rounding.ROWS,
                    Special.ROWS,
                    Activations.ROWS,
                    Draws.ROWS)
            .flatMap(List::stream)
            .toList();

    private static final Map<String, ScalarFunction> CALLABLE = callableByName();

    /** Every row. */
    public static List<ScalarFunction> all() {
        return ALL;
    }

    /** The rows that {@code .nn} calls by name, such as {@code tanh(x)}; not operators, which it writes otherwise. */
    public static Map<String, ScalarFunction> callable() {
        return CALLABLE;
    }

    /** The row that {@code .nn} calls by {@code name}. */
    public static Optional<ScalarFunction> byNnName(String name) {
        return Optional.ofNullable(CALLABLE.get(name));
    }

    private static Map<String, ScalarFunction> callableByName() {
        Map<String, ScalarFunction> byName = new LinkedHashMap<>();
        for (ScalarFunction row : ALL) {
            if (row.nn().startsWith(row.name() + "(") && byName.put(row.name(), row) != null) {
                throw new IllegalStateException("two rows are called " + row.name());
            }
        }
        return Collections.unmodifiableMap(byName);
    }
}
