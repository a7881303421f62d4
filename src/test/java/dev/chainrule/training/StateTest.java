package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** State that steps change without a gradient. The numbers are computed by hand. */
class StateTest {

    /** Ioffe and Szegedy 2015: the batch's statistics while it trains, the running ones in outputs. */
    private static final String NORMALISED = """
            network N {
              dim batch; dim two = 2;
              input x[batch, two];
              param scale[two] = ones();
              /** Where the middle is. */
              state running_mean[two] = zeros();
              state running_variance[two] = ones();
              state seen = 0;
              centre = training ? mean[batch](x) : running_mean;
              spread = training ? variance[batch](x) : running_variance;
              y = scale * (x - centre) / sqrt(spread + 1);
              update running_mean = 0.5 * running_mean + 0.5 * centre;
              update running_variance = 0.5 * running_variance + 0.5 * spread;
              update seen = seen + size(batch);
              loss = sum(y) + sum(y^2);
              output normalised = y;
              train loss with sgd(rate = 0.25);
            }
            """;

    private static final double[] X = {1, 2, 3, 6};

    private static double[] state(Network network, String name) {
        return (double[]) network.call("state", name);
    }

    private static Network normalised() {
        Network network = Network.of(NORMALISED);
        network.call("initialize", 1L);
        return network;
    }

    /** Columns 1, 3 and 2, 6: means 2 and 4, variances 1 and 4. */
    @Test
    void stepsUpdateStateFromTheValuesOfTheForwardPass() {
        Network network = normalised();
        double loss = network.number("step", X, 2);
        // y is ±1 / sqrt(2) and ±2 / sqrt(5): the sum is 0, that of the squares 1 + 1.6
        assertThat(loss).isCloseTo(2.6, within(1e-12));
        assertThat(state(network, "running_mean")).containsExactly(1, 2);
        assertThat(state(network, "running_variance")).containsExactly(1, 2.5);
        assertThat(state(network, "seen")).containsExactly(2);
        // d sum(y^2) / d scale = 2 sum(y^2) / scale: 2 and 3.2
        assertThat(network.parameters()).containsExactly(new double[] {0.5, 0.2}, within(1e-12));
        network.call("step", X, 2);
        assertThat(state(network, "running_mean")).containsExactly(1.5, 3);
        assertThat(state(network, "running_variance")).containsExactly(1, 3.25);
        assertThat(state(network, "seen")).containsExactly(4);
    }

    @Test
    void onlyStepsUpdateIt() {
        Network network = normalised();
        network.call("loss", X, 2);
        network.call("lossAndGradient", X, 2, new double[2]);
        network.call("normalised", X, 2, new double[4]);
        assertThat(state(network, "running_mean")).containsExactly(0, 0);
        assertThat(state(network, "seen")).containsExactly(0);
    }

    @Test
    void outputsReadIt() {
        Network network = normalised();
        double[] out = new double[4];
        network.call("normalised", X, 2, out);
        double root = Math.sqrt(2);
        assertThat(out).containsExactly(new double[] {1 / root, 2 / root, 3 / root, 6 / root}, within(1e-12));
        network.call("step", X, 2);
        network.with(1, 1);
        network.call("normalised", X, 2, out);
        assertThat(out).containsExactly(new double[] {0, 0, 2 / Math.sqrt(2), 4 / Math.sqrt(3.5)}, within(1e-12));
    }

    /** The objective has a second method where outputs are computed otherwise than in training, and only there. */
    @Test
    void theObjectiveIsOfferedAsOutputsAreComputed() {
        Network network = normalised();
        // y = x / sqrt(2): the sum of 12 and that of 50, halved
        assertThat(network.number("lossInPrediction", X, 2)).isCloseTo(12 / Math.sqrt(2) + 25, within(1e-12));
        network.call("step", X, 2);
        network.with(1, 1);
        // around 1 and 2, by the roots of 2 and 3.5: 0, 2 and 0, 4
        assertThat(network.number("lossInPrediction", X, 2))
                .isCloseTo(2 / Math.sqrt(2) + 4 / Math.sqrt(3.5) + 4 / 2.0 + 16 / 3.5, within(1e-12));
        assertThat(Network.of("""
                        network N {
                          dim n; input x[n]; param w = ones(); state seen = 0;
                          loss = sum(w * x);
                          output noisy = dropout(x, 0.5);
                          update seen = seen + 1;
                          train loss with sgd(rate = 1);
                        }
                        """).has("lossInPrediction")).isFalse();
    }

    @Test
    void itIsSavedUnderItsNameAndInitializedAnew() {
        Network network = normalised();
        network.call("step", X, 2);
        byte[] saved = network.written();
        assertThat(new String(saved, StandardCharsets.UTF_8))
                .contains("\"running_mean\":{\"dtype\":\"F64\",\"shape\":[2]");
        Network resumed = network.fresh();
        resumed.read(saved);
        assertThat(state(resumed, "running_mean")).containsExactly(1, 2);
        network.call("step", X, 2);
        resumed.call("step", X, 2);
        assertThat(resumed.written()).isEqualTo(network.written());
        resumed.call("initialize", 1L);
        assertThat(state(resumed, "running_mean")).containsExactly(0, 0);
        assertThat(state(resumed, "running_variance")).containsExactly(1, 1);
    }

