package dev.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DifferencesTest {

    private static Differences.Function smooth(DoubleUnaryOperator f) {
        return x -> new Differences.Sample(f.applyAsDouble(x), 0);
    }

    /** With derivatives that are known from the table of every textbook. */
    static Stream<Arguments> derivatives() {
        return Stream.of(
                Arguments.of("sin at 1", (DoubleUnaryOperator) Math::sin, 1.0, 0.5403023058681398),
                Arguments.of("exp at 0", (DoubleUnaryOperator) Math::exp, 0.0, 1.0),
                Arguments.of("log at 2", (DoubleUnaryOperator) Math::log, 2.0, 0.5),
                Arguments.of("1/x at -4", (DoubleUnaryOperator) x -> 1 / x, -4.0, -0.0625),
                Arguments.of("x^5 at 3", (DoubleUnaryOperator) x -> Math.pow(x, 5), 3.0, 405.0),
                Arguments.of("x^2 at 1000", (DoubleUnaryOperator) x -> x * x, 1000.0, 2000.0),
                Arguments.of("a constant", (DoubleUnaryOperator) x -> 7, 0.3, 0.0),
                Arguments.of("cosh at its minimum", (DoubleUnaryOperator) Math::cosh, 0.0, 0.0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("derivatives")
    void agreeWithTheTextbookWithinTheirOwnError(String name, DoubleUnaryOperator f, double x, double expected) {
        Differences.Estimate estimate = Differences.derivative(smooth(f), x, Math.abs(x * expected), 1);
        assertThat(estimate.smooth()).isTrue();
        assertThat(estimate.conclusive()).isTrue();
        assertThat(estimate.value()).isCloseTo(expected, within(estimate.error()));
        assertThat(estimate.error()).isLessThan(1e-9 * Math.max(1, Math.abs(expected)));
    }

    /** {@code tanh(x) x - x}: what is rounded is as large as x, and hardly anything of it is left. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 16, 256})
    void termsThatCancelInsideOfTheFunctionAreNoticed(double narrowing) {
        for (double x = 8; x < 12; x += 0.013) {
            double expected = -2 / (1 + Math.exp(2 * x)) + x / Math.pow(Math.cosh(x), 2);
            Differences.Estimate estimate = Differences.derivative(smooth(t -> Math.tanh(t) * t - t), x, 0, narrowing);
            assertThat(estimate.value()).as("at " + x).isCloseTo(expected, within(2 * estimate.error()));
        }
    }

    /** Every polynomial of degree 6 is differentiated exactly, so that nothing is removed but rounding. */
    @Test
    void sixPointsAreExactForTheSixthPower() {
        Differences.Estimate estimate = Differences.derivative(smooth(x -> Math.pow(x, 6)), 1, 0, 1);
        assertThat(estimate.value()).isCloseTo(6, within(1e-11));
        assertThat(estimate.truncation()).isLessThan(1e-11);
    }

    @Test
    void aStencilAcrossAKinkIsNotSmoothAndANarrowerOneBesideItIs() {
        Differences.Function kink = x -> new Differences.Sample(Math.abs(x), x > 0 ? 1 : x < 0 ? -1 : 0);
        assertThat(Differences.derivative(kink, 0.001, 0, 1).smooth()).isFalse();
        Differences.Estimate narrow = Differences.derivative(kink, 0.001, 0, 256);
        assertThat(narrow.smooth()).isTrue();
        assertThat(narrow.value()).isCloseTo(1, within(narrow.error()));
        assertThat(Differences.derivative(kink, 0, 0, 2048).smooth()).isFalse();
    }

    @Test
    void aStencilThatIsTooLongForTheFunctionSaysSo() {
        assertThat(Differences.derivative(smooth(x -> Math.sin(3e3 * x)), 0.1, 0, 1)
                        .conclusive())
                .isFalse();
        Differences.Estimate narrow = Differences.derivative(smooth(x -> Math.sin(3e3 * x)), 0.1, 0, 256);
        assertThat(narrow.conclusive()).isTrue();
        assertThat(narrow.value()).isCloseTo(3e3 * Math.cos(300), within(narrow.error()));
    }

    @Test
    void roundingOfLargeTermsIsPartOfTheError() {
        Differences.Function cancels = smooth(x -> (x + 1e6) - 1e6);
        Differences.Estimate estimate = Differences.derivative(cancels, 1, 1e6, 1);
        assertThat(estimate.value()).isCloseTo(1, within(estimate.error()));
        assertThat(estimate.rounding()).isGreaterThan(1e-8);
    }

    @Test
    void whatIsNotFiniteBesideThePointIsNeverConclusive() {
        assertThat(Differences.derivative(smooth(Math::sqrt), 0, 0, 1).conclusive())
                .isFalse();
    }
}
