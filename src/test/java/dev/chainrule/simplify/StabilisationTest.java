package dev.chainrule.simplify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.scalar.Activations;
import dev.chainrule.scalar.Hyperbolic;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Scalar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every stabilisation of one expression: in all its spellings, also through names, against exact arithmetic. */
class StabilisationTest {

    private static Scalar exp(Scenario s, Scalar x) {
        return s.e.call(Powers.EXP, x);
    }

    private static Scalar log(Scenario s, Scalar x) {
        return s.e.call(Powers.LOG, x);
    }

    private static Scalar sigmoid(Scenario s, Scalar x) {
        return s.e.call(Activations.SIGMOID, x);
    }

    private static Arguments row(Stabilisation which, String spelling, Function<Scenario, Scalar> expression) {
        return Arguments.of(which, spelling, expression);
    }

    static Stream<Arguments> spellings() {
        return Stream.of(
                row(Stabilisation.SOFTPLUS, "log(1 + exp(x))", s -> log(s, s.e.add(s.e.one(), exp(s, s.a)))),
                row(Stabilisation.SOFTPLUS, "log(exp(x) + 1)", s -> log(s, s.e.add(exp(s, s.a), s.e.one()))),
                row(Stabilisation.SOFTPLUS, "log1p(exp(x))", s -> s.e.call(Powers.LOG1P, exp(s, s.a))),
                row(
                        Stabilisation.SOFTPLUS,
                        "t = exp(x); log(1 + t)",
                        s -> log(s, s.e.add(s.e.one(), s.define("u", exp(s, s.a))))),
                row(
                        Stabilisation.SOFTPLUS,
                        "t = 1 + exp(x); log(t)",
                        s -> log(s, s.define("u", s.e.add(s.e.one(), exp(s, s.a))))),
                row(Stabilisation.LOG_ONE_PLUS, "log(1 + x)", s -> log(s, s.e.add(s.e.one(), s.a))),
                row(Stabilisation.LOG_ONE_PLUS, "log(1 - (-x))", s -> log(s, s.e.sub(s.e.one(), s.e.neg(s.a)))),
                row(Stabilisation.LOG_SIGMOID, "log(sigmoid(x))", s -> log(s, sigmoid(s, s.a))),
                row(Stabilisation.LOG_SIGMOID, "t = sigmoid(x); log(t)", s -> log(s, s.define("u", sigmoid(s, s.a)))),
                row(
                        Stabilisation.LOG_ONE_MINUS_SIGMOID,
                        "log(1 - sigmoid(x))",
                        s -> log(s, s.e.sub(s.e.one(), sigmoid(s, s.a)))),
                row(
                        Stabilisation.LOG_ONE_MINUS_SIGMOID,
                        "log1p(-sigmoid(x))",
                        s -> s.e.call(Powers.LOG1P, s.e.neg(s.define("u", sigmoid(s, s.a))))),
                row(Stabilisation.EXP_MINUS_ONE, "exp(x) - 1", s -> s.e.sub(exp(s, s.a), s.e.one())),
                row(Stabilisation.EXP_MINUS_ONE, "-1 + exp(x)", s -> s.e.add(s.e.real(-1), exp(s, s.a))),
                row(
                        Stabilisation.ONE_MINUS_TANH_SQUARED,
                        "1 - tanh(x)^2",
                        s -> s.e.sub(s.e.one(), s.e.square(s.e.call(Hyperbolic.TANH, s.a)))),
                row(
                        Stabilisation.ONE_MINUS_TANH_SQUARED,
                        "t = tanh(x); 1 - t^2",
                        s -> s.e.sub(s.e.one(), s.e.square(s.define("u", s.e.call(Hyperbolic.TANH, s.a))))),
                row(
                        Stabilisation.SIGMOID,
                        "1 / (1 + exp(-x))",
                        s -> s.e.div(s.e.one(), s.e.add(s.e.one(), exp(s, s.e.neg(s.a))))),
                row(
                        Stabilisation.SIGMOID,
                        "exp(x) / (1 + exp(x))",
                        s -> s.e.div(exp(s, s.a), s.e.add(s.e.one(), exp(s, s.a)))));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("spellings")
    void isAccurateAtBothEnds(Stabilisation which, String spelling, Function<Scenario, Scalar> expression) {
        Scenario scenario = Scenario.of(expression);
        assertThat(scenario.made).anyMatch(rewrite -> rewrite.stabilisation().equals(Optional.of(which)));
        List<double[]> table = table(which);
        assertThat(table).isNotEmpty();
        for (double[] row : table) {
            assertThat(scenario.after(row[0], 0, 0)[0])
                    .as("at %s", row[0])
                    .isCloseTo(row[1], within(Math.abs(row[1]) * 4e-15 + Double.MIN_NORMAL));
        }
        assertThat(scenario.after(Double.NaN, 0, 0)[0]).isNaN();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("spellings")
    void isLeftAloneWhenSwitchedOff(Stabilisation which, String spelling, Function<Scenario, Scalar> expression) {
        assertThat(Scenario.exact(expression).made)
                .allMatch(rewrite -> rewrite.stabilisation().isEmpty());
    }

    @Test
    void whatLooksLikeAStableFormIsLeftAlone() {
        for (Function<Scenario, Scalar> expression : List.<Function<Scenario, Scalar>>of(
                s -> log(s, s.e.add(s.e.real(2), exp(s, s.a))),
                s -> log(s, s.e.sub(sigmoid(s, s.a), s.e.one())),
                s -> s.e.sub(s.e.one(), exp(s, s.a)),
                s -> s.e.sub(exp(s, s.a), s.e.real(2)),
                s -> s.e.div(s.e.one(), s.e.add(s.e.real(2), exp(s, s.a))),
                s -> s.e.div(exp(s, s.b), s.e.add(s.e.one(), exp(s, s.a))),
                s -> s.e.sub(s.e.one(), s.e.mul(s.e.call(Hyperbolic.TANH, s.a), s.e.call(Hyperbolic.TANH, s.b))))) {
            assertThat(Scenario.of(expression).made).isEmpty();
        }
    }

    @Test
    void theLogarithmOfADifferenceFromOneIsLog1p() {
        Scenario scenario = Scenario.of(s -> log(s, s.e.sub(s.e.one(), s.a)));
        assertThat(scenario.body()).isSameAs(scenario.e.call(Powers.LOG1P, scenario.e.neg(scenario.a)));
    }

    @Test
    void rulesHaveNamesAndStabilisationsKeys() {
        assertThat(Simplifier.rules())
                .containsExactlyElementsOf(Rules.ALL.stream().map(Rule::name).toList())
                .contains("pull-signs-out", "log-sum-exp");
        assertThat(Stabilisation.byKey("softplus")).hasValue(Stabilisation.SOFTPLUS);
        assertThat(Stabilisation.byKey("sigmoid")).hasValue(Stabilisation.SIGMOID);
        assertThat(Stabilisation.byKey("pull-signs-out")).isEmpty();
        assertThat(Stabilisation.SOFTPLUS.before()).isEqualTo("log(1 + exp(x))");
        assertThat(Stabilisation.SOFTPLUS.after()).isEqualTo("softplus(x)");
    }

    @Test
    void everyStabilisationHasASwitch() {
        Set<Stabilisation> used = EnumSet.noneOf(Stabilisation.class);
        Rules.ALL.forEach(rule -> rule.stabilisation().ifPresent(used::add));
        assertThat(used).containsExactlyInAnyOrder(Stabilisation.values());
        assertThat(Arrays.stream(Stabilisation.values()).map(Stabilisation::key))
                .doesNotHaveDuplicates()
                .contains("log-sum-exp")
                .allMatch(key -> Stabilisation.byKey(key).isPresent());
    }

    private static List<double[]> table(Stabilisation which) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(StabilisationTest.class.getResourceAsStream("stabilisations.csv")),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.split(", "))
                    .filter(cells -> cells[0].equals(which.name()))
                    .map(cells -> new double[] {Double.parseDouble(cells[1]), Double.parseDouble(cells[2])})
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