    @Test
    void updatesReadTheNewValuesOfThoseBeforeAndTheOldOfThoseAfter() {
        Network network = Network.of("""
                network N {
                  dim n;
                  input x[n];
                  param w = zeros();
                  state a = 1; state b = 10; state c = 100;
                  loss = sum(w * x);
                  update a = a + sum(x);
                  update b = a + c;
                  update c = b + a;
                  update a = 2 * a;
                  train loss with sgd(rate = 1);
                }
                """);
        network.call("initialize", 0L);
        network.call("step", new double[] {1, 2}, 2);
        assertThat(state(network, "a")).containsExactly(8); // 2 (1 + 3)
        assertThat(state(network, "b")).containsExactly(104); // 4 + 100
        assertThat(state(network, "c")).containsExactly(108); // 104 + 4
    }

    /** The loss and its gradient are those of the old centre, whenever the new one is computed. */
    @Test
    void theStepItselfReadsTheOldValue() {
        Network network = Network.of("""
                network N {
                  dim n; dim two = 2;
                  input x[n, two];
                  param w[two] = ones();
                  state centre[two] = zeros();
                  y = w * x;
                  loss = sum((y - centre)^2);
                  update centre = mean[n](y);
                  train loss with sgd(rate = 0.125);
                }
                """);
        network.call("initialize", 0L);
        double[] x = {1, 2, 3, 6};
        assertThat(network.number("step", x, 2)).isEqualTo(50); // 1 + 4 + 9 + 36
        assertThat(state(network, "centre")).containsExactly(2, 4);
        // d / dw = 2 sum(y x): 20 and 80
        assertThat(network.parameters()).containsExactly(1 - 2.5, 1 - 10);
        // y = -1.5, -18, -4.5, -54 around 2 and 4
        assertThat(network.number("step", x, 2)).isEqualTo(12.25 + 484 + 42.25 + 3364);
        assertThat(state(network, "centre")).containsExactly(-3, -36);
        // d / dw = 2 sum((y - centre) x): 2 (-3.5 - 19.5), 2 (-44 - 348)
        assertThat(network.parameters()).containsExactly(-1.5 + 46 / 8.0, -9 + 784 / 8.0);
    }

    /** The last step of a recurrence is where the next batch begins. */
    @Test
    void aRecurrenceMayGoOnWhereItEnded() {
        Network network = Network.of("""
                network N {
                  dim time = 2;
                  input x[time];
                  param w = constant(2);
                  state carry = 3;
                  h[t: time] = w * (t == 0 ? carry : h[t - 1]) + x[t];
                  loss = h[1];
                  update carry = h[1];
                  train loss with sgd(rate = 0.5);
                }
                """);
        network.call("initialize", 0L);
        double[] x = {1, 1};
        assertThat(network.number("step", x)).isEqualTo(15); // 7, then 15
        assertThat(state(network, "carry")).containsExactly(15);
        assertThat(network.parameters()).containsExactly(2 - 13 / 2.0); // h[0] + w carry = 7 + 6
        assertThat(network.number("step", x)).isEqualTo(300.25); // -66.5, then 300.25
        assertThat(network.parameters()).containsExactly(-4.5 + 134 / 2.0); // -66.5 - 67.5
    }

    /** Two states that take each other's value. */
    @Test
    void valuesMayBeExchanged() {
        Network network = Network.of("""
                network N {
                  dim n; dim two = 2;
                  input x[n];
                  param w = zeros();
                  state a[two] = uniform(0, 1); state b[two] = uniform(2, 3);
                  kept = a;
                  loss = sum(w * x);
                  update a = b;
                  update b = kept;
                  train loss with sgd(rate = 1);
                }
                """);
        network.call("initialize", 3L);
        double[] a = state(network, "a").clone();
        double[] b = state(network, "b").clone();
        assertThat(a[0]).isBetween(0.0, 1.0);
        assertThat(b[1]).isBetween(2.0, 3.0);
        network.call("step", new double[] {1}, 1);
        assertThat(state(network, "a")).isEqualTo(b);
        assertThat(state(network, "b")).isEqualTo(a);
    }

    @Test
    void anUpdateMayBindIndices() {
        Network network = Network.of("""
                network N {
                  dim n; dim two = 2; dim three = 3;
                  input x[n, two]; input k[n, three];
                  param w = zeros();
                  state table[two, three] = zeros();
                  loss = sum(w * x);
                  update table[i: two, j: three] = table[i, j] + sum[r: n](x[r, i] * k[r, j]);
                  train loss with sgd(rate = 1);
                }
                """);
        network.call("initialize", 3L);
        network.call("step", new double[] {1, 2}, new double[] {3, 4, 5}, 1);
        network.call("step", new double[] {1, 1}, new double[] {1, 0, 1}, 1);
        assertThat(state(network, "table")).containsExactly(4, 4, 6, 7, 8, 11);
    }
}
