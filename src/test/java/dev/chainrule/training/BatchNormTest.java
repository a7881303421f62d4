package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The library's batch normalisation by Ioffe and Szegedy 2015, algorithms 1 and 2, with running values as PyTorch defines
 * them: against numbers from Python, written out with loops. Scale k is 0.5 sin(1 + k), shift k is 0.5 sin(4 + k).
 */
class BatchNormTest {

    private static double[] numbers(DoubleUnaryOperator function, int from, int count) {
        double[] numbers = new double[count];
        for (int k = 0; k < count; k++) {
            numbers[k] = function.applyAsDouble(from + k);
        }
        return numbers;
    }

    private static Network network(String dims, String axes, String module) {
        Network network = Network.of("""
                network N {
                  dim batch; %s dim f = 3;
                  input x[%s];
                  norm = new %s;
                  y = norm(x);
                  loss = sum(y^2);
                  output normalised = y;
                  train loss with sgd(rate = 0);
                }
                """.formatted(dims, axes, module));
        network.call("initialize", 0L);
        double[] parameters = numbers(Math::sin, 1, 6);
        for (int k = 0; k < 6; k++) {
            parameters[k] *= 0.5;
        }
        return network.with(parameters);
    }

    private static void assertStates(Network network, double[] mean, double[] variance) {
        assertThat((double[]) network.call("state", "norm.running_mean")).containsExactly(mean, within(1e-14));
        assertThat((double[]) network.call("state", "norm.running_variance")).containsExactly(variance, within(1e-14));
    }

    @Test
    void stepsNormaliseByTheBatchAndOutputsByTheRunningValues() {
        Network network = network("", "batch, f", "BatchNorm[batch, f]");
        network.call("step", numbers(Math::cos, 0, 12), 4);
        assertThat(network.number("step", numbers(Math::sin, 0, 12), 4)).isCloseTo(3.125038436514535, within(1e-12));
        assertStates(
                network,
                new double[] {0.00817414426128543, 0.00047436116434073933, -0.0076615473994702385},
                new double[] {0.9302417902258618, 0.9360736710021743, 0.9418257075002817});

        double[] out = new double[6];
        network.call("normalised", numbers(Math::cos, 100, 6), 2, out);
        assertThat(out)
                .containsExactly(
                        new double[] {
                            -0.005803386803788058,
                            -0.06051923098294043,
                            -0.1317648043973125,
                            -0.7231943667420944,
                            -0.9246318345639606,
                            -0.1566699073015862
                        },
                        within(1e-14));
    }

    @Test
    void picturesAreNormalisedOverTheBatchAndAllPlaces() {
        Network network = network(
                "dim rows = 2; dim columns = 3;",
                "batch, rows, columns, f",
                "BatchNorm2d[batch, rows, columns, f](momentum = 0.25, epsilon = 0.01)");
        assertThat(network.number("step", numbers(Math::cos, 0, 36), 2)).isCloseTo(9.299868697468428, within(1e-12));
        assertStates(
                network,
                new double[] {0.011016998402633574, -0.0034418847549988196, -0.014736314941950088},
                new double[] {0.8868943191370604, 0.9584831736715218, 0.8242880583670161});
    }

    @Test
    void sequencesAreNormalisedOverTheBatchAndAllPositions() {
        Network network = network("dim length = 4;", "batch, length, f", "BatchNorm1d[batch, length, f]");
        assertThat(network.number("step", numbers(Math::cos, 0, 24), 2)).isCloseTo(6.250290800162628, within(1e-12));
        assertStates(
                network,
                new double[] {0.003197512775734078, -0.003249743710122205, -0.006709200815853098},
                new double[] {0.9821318847536729, 0.9814452479321804, 0.9111953642483342});
    }

    /** The unbiased variance of one element is no number; a last batch of one must not spoil what was gathered. */
    @Test
    void aBatchOfOneCountsAsWithoutVariance() {
        Network network = network("", "batch, f", "BatchNorm[batch, f]");
        network.call("step", new double[] {1, 2, 3}, 1);
        assertStates(network, new double[] {0.1, 0.2, 3 * 0.1}, new double[] {0.9, 0.9, 0.9});
    }
}
