package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The library's layers against numbers from NumPy, with loops written out after the papers. Parameter k is
 * 0.5 sin(1 + k) in the order of the layout, input k is cos(k).
 */
class LibraryModulesTest {

    @TestFactory
    List<DynamicTest> layersAgreeWithTheReference() throws ReflectiveOperationException {
        StringBuilder program = new StringBuilder();
        for (int i = 0; i < KnownLayer.ALL.size(); i++) {
            program.append("network Net" + i + " {\n" + KnownLayer.ALL.get(i).body() + "}\n");
        }
        List<Generated> nets = Generated.each(program.toString());
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < KnownLayer.ALL.size(); i++) {
            KnownLayer layer = KnownLayer.ALL.get(i);
            Generated net = nets.get(i);
            tests.add(DynamicTest.dynamicTest(layer.title(), () -> {
                double[] parameters = net.parameters();
                System.arraycopy(KnownLayer.parameters(parameters.length), 0, parameters, 0, parameters.length);
                double[] found = new double[layer.expected().length];
                net.call("result", layer.input(), found);
                assertThat(found).containsExactly(layer.expected(), within(1e-9));
            }));
        }
        return tests;
    }

    /** Queries from cos, keys from sin, values 0 to 5; then the second key hidden from one, and all others from the other. */
    @ParameterizedTest
    @CsvSource({
        "'', 3.011930508106062, 4.011930508106062, 1.180028454919031, 2.180028454919031",
        "', mask', 3.106379007924988, 4.106379007924988, 2, 3"
    })
    void attentionMixesTheValues(String mask, double a, double b, double c, double d)
            throws ReflectiveOperationException {
        Generated net = Generated.from("""
                network Net {
                  dim queries = 2; dim keys = 3; dim width = 4; dim values = 2;
                  input q[queries, width]; input k[keys, width]; input v[keys, values]; input mask[queries, keys];
                  output result = attention[queries, keys, width](q, k, v%s) + 0 * sum(mask);
                }
                """.formatted(mask));
        double[] k = new double[12];
        Arrays.setAll(k, Math::sin);

        double[] found = new double[4];
        net.call("result", cosines(8), k, new double[] {0, 1, 2, 3, 4, 5}, new double[] {1, 0, 1, 0, 1, 0}, found);
        assertThat(found).containsExactly(new double[] {a, b, c, d}, within(1e-9));
    }

    /** What no query may see does not matter, were it NaN. */
    @Test
    void whatIsHiddenCannotBeFelt() throws ReflectiveOperationException {
        Generated net = Generated.from("""
                network Net {
                  dim time = 3; dim width = 2;
                  input x[time, width];
                  output result = attention[time, time, width](x, x, x, mask = causal[time, time]());
                }
                """);

        double[] before = new double[6];
        double[] after = new double[6];
        net.call("result", new double[] {1, 2, 3, 4, 5, 6}, before);
        net.call("result", new double[] {1, 2, 3, 4, -7, 1e300}, after);
        assertThat(Arrays.copyOf(after, 4)).isEqualTo(Arrays.copyOf(before, 4));
    }

    @Test
    void positionsAreToldBySinesAndCosines() throws ReflectiveOperationException {
        Generated net = Generated.from("""
                network Net {
                  dim time = 3; dim width = 4;
                  output result = positional_encoding[time, width]();
                }
                """);

        double[] found = new double[12];
        net.call("result", found);
        double[] expected = {
            0,
            1,
            0,
            1,
            0.8414709848078965,
            0.5403023058681398,
            0.009999833334166664,
            0.9999500004166653,
            0.9092974268256817,
            -0.4161468365471424,
            0.01999866669333308,
            0.9998000066665778
        };
        assertThat(found).containsExactly(expected, within(1e-12));
    }

    @Test
    void aWordIsItsRow() throws ReflectiveOperationException {
        Generated net = Generated.from("""
                network Net {
                  dim words; dim vocabulary = 3; dim width = 2;
                  input word[words]: vocabulary;
                  embedding = new Embedding[vocabulary, width];
                  output result = embedding(word);
                }
                """);
        System.arraycopy(new double[] {1, 2, 3, 4, 5, 6}, 0, net.parameters(), 0, 6);

        double[] found = new double[6];
        net.call("result", new int[] {2, 0, 2}, 3, found);
        assertThat(found).containsExactly(5, 6, 1, 2, 5, 6);
    }

    /** Mean 2 and variance 1 of the batch in training; the running ones, 0 and 1, in outputs. */
    @Test
    void batchNormKnowsWhetherItTrains() throws ReflectiveOperationException {
        Generated net = Generated.from("""
                network Net {
                  dim batch;
                  input x[batch];
                  param scale = ones();
                  state centre = zeros();
                  state spread = ones();
                  y = batch_norm[batch](x, centre, spread, scale);
                  loss = sum(y * x);
                  output result = y;
                }
                """);
        net.call("initialize", 1L);
        double unit = Math.sqrt(1 + 1e-5);

        double[] found = new double[2];
        net.call("result", new double[] {1, 3}, 2, found);
        assertThat(found).containsExactly(new double[] {1 / unit, 3 / unit}, within(1e-12));
        assertThat(net.number("loss", new double[] {1, 3}, 2)).isCloseTo((3 - 1) / unit, within(1e-12));
    }

    private static final String CTC = """
            network Net {
              dim time = 5; dim classes = 3; dim labels = 2;
              input label[labels]: classes;
              param logits[time, classes] = zeros();
              ctc = new Ctc[time, classes, labels];
              loss = ctc(logits, label%s);
            }
            """;

    /** Against the sum over all 243 ways to name the frames; logits are 2 cos(k). */
    @ParameterizedTest
    @CsvSource({
        "1, 2, '', 2.622778641257357",
        "1, 1, '', 3.988137145735701",
        "2, 1, ', frames = 3, count = 1', 0.9847286037363773",
        "0, 1, ', blank = 2', 2.542097661877606"
    })
    void ctcIsTheLogarithmOfTheSumOverAllPaths(int first, int second, String arguments, double expected)
            throws ReflectiveOperationException {
        Generated net = Generated.from(CTC.formatted(arguments));
        Arrays.setAll(net.parameters(), k -> 2 * Math.cos(k));

        assertThat(net.number("loss", new int[] {first, second})).isCloseTo(expected, within(1e-12));
    }

    /** Equal neighbours need a blank between, so a path may not skip it. Against six-point differences of the sum. */
    @Test
    void theGradientOfCtcIsThatOfTheSum() throws ReflectiveOperationException {
        Generated net = Generated.from(CTC.formatted(""));
        Arrays.setAll(net.parameters(), k -> 2 * Math.cos(k));

        double[] found = new double[15];
        net.call("lossAndGradient", new int[] {1, 1}, found);
        double[] expected = {
            0.06867041802232816,
            -0.10906293253341766,
            0.04039251451077123,
            -0.1428092334471979,
            -0.6690724419880315,
            0.8118816754354811,
            -0.1876436932503204,
            0.12580217166173005,
            0.06184152158795382,
            -0.3225712998743857,
            -0.4207516677572058,
            0.743322967632413,
            0.14140427732414196,
            -0.24360625026906835,
            0.10220197294420104
        };
        assertThat(found).containsExactly(expected, within(1e-9));
    }

    private static double[] cosines(int count) {
        double[] x = new double[count];
        for (int k = 0; k < count; k++) {
            x[k] = Math.cos(k);
        }
        return x;
    }
}
