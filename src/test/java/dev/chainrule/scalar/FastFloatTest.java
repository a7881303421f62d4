package dev.chainrule.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The approximations of {@code math fast}: within 2 ulp of the row's value, for every 1009th float of both signs. */
class FastFloatTest {

    private static final int STEP = Integer.getInteger("chainrule.float.step", 1009);

    static List<ScalarFunction> rows() {
        return Functions.all().stream()
                .filter(row -> row.fastFloat().isPresent())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void approximationIsWithinTwoUlp(ScalarFunction row) throws Throwable {
        MethodHandle fast = compiled(row);
        double worst = 0;
        float worstAt = 0;
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STEP) {
            float x = Float.intBitsToFloat((int) bits);
            float actual = (float) fast.invokeExact(x);
            double exact = row.value(x);
            double ulps = Float.compare(actual, (float) exact) == 0
                    ? 0
                    : Math.abs(actual - exact) / Math.ulp((float) Math.min(Math.abs(exact), Float.MAX_VALUE));
            if (!(ulps <= worst)) {
                worst = Double.isNaN(ulps) ? Double.POSITIVE_INFINITY : ulps;
                worstAt = x;
            }
        }
        assertThat(worst).as("error of %s at %s", row, worstAt).isLessThanOrEqualTo(2.0);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void specialValuesAreTheRows(ScalarFunction row) throws Throwable {
        MethodHandle fast = compiled(row);
        for (Reference point : Reference.of("specials.csv", row)) {
            float expected = (float) row.value(point.operands());
            float actual = (float) fast.invokeExact((float) point.operands()[0]);
            assertThat(actual).as(point.toString()).isEqualTo(Float.valueOf(expected));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void resultStaysInTheRange(ScalarFunction row) throws Throwable {
        MethodHandle fast = compiled(row);
        for (float x = -120; x <= 120; x += 0.0625f) {
            float y = (float) fast.invokeExact(x);
            if (!Float.isNaN(y)) {
                assertThat(Double.compare(y, row.range().low())).as("at %s", x).isNotNegative();
                assertThat(Double.compare(y, row.range().high())).as("at %s", x).isNotPositive();
            }
        }
    }

    private static MethodHandle compiled(ScalarFunction row) throws Throwable {
        SpellingCompiler compiler = new SpellingCompiler("float");
        compiler.add("fast", row, row.fastFloat().orElseThrow());
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(compiler.compile(), MethodHandles.lookup());
        MethodType type = MethodType.methodType(float.class, float.class);
        return lookup.findStatic(lookup.lookupClass(), "fast", type);
    }
}
