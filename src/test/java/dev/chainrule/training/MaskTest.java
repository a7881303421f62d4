package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Weights of rows and masks of sequences are inputs like any other; gradients are computed by hand. */
class MaskTest {

    /** Two sequences of lengths 2 and 1; what is beyond their ends is not counted. */
    @Test
    void aMaskedMeanOfCrossEntropies() {
        Network network = Network.of("""
                network N {
                  dim batch; dim time; dim classes = 2;
                  input label[batch, time]: classes;
                  input mask[batch, time];
                  param z[classes] = zeros();
                  logits[n: batch, t: time, c: classes] = z[c];
                  each = cross_entropy[classes](logits, label);
                  loss = sum(mask == 0 ? 0 : mask * each) / sum(mask);
                  train loss with sgd(rate = 1);
                }
                """).with(Math.log(3), 0);
        int[] label = {0, 1, 0, 1};
        double[] mask = {1, 1, 1, 0};
        double[] gradient = new double[2];
        // softmax is (3/4, 1/4); labels 0, 1, 0 count: the mean of -log p is (2 log(4/3) + log 4) / 3
        double loss = network.number("lossAndGradient", label, mask, 2, 2, gradient);
        assertThat(loss).isCloseTo((2 * Math.log(4.0 / 3) + Math.log(4)) / 3, within(1e-12));
        // softmax minus the shares of the labels: 3/4 - 2/3 and 1/4 - 1/3
        assertThat(gradient).containsExactly(new double[] {1.0 / 12, -1.0 / 12}, within(1e-12));
    }

    /** A weight of 0 takes a row out, whatever stands in it, if a choice asks before anything is multiplied. */
    @Test
    void aRowOfWeightZeroMayHoldAnything() {
        Network network = Network.of("""
                network N {
                  dim rows; dim two = 2;
                  input x[rows, two]; input t[rows]; input weight[rows];
                  param w[two] = zeros();
                  kept[n: rows, i: two] = weight[n] == 0 ? 0 : x[n, i];
                  loss = sum(weight == 0 ? 0 : weight * (kept @ w - t)^2) / sum(weight);
                  train loss with sgd(rate = 0.5);
                }
                """).with(1, 2);
        double[] x = {1, 2, Double.NaN, Double.POSITIVE_INFINITY, 3, 0};
        double[] t = {4, Double.NaN, 1};
        double[] weight = {3, 0, 1};
        double[] gradient = new double[2];
        // residuals 1 and 2: (3 * 1 + 1 * 4) / 4
        assertThat(network.number("lossAndGradient", x, t, weight, 3, gradient)).isEqualTo(1.75);
        // (3 * 2 * 1 * (1, 2) + 1 * 2 * 2 * (3, 0)) / 4
        assertThat(gradient).containsExactly(4.5, 3);
        network.call("step", x, t, weight, 3);
        assertThat(network.parameters()).containsExactly(1 - 2.25, 2 - 1.5);
    }

    /** The same gradient as that of the rows with the weight as often as it says. */
    @Test
    void aWholeWeightCountsARowSoOften() {
        Network network = Network.of("""
                network N {
                  dim rows; dim two = 2; dim classes = 3;
                  input x[rows, two]; input y[rows]: classes; input weight[rows];
                  param W[two, classes] = zeros();
                  loss = sum(weight * cross_entropy[classes](x @ W, y)) / sum(weight);
                  train loss with sgd(rate = 1);
                }
                """).with(0.1, -0.2, 0.3, 0.4, 0.5, -0.6);
        double[] weighted = new double[6];
        double[] repeated = new double[6];
        double loss = network.number(
                "lossAndGradient", new double[] {1, 2, 3, 4}, new int[] {2, 0}, new double[] {2, 1}, 2, weighted);
        assertThat(loss)
                .isCloseTo(
                        network.number(
                                "lossAndGradient",
                                new double[] {1, 2, 1, 2, 3, 4},
                                new int[] {2, 2, 0},
                                new double[] {1, 1, 1},
                                3,
                                repeated),
                        within(1e-12));
        assertThat(weighted).containsExactly(repeated, within(1e-12));
    }
}
