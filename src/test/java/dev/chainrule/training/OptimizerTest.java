package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps of every optimiser and clause against the published update rules; steps.py in the resources computed them. */
class OptimizerTest {

    private static final Path STEPS = Path.of("src/test/resources/training/steps.csv");
    private static final double[] START = {0.7, -1.3, 2.0, 0.05};
    private static final double[] A = {1.0, 4.0, 0.25, 30.0};
    private static final double[] C = {1.5, -0.5, -2.0, 0.1};

    private static final String OWN = """
            optimizer lion(rate = 1e-4, beta1 = 0.9, beta2 = 0.99) for p, g {
              state m = 0;
              direction = beta1 * m + (1 - beta1) * g;
              update p = p - rate * sign(direction);
              update m = beta2 * m + (1 - beta2) * g;
            }
            optimizer lars(rate) for w, dw {
              trust = norm(w) / norm(dw);
              update w = w - rate * trust * dw;
            }
            optimizer lookahead(rate, k = 0.5) for p, g {
              state slow = 1;
              before = p;
              update p = p - rate * g + 0.1 * (slow - p);
              update slow = slow + k * (before - slow);
            }
            optimizer shadow(rate) for p, g {
              state s = 0;
              before = p;
              update p = p - rate * g - 0.01 * s;
              update s = s + norm(before);
            }
            """;

    private static final String NETWORK = """
            network N%d {
              dim all = 4; dim two = 2;
              input a[all]; input c[all];
              hyper peak = 0.05;
              param w[two] = zeros(); param b = zeros(); param u = zeros();
              warm = 0.02 * min(1, step / 4);
              p[i: all] = i < 2 ? w[i] : i == 2 ? b : u;
              loss = sum(a * (p - c)^2) / 2 + sum(p^4) / 40;
              output value = p;
              train loss with %s;
            }
            """;

    private static final Map<String, List<double[]>> EXPECTED = new LinkedHashMap<>();
    private static final Map<String, Network> NETWORKS = new LinkedHashMap<>();

    static List<String> clauses() throws IOException {
        return Files.readAllLines(STEPS).stream()
                .map(line -> line.split(";")[0])
                .distinct()
                .toList();
    }

    /** All networks at once: a compiler that has started is a fast one. */
    @BeforeAll
    static void compile() throws IOException {
        for (String line : Files.readAllLines(STEPS)) {
            String[] cells = line.split(";");
            double[] numbers = Arrays.stream(cells)
                    .skip(1)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            EXPECTED.computeIfAbsent(cells[0], any -> new ArrayList<>()).add(numbers);
        }
        StringBuilder text = new StringBuilder(OWN);
        int number = 0;
        for (String clauses : EXPECTED.keySet()) {
            text.append(NETWORK.formatted(number++, clauses));
        }
        Map<String, Network> compiled = Network.all(text.toString());
        number = 0;
        for (String clauses : EXPECTED.keySet()) {
            NETWORKS.put(clauses, compiled.get("N" + number++));
        }
    }

    private static Network started(String clauses) {
        return NETWORKS.get(clauses).fresh().with(0, 0, 0, 0);
    }

    private static void step(Network network) {
        network.call("step", A, C);
    }

    @ParameterizedTest
    @MethodSource("clauses")
    void stepsAreThoseOfThePublishedRule(String clauses) {
        Network network = started(clauses);
        network.call("initialize", 5L);
        network.with(START);
        for (double[] expected : EXPECTED.get(clauses)) {
            step(network);
            for (int i = 0; i < expected.length; i++) {
                assertThat(network.parameters()[i]).isCloseTo(expected[i], Percentage.withPercentage(1e-10));
            }
        }
    }

    /** Half of the steps, saved, read by another object, the other half. */
    @ParameterizedTest
    @MethodSource("clauses")
    void aResumedRunTakesTheSameStepsBitByBit(String clauses) {
        Network whole = started(clauses);
        whole.call("initialize", 5L);
        whole.with(START);
        for (int i = 0; i < 3; i++) {
            step(whole);
        }
        Network resumed = started(clauses);
        resumed.read(whole.written());
        for (int i = 0; i < 3; i++) {
            step(whole);
            step(resumed);
            assertThat(resumed.parameters()).isEqualTo(whole.parameters());
        }
        assertThat(resumed.written()).isEqualTo(whole.written());
    }

    @ParameterizedTest
    @MethodSource("clauses")
    void initializingForgetsWhatTrainingHasCollected(String clauses) {
        Network used = started(clauses);
        step(used);
        step(used);
        used.call("initialize", 5L);
        used.with(START);
        Network first = started(clauses);
        first.call("initialize", 5L);
        first.with(START);
        step(used);
        step(first);
        assertThat(used.parameters()).isEqualTo(first.parameters());
    }

    /** Whatever is wrong with its arguments. */
    @Test
    void aStepThatIsRefusedLeavesAllAsItWas() {
        Network network = started("adam(rate = peak * min(1, step / 4))");
        step(network);
        byte[] before = network.written();
        assertThatThrownBy(() -> network.call("step", A, new double[3]))
                .hasRootCauseMessage("c[all] has 4 elements, but the array has 3");
        assertThatThrownBy(() -> network.call("step", A, null)).hasRootCauseInstanceOf(NullPointerException.class);
        assertThat(network.written()).isEqualTo(before);
    }

    /** Not by an addition of 0: a negative zero and a NaN with something in it stay what they are. */
    @Test
    void aFrozenParameterAndItsStateStayBitForBit() {
        Network network = started("adamw(rate = 0.05), decay(0.1), freeze(b, u)");
        network.call("initialize", 5L);
        double strange = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);
        network.with(0.7, -1.3, -0.0, strange);
        byte[] before = network.written();
        step(network);
        byte[] after = network.written();
        assertThat(Double.doubleToRawLongBits(network.parameters()[2])).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(Double.doubleToRawLongBits(network.parameters()[3])).isEqualTo(Double.doubleToRawLongBits(strange));
        int data = before.length - 3 * 4 * Double.BYTES; // parameters, m, v at the end of the file
        for (int array = 0; array < 3; array++) {
            int from = data + array * 4 * Double.BYTES;
            assertThat(Arrays.copyOfRange(after, from, from + 16))
                    .isNotEqualTo(Arrays.copyOfRange(before, from, from + 16));
            assertThat(Arrays.copyOfRange(after, from + 16, from + 32))
                    .isEqualTo(Arrays.copyOfRange(before, from + 16, from + 32));
        }
    }

    @Test
    void aConstantRateHasASetterAndAScheduleHasNone() {
        Network constant = started("adamw(rate = 0.05)");
        assertThat(constant.number("getRate")).isEqualTo(0.05);
        assertThat(started("sgd(rate = 0.1 / sqrt(step))").has("setRate")).isFalse();
        Network scheduled = started("adam(rate = peak * min(1, step / 4))");
        assertThat(scheduled.has("setRate")).isFalse();
        scheduled.call("setPeak", 0.0);
        scheduled.with(START);
        step(scheduled);
        assertThat(scheduled.parameters()).isEqualTo(START);
    }
}
