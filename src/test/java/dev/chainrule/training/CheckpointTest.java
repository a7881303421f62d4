package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With checkpoints training computes the same in less memory. */
class CheckpointTest {

    private static final String CELL = """
            network %s {
              precision double;
              dim batch; dim time; dim features = 2; dim hidden = 3;
              input x[batch, time, features];
              param W[features, hidden] = glorot_uniform();
              param U[hidden, hidden] = glorot_uniform();
              param b[hidden] = zeros();
              param frozen[hidden] = ones();
              state seen = zeros();
              s[n: batch, t: time, j: hidden] =
                  sum[i: features](x[n, t, i] * W[i, j]) + sum[k: hidden]((h[n, t - 1, k] else 0) * U[k, j]) + b[j];
              h[n: batch, t: time, j: hidden] = frozen[j] * tanh(s[n, t, j] + 0.3 * (h[n, t - 3, j] else 0) + 0.1 * noise());
              loss = sum(h^2) / (1 + sum(h)^2) + 0.01 * sum(W^2);
              update seen = 0.9 * seen + 0.1 * sum(abs(h));
              output last = h;
              train loss with adam(rate = 0.1), freeze(frozen)%s;
            }
            """;

    private static final Map<String, Network> NETWORKS = Network.all(CELL.formatted("Plain", "")
            + CELL.formatted("ByThree", ", checkpoint(every = 3)")
            + CELL.formatted("ByOne", ", checkpoint(every = 1)")
            + CELL.formatted("ByHundred", ", checkpoint(every = 100)"));

    private static double[] drawn(int length) {
        return new Random(7).doubles(length, -1, 1).toArray();
    }

    /** Lengths before, at and after the ends of segments; three steps are carried over, so segments may be shorter than that. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 10, 11})
    void itIsTheSameGradient(int time) {
        double[] x = drawn(2 * time * 2);
        for (String name : new String[] {"ByOne", "ByThree", "ByHundred"}) {
            Network plain = NETWORKS.get("Plain").fresh();
            Network other = NETWORKS.get(name).fresh();
            for (Network network : new Network[] {plain, other}) {
                network.call("initialize", 5L);
            }
            double[] expected = new double[plain.parameters().length];
            double[] actual = new double[expected.length];
            assertThat(other.number("loss", x, 2, time)).isCloseTo(plain.number("loss", x, 2, time), within(1e-12));
            assertThat(other.number("lossAndGradient", x, 2, time, actual))
                    .isCloseTo(plain.number("lossAndGradient", x, 2, time, expected), within(1e-12));
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i])
                        .as("%s, %d steps, parameter %d", name, time, i)
                        .isCloseTo(expected[i], within(1e-12));
            }
        }
    }

    /** Steps change state, leave frozen parameters as they are, and may have more steps or fewer than the call before. */
    @Test
    void itTakesTheSameSteps() {
        Network plain = NETWORKS.get("Plain").fresh();
        Network other = NETWORKS.get("ByThree").fresh();
        plain.call("initialize", 5L);
        other.call("initialize", 5L);
        for (int time : new int[] {7, 2, 12, 9}) {
            double[] x = drawn(2 * time * 2);
            assertThat(other.number("step", x, 2, time)).isCloseTo(plain.number("step", x, 2, time), within(1e-11));
        }
        for (int i = 0; i < plain.parameters().length; i++) {
            assertThat(other.parameters()[i]).isCloseTo(plain.parameters()[i], within(1e-11));
        }
        assertThat((double[]) other.call("state", "seen")).isNotEqualTo(new double[] {0});
        assertThat(((double[]) other.call("state", "seen"))[0])
                .isCloseTo(((double[]) plain.call("state", "seen"))[0], within(1e-11));
    }

    /** What grows with the steps is what is saved between segments: for 100 steps one. */
    @Test
    void memoryHardlyGrowsWithTheNumberOfSteps() {
        Network plain = NETWORKS.get("Plain").fresh();
        Network other = NETWORKS.get("ByHundred").fresh();
        long[] plainNumbers = new long[2];
        long[] numbers = new long[2];
        for (int i = 0; i < 2; i++) {
            int time = 10_000 * (i + 1);
            plain.call("lossAndGradient", drawn(time * 2), 1, time, new double[plain.parameters().length]);
            other.call("lossAndGradient", drawn(time * 2), 1, time, new double[plain.parameters().length]);
            plainNumbers[i] = plain.numbers();
            numbers[i] = other.numbers();
        }
        int kept = 3 * 3; // three steps of three numbers
        assertThat(numbers[1] - numbers[0]).isEqualTo(100 * kept);
        assertThat(numbers[1]).isLessThan(plainNumbers[1] / 30);
    }
}
