package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Modules own parameters; an instance is known by its path, and copies are applied in a chain. */
class ModulesTest {

    private static final String LAYER = """
            module Layer[n, m](x) {
              param W[n, m] = glorot_uniform();
              param b[m] = zeros();
              return dot[n](x, W) + b;
            }
            """;

    @Test
    void parametersAreNamedByPathInOrder() throws ReflectiveOperationException {
        Generated net = Generated.from(LAYER + """
                module Pair[n, m](x) {
                  first = new Layer[n, m];
                  second = new Layer[m, n];
                  return second(tanh(first(x)));
                }
                network Net {
                  dim batch; dim a = 2; dim b = 3;
                  input x[batch, a];
                  encoder = new Pair[a, b];
                  loss = mean(encoder(x)^2) + 0 * sum(encoder.second.W);
                }
                """);

        assertThat(net.call("layout").toString())
                .containsSubsequence("encoder.first.W", "encoder.first.b", "encoder.second.W", "encoder.second.b");
        assertThat(net.parameters()).hasSize(2 * 3 + 3 + 3 * 2 + 2);
    }

    /** In Layer[d, d] the first dim is contracted and the second stays: x W, not x W'. */
    @Test
    void twoFormalsMayStandForOneDim() throws ReflectiveOperationException {
        Generated net = Generated.from(LAYER + """
                network Net {
                  dim batch; dim d = 2;
                  input x[batch, d];
                  layer = new Layer[d, d];
                  y = layer(x);
                  output result = y;
                  loss = sum(y);
                }
                """);
        System.arraycopy(new double[] {1, 2, 3, 4, 10, 20}, 0, net.parameters(), 0, 6);

        double[] out = new double[2];
        net.call("result", new double[] {5, 7}, 1, out);
        assertThat(out).containsExactly(5 * 1 + 7 * 3 + 10, 5 * 2 + 7 * 4 + 20);
    }

    /** Three copies in a chain are three layers written one after the other. */
    @Test
    void copiesAreAppliedOneAfterTheOther() throws ReflectiveOperationException {
        String body = """
                network Net {
                  dim batch; dim d = 2;
                  input x[batch, d];
                  %s
                  loss = sum(y^2);
                }
                """;
        Generated chain = Generated.from(LAYER + body.formatted("layers = new Layer[d, d] times 3; y = layers(x);"));
        Generated written = Generated.from(LAYER + body.formatted("""
                a = new Layer[d, d]; b = new Layer[d, d]; c = new Layer[d, d];
                y = c(b(a(x)));
                """));
        double[] weights = {1, 2, 3, 4, -1, 0.5, 2, -1, -2, 0.25, 3, 1};
        double[] biases = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6};
        double[] stacked = chain.parameters();
        System.arraycopy(weights, 0, stacked, 0, 12);
        System.arraycopy(biases, 0, stacked, 12, 6);
        double[] separate = written.parameters();
        for (int copy = 0; copy < 3; copy++) {
            System.arraycopy(weights, 4 * copy, separate, 6 * copy, 4);
            System.arraycopy(biases, 2 * copy, separate, 6 * copy + 4, 2);
        }

        double[] x = {0.7, -0.3, 1, 2};
        double[] gradientOfChain = new double[18];
        double[] gradientOfWritten = new double[18];
        double loss = chain.number("lossAndGradient", x, 2, gradientOfChain);
        assertThat(loss).isCloseTo(written.number("lossAndGradient", x, 2, gradientOfWritten), within(1e-12 * loss));
        for (int copy = 0; copy < 3; copy++) {
            assertThat(Arrays.copyOfRange(gradientOfChain, 4 * copy, 4 * copy + 4))
                    .containsExactly(Arrays.copyOfRange(gradientOfWritten, 6 * copy, 6 * copy + 4), within(1e-9));
            assertThat(Arrays.copyOfRange(gradientOfChain, 12 + 2 * copy, 14 + 2 * copy))
                    .containsExactly(Arrays.copyOfRange(gradientOfWritten, 6 * copy + 4, 6 * copy + 6), within(1e-9));
        }
    }

    /** Two axes are walked, that of the copies and that of time; what reads no earlier state is computed for all times. */
    @Test
    void aChainOfRecurrencesIsOneAppliedTwiceWhereTheCopiesAreEqual() throws ReflectiveOperationException {
        String body = """
                network Net {
                  dim batch; dim time = 4; dim d = 3;
                  input x[batch, time, d];
                  gru = new Gru[time, d, d]%s;
                  y = %s;
                  loss = mean(y^2);
                  train loss with sgd(rate = 0.1);
                }
                """;
        Generated chain = Generated.from(body.formatted(" times 2", "gru(x)"));
        Generated twice = Generated.from(body.formatted("", "gru(gru(x))"));
        int[] sizes = {9, 9, 9, 9, 9, 9, 3, 3, 3, 3};
        double[] one = twice.parameters();
        int at = 0;
        for (int size : sizes) {
            for (int i = 0; i < size; i++) {
                one[at + i] = Math.sin(1 + at + i);
                chain.parameters()[2 * at + i] = one[at + i];
                chain.parameters()[2 * at + size + i] = one[at + i];
            }
            at += size;
        }
        double[] x = new double[2 * 4 * 3];
        Arrays.setAll(x, Math::cos);
        double[] ofChain = new double[2 * at];
        double[] ofOne = new double[at];
        double loss = twice.number("lossAndGradient", x, 2, ofOne);
        assertThat(chain.number("lossAndGradient", x, 2, ofChain)).isCloseTo(loss, within(1e-14));
        at = 0;
        for (int size : sizes) {
            for (int i = 0; i < size; i++) {
                double sum = ofChain[2 * at + i] + ofChain[2 * at + size + i];
                assertThat(sum).isCloseTo(ofOne[at + i], within(1e-12));
            }
            at += size;
        }
    }

    @Test
    void theSourceDoesNotGrowWithTheCopies() throws ReflectiveOperationException {
        String program = LAYER + """
                module Block[h](x) {
                  inner = new Layer[h, h];
                  return x + tanh(inner(x));
                }
                network Net {
                  dim batch; dim d = 5;
                  input x[batch, d];
                  layers = new Block[d] times %d;
                  loss = sum(layers(x)^2);
                  train loss with adam();
                }
                """;

        Generated four = Generated.from(program.formatted(4));
        assertThat(Generated.from(program.formatted(40)).lines()).isEqualTo(four.lines());
        assertThat(four.java()).contains("LAYERS_TIMES = 4");
    }

    /** Each copy is drawn by itself, at the scale of one matrix. */
    @Test
    void copiesBeginDifferentlyAndAtTheScaleOfOne() throws ReflectiveOperationException {
        Generated net = Generated.from("""
                module Turn[n](x) {
                  param Q[n, n] = orthogonal();
                  return x @ Q;
                }
                network Net {
                  dim batch; dim d = 3;
                  input x[batch, d];
                  turns = new Turn[d] times 2;
                  loss = sum(turns(x)^2);
                }
                """);
        net.call("initialize", 7L);

        double[] q = net.parameters();
        for (int copy = 0; copy < 2; copy++) {
            double length = 0;
            for (int j = 0; j < 3; j++) {
                length += q[9 * copy + j] * q[9 * copy + j];
            }
            assertThat(length).isCloseTo(1, within(1e-12));
        }
        assertThat(Arrays.copyOfRange(q, 0, 9)).isNotEqualTo(Arrays.copyOfRange(q, 9, 18));
    }
}
