package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.CompileOptions;
import dev.chainrule.Compiler;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Model;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import dev.chainrule.source.SourceText;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is assumed of lengths, and subscripts that rely on it: values by hand, messages where lengths do not fit. */
class LengthsTest {

    private static final String MOVING = """
            function Moving[n, k](x[n], w[k]) {
              assume size(k) <= size(n);
              dim out = n - k + 1;
              y[i: out] = sum[u: k](x[i + u] * w[u]);
              return sum(y);
            }
            """;

    @Test
    void aMovingSumIsThatOfItsWindows() throws ReflectiveOperationException {
        Generated moving = Generated.from(MOVING);
        double[] gradient = new double[5];

        // windows 1 + 20, 2 + 30: each x meets the weights of the windows that hold it
        assertThat(moving.number("gradient", new double[] {1, 2, 3}, new double[] {1, 10}, 3, 2, gradient))
                .isEqualTo(21 + 32);
        assertThat(gradient).containsExactly(1, 11, 10, 3, 5);
    }

    @Test
    void aMethodThatKnowsTheLengthsChecksThem() throws ReflectiveOperationException {
        Generated moving = Generated.from(MOVING);

        assertThatThrownBy(() -> moving.number("value", new double[3], new double[4], 3, 4))
                .hasStackTraceContaining("Test.nn:2: assume size(k) <= size(n) does not hold for n = 3, k = 4");
        assertThat(moving.number("value", new double[0], new double[0], 0, 0)).isZero();
    }

    /** 46,341 squared is more than an int holds: a remainder of what is left of it would be that of another number. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "x[mod(i * i, 3)] else 0 ; mod(i * i, 3)",
                "x[i * 46340 - 2] else 0 ; i * 46340 - 2",
                "x[min(i * i, 2)] else 0 ; min(i * i, 2)"
            })
    void wholeNumbersDoNotGoRound(String read, String told) throws ReflectiveOperationException {
        Generated squares = Generated.from("function F[n](x[n]) = sum[i: n](%s);".formatted(read));

        assertThat(squares.number("value", new double[46341], 46341)).isZero();
        assertThatThrownBy(() -> squares.number("value", new double[46345], 46345))
                .hasStackTraceContaining(
                        "Test.nn:1: " + told + " leaves the whole numbers that Java has for n = 46345");
    }

    @Test
    void theInterpreterChecksThemToo() {
        Model model = Compiler.compile(SourceText.of("Test.nn", MOVING), CompileOptions.STANDARD)
                .models()
                .get(0)
                .elaborated();
        Map<Dim, Integer> lengths = Map.of(model.dims().get(0), 3, model.dims().get(1), 4);

        assertThatThrownBy(() -> Interpreter.evaluate(model.system(), new Environment(lengths, Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Test.nn:2: assume size(k) <= size(n) does not hold");
    }

    @Test
    void aDimIsNeitherNegativeNorAFraction() throws ReflectiveOperationException {
        Generated halves = Generated.from("""
                function Halves[n](x[n]) {
                  dim half = n / 2;
                  dim less = n - 2;
                  y[i: half] = x[2 * i] * x[2 * i + 1];
                  z[i: less] = x[i + 2];
                  return sum(y) + sum(z);
                }
                """);

        assertThat(halves.number("value", new double[] {2, 3, 5, 7}, 4)).isEqualTo(6 + 35 + 12);
        assertThatThrownBy(() -> halves.number("value", new double[3], 3))
                .hasStackTraceContaining("Test.nn:2: dim half = n / 2 leaves a rest for n = 3");
        assertThatThrownBy(() -> halves.number("value", new double[0], 0))
                .hasStackTraceContaining("Test.nn:3: dim less would be negative for n = 0");
    }

    @Test
    void aPackedTriangleIsReadRowByRow() throws ReflectiveOperationException {
        Generated packed = Generated.from("""
                function Packed[d](z[d], l[p]) {
                  dim p = d * (d - 1) / 2;
                  y[i: d] = sum[j: i](l[i * (i - 1) / 2 + j] * z[j]);
                  return sum(y);
                }
                """);
        double[] gradient = new double[6];

        // rows: nothing; 2 z0; 3 z0 + 5 z1
        assertThat(packed.number("gradient", new double[] {1, 10, 100}, new double[] {2, 3, 5}, 3, gradient))
                .isEqualTo(2 + 3 + 50);
        assertThat(gradient).containsExactly(5, 5, 0, 1, 1, 10);
    }

    /** The sum is an equation of its own, for all rows: what keeps its reads inside must come along. */
    @Test
    void aSumBehindAConditionReadsNothingWhereThatFails() throws ReflectiveOperationException {
        Generated next = Generated.from("""
                function Next[n, m](x[n, m]) = sum[i: n](i + 1 < size(n) ? (i + 1) * sum[k: m](x[i + 1, k]) : 100);
                """);

        assertThat(next.number("value", new double[] {1, 2, 3, 4, 5, 6}, 3, 2)).isEqualTo(7 + 22 + 100);
    }
}
