package dev.chainrule.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.source.SourceText;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Choices of which each is an operand or the condition of the next. Nested as they are written they would be as deep in
 * Java, where javac calls itself for each, and so would the passes that walk statements.
 */
class ChoiceChainsTest {

    /** The next value and its derivative for x, from those before. */
    private interface Step {
        double[] from(double y, double slope, double x, double c, int k);
    }

    private enum Link {
        ON_ONE_SIDE(
                "c > %2$d ? 0.5 * y%1$d + x : x",
                (y, slope, x, c, k) -> c > k ? new double[] {0.5 * y + x, 0.5 * slope + 1} : new double[] {x, 1}),
        ON_THE_OTHER_SIDE(
                "c < %2$d ? x : sin(y%1$d) + x",
                (y, slope, x, c, k) ->
                        c < k ? new double[] {x, 1} : new double[] {Math.sin(y) + x, Math.cos(y) * slope + 1}),
        ON_BOTH_SIDES(
                "y%1$d > 0.5 ? y%1$d - 0.3 : y%1$d * 1.01",
                (y, slope, x, c, k) -> y > 0.5 ? new double[] {y - 0.3, slope} : new double[] {y * 1.01, 1.01 * slope}),
        IN_THE_CONDITION(
                "y%1$d > 0.5 ? c * x : x * %2$d",
                (y, slope, x, c, k) -> y > 0.5 ? new double[] {c * x, c} : new double[] {x * k, k}),
        IN_AN_AND(
                "c > %2$d && y%1$d < 9 ? 0.5 * y%1$d + x : x",
                (y, slope, x, c, k) ->
                        c > k && y < 9 ? new double[] {0.5 * y + x, 0.5 * slope + 1} : new double[] {x, 1}),
        IN_A_FUNCTION(
                "abs(y%1$d - 0.4)",
                (y, slope, x, c, k) -> new double[] {Math.abs(y - 0.4), Math.signum(y - 0.4) * slope});

        private final String text;
        private final Step step;

        Link(String text, Step step) {
            this.text = text;
            this.step = step;
        }
    }

    static Stream<Arguments> chains() {
        return Stream.concat(
                Stream.of(Link.values()).map(link -> Arguments.of(link, 1_000)),
                Stream.of(Arguments.of(Link.ON_ONE_SIDE, 10_000)));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void aChainIsComputedAndDerived(Link link, int length) throws Exception {
        Class<?> type = compiled(link, length);
        for (double c : new double[] {length + 1.0, length / 2.0 + 0.5, -1}) {
            double y = 0.3;
            double slope = 1;
            for (int k = 1; k <= length; k++) {
                double[] next = link.step.from(y, slope, 0.3, c, k);
                y = next[0];
                slope = next[1];
            }
            double[] gradient = new double[2];
            double value = (double) type.getMethod("gradient", double.class, double.class, double[].class)
                    .invoke(null, 0.3, c, gradient);
            assertThat(value).isEqualTo(y);
            assertThat(gradient[0]).isCloseTo(slope, within(1e-12 * Math.abs(slope)));
        }
    }

    private static Class<?> compiled(Link link, int length) throws Exception {
        StringBuilder text = new StringBuilder("function F(x, c) {\n  y0 = x + 0 * c;\n");
        for (int k = 1; k <= length; k++) {
            text.append("  y%d = ".formatted(k))
                    .append(link.text.formatted(k - 1, k))
                    .append(";\n");
        }
        CompileResult result = Compiler.compile(
                SourceText.of(
                        "chain.nn",
                        text.append("  return y%d;\n}\n".formatted(length)).toString()),
                CompileOptions.STANDARD);
        assertThat(result.diagnostics()).isEmpty();
        return CompiledClasses.compile(result.files()).of(result.files().get(0));
    }
}
