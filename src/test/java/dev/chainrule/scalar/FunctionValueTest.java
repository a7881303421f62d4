package dev.chainrule.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row's value, against 40 digits and at the special values. */
class FunctionValueTest {

    private static final List<Double> SPECIAL =
            List.of(0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    static List<ScalarFunction> rows() {
        return Functions.all();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void valueIsWithinTheStatedError(ScalarFunction row) {
        List<Reference> points = Reference.of("values.csv", row);
        assertThat(points)
                .as("reference points of %s: add them to values.py", row)
                .isNotEmpty();
        List<String> wrong = new ArrayList<>();
        for (Reference point : points) {
            double value = row.value(point.operands());
            BigDecimal exact = new BigDecimal(point.fields().get(0));
            double scale = Math.max(
                    Math.abs(exact.doubleValue()),
                    Double.parseDouble(point.fields().get(1)));
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                wrong.add(point + " is " + value + " for " + exact);
                continue;
            }
            double ulps = new BigDecimal(value)
                    .subtract(exact)
                    .abs()
                    .divide(new BigDecimal(Math.ulp(scale)), MathContext.DECIMAL64)
                    .doubleValue();
            if (ulps > row.ulps() * (1 + 1e-9)) {
                wrong.add(point + " is " + value + " for " + exact + ": " + ulps + " ulp");
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void specialValuesAreThoseOfTheTable(ScalarFunction row) {
        List<Reference> points = Reference.of("specials.csv", row);
        for (int i = 0; i < row.arity(); i++) {
            if (row.operandTypes().get(i) == Type.REAL) {
                int operand = i;
                assertThat(points.stream().map(point -> point.operands()[operand]))
                        .as("special values for operand %d of %s in specials.csv", i, row)
                        .containsAll(SPECIAL);
            }
        }
        for (Reference point : points) {
            assertThat(row.value(point.operands()))
                    .as(point.toString())
                    .isEqualTo(Double.valueOf(point.fields().get(0)));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void resultStaysInItsRange(ScalarFunction row) {
        List<Reference> points = new ArrayList<>(Reference.of("values.csv", row));
        points.addAll(Reference.of("specials.csv", row));
        for (Reference point : points) {
            double value = row.value(point.operands());
            if (!Double.isNaN(value)) {
                assertThat(Double.compare(value, row.range().low()))
                        .as(point.toString())
                        .isNotNegative();
                assertThat(Double.compare(value, row.range().high()))
                        .as(point.toString())
                        .isNotPositive();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void finiteRowsAreFinite(ScalarFunction row) {
        if (row.finite()) {
            for (Reference point : Reference.of("values.csv", row)) {
                assertThat(row.value(point.operands())).as(point.toString()).isFinite();
            }
        }
    }
}
