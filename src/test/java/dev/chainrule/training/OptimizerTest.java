package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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

    private static final Map<String, Network> NETWORKS = new LinkedHashMap<>();

    static List<PublishedSteps> published() throws IOException {
        return PublishedSteps.all();
    }

    /** All networks at once: a compiler that has started is a fast one. */
    @BeforeAll
    static void compile() throws IOException {
        StringBuilder text = new StringBuilder(PublishedSteps.optimizers());
        List<PublishedSteps> all = PublishedSteps.all();
        for (int i = 0; i < all.size(); i++) {
            text.append(all.get(i).network(i));
        }
        Map<String, Network> compiled = Network.all(text.toString());
        for (int i = 0; i < all.size(); i++) {
            NETWORKS.put(all.get(i).clauses(), compiled.get("N" + i));
        }
    }

    private static Network started(String clauses) {
        return NETWORKS.get(clauses).fresh().with(0, 0, 0, 0);
    }

    private static void step(Network network) {
        network.call("step", PublishedSteps.a(), PublishedSteps.c());
    }

    @ParameterizedTest
    @MethodSource("published")
    void stepsAreThoseOfThePublishedRule(PublishedSteps steps) {
        Network network = started(steps.clauses());
        network.call("initialize", 5L);
        network.with(PublishedSteps.start());
        for (double[] expected : steps.parameters()) {
            step(network);
            for (int i = 0; i < expected.length; i++) {
                assertThat(network.parameters()[i]).isCloseTo(expected[i], Percentage.withPercentage(1e-10));
            }
        }
    }

    /** Half of the steps, saved, read by another object, the other half. */
    @ParameterizedTest
    @MethodSource("published")
    void aResumedRunTakesTheSameStepsBitByBit(PublishedSteps steps) {
        String clauses = steps.clauses();
        Network whole = started(clauses);
        whole.call("initialize", 5L);
        whole.with(PublishedSteps.start());
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
    @MethodSource("published")
    void initializingForgetsWhatTrainingHasCollected(PublishedSteps steps) {
        String clauses = steps.clauses();
        Network used = started(clauses);
        step(used);
        step(used);
        used.call("initialize", 5L);
        used.with(PublishedSteps.start());
        Network first = started(clauses);
        first.call("initialize", 5L);
        first.with(PublishedSteps.start());
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
        assertThatThrownBy(() -> network.call("step", PublishedSteps.a(), new double[3]))
                .hasRootCauseMessage("c[all] has 4 elements, but the array has 3");
        assertThatThrownBy(() -> network.call("step", PublishedSteps.a(), null))
                .hasRootCauseInstanceOf(NullPointerException.class);
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
        scheduled.with(PublishedSteps.start());
        step(scheduled);
        assertThat(scheduled.parameters()).isEqualTo(PublishedSteps.start());
    }
}
