package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code dropout} and {@code noise}: drawn while the network trains, absent in outputs, the same again for whoever asks. */
class DrawingTest {

    private static final int SIZE = 20_000;

    private static final String TEXT = """
            network N {
              dim many = 20000;
              hyper rate = 0.3;
              param w[many] = zeros();
              state kept[many] = zeros();
              state again[many] = zeros();
              state added[many] = zeros();
              first = dropout(w, 0.3);
              second = dropout(w, 0.3);
              third = dropout(w, rate);
              jitter = noise[many]();
              loss = sum(first + jitter) + 0 * sum(second) + 0 * sum(third);
              update kept = first;
              update again = second;
              update added = jitter;
              output offered = first + second + third;
              output still = jitter;
              train loss with sgd(rate = 0);
            }
            """;

    private static final double[] ONES = new double[SIZE];
    private static Network compiled;

    @BeforeAll
    static void compile() {
        Arrays.fill(ONES, 1);
        compiled = Network.of(TEXT);
    }

    private static Network started(int seed) {
        Network network = compiled.fresh();
        network.call("initialize", (long) seed);
        return network.with(ONES);
    }

    private static double[] state(Network network, String name) {
        return ((double[]) network.call("state", name)).clone();
    }

    private static long zeros(double[] values) {
        return Arrays.stream(values).filter(value -> value == 0).count();
    }

    @Test
    void theShareThatIsDroppedIsTheRate() {
        Network network = started(1);
        for (int i = 0; i < 5; i++) {
            network.call("step");
            double[] kept = state(network, "kept");
            assertThat(zeros(kept)).isBetween(5_700L, 6_300L); // 6,000 and 4.6 standard errors of 65
            assertThat(Arrays.stream(kept).filter(value -> value != 0).distinct())
                    .containsExactly(1 / 0.7);
        }
    }

    @Test
    void noiseIsStandardNormal() {
        Network network = started(1);
        network.call("step");
        double[] added = state(network, "added");
        double mean = Arrays.stream(added).average().orElseThrow();
        double square =
                Arrays.stream(added).map(value -> value * value).average().orElseThrow();
        assertThat(mean).isBetween(-0.036, 0.036);
        assertThat(square).isBetween(0.95, 1.05);
        assertThat(Arrays.stream(added).distinct()).hasSize(SIZE);
    }

    /** The gradient of sum(dropout(w)) is 1 / (1 - rate) where w was kept, and nothing elsewhere: the same mask. */
    @Test
    void forwardAndBackwardShareTheirDraws() {
        Network network = started(1);
        double[] gradient = new double[SIZE];
        double loss = network.number("lossAndGradient", gradient);
        assertThat(network.number("lossAndGradient", gradient)).isEqualTo(loss);
        assertThat(network.number("loss")).isEqualTo(loss);
        network.call("setSeed", 2);
        assertThat(network.number("loss")).isNotEqualTo(loss);
        network.call("setSeed", 1);
        double[] drawn = new double[SIZE];
        Arrays.setAll(drawn, i -> gradient[i] == 0 ? 0 : 1 / 0.7);
        assertThat(Arrays.equals(gradient, drawn)).isTrue();
        assertThat(zeros(gradient)).isBetween(5_700L, 6_300L);
    }

    @Test
    void twoEqualCallsAreTwo() {
        Network network = started(1);
        network.call("step");
        double[] kept = state(network, "kept");
        double[] again = state(network, "again");
        long both = java.util.stream.IntStream.range(0, SIZE)
                .filter(i -> kept[i] == 0 && again[i] == 0)
                .count();
        assertThat(both).isBetween(1_610L, 1_990L); // 0.09 of all, as of two that know nothing of each other
    }

    @Test
    void eachStepDrawsAnewAndASeedRepeatsAll() {
        Network one = started(1);
        Network other = started(1);
        Network different = started(2);
        double[] before = new double[SIZE];
        for (int i = 0; i < 3; i++) {
            one.call("step");
            other.call("step");
            different.call("step");
            double[] kept = state(one, "kept");
            assertThat(Arrays.equals(kept, state(other, "kept"))).isTrue();
            assertThat(Arrays.equals(kept, before)).isFalse();
            assertThat(Arrays.equals(state(one, "added"), state(other, "added")))
                    .isTrue();
            assertThat(Arrays.equals(kept, state(different, "kept"))).isFalse();
            before = kept;
        }
    }

    @Test
    void aResumedRunDrawsTheSame() {
        Network whole = started(9);
        whole.call("step");
        Network resumed = compiled.fresh();
        resumed.read(whole.written());
        assertThat(resumed.number("getSeed")).isEqualTo(9);
        whole.call("step");
        resumed.call("step");
        assertThat(Arrays.equals(resumed.written(), whole.written())).isTrue();
    }

    @Test
    void outputsDrawNothing() {
        Network network = started(1);
        double[] out = new double[SIZE];
        network.call("offered", out);
        assertThat(Arrays.stream(out).distinct()).containsExactly(3.0);
        network.call("still", out);
        assertThat(Arrays.stream(out).distinct()).containsExactly(0.0);
    }

    @Test
    void aRateMayBeSet() {
        Network network = started(1);
        double[] gradient = new double[SIZE];
        network.call("setRate", 0.0);
        network.call("lossAndGradient", gradient);
        network.call("setRate", 1.0);
        assertThat(network.number("lossAndGradient", gradient)).isFinite();
    }
}
