package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import samples.cancer.LogisticRegression;
import samples.iris.IrisSoftmax;
import samples.lecture.Circuit;
import samples.lecture.Neuron;
import samples.lecture.Staged;

/**
 * Published worked examples, and regressions on real data, with every gradient: numbers computed by others, in double
 * precision with PyTorch 1.13 or by automatic differentiation, and again with 40 digits.
 */
class KnownAnswersTest {

    /** 1e-9 relative. */
    private static final Percentage CLOSE = Percentage.withPercentage(1e-7);

    private static void agree(double[] found, double... expected) {
        assertThat(found).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as("element %d", i).isCloseTo(expected[i], CLOSE);
        }
    }

    /** Stanford CS231n: an add gate into a multiply gate. */
    @Test
    void circuit() {
        double[] out = new double[3];
        assertThat(Circuit.gradient(-2, 5, -4, out)).isEqualTo(-12);
        agree(out, -4, -4, 3);
    }

    /** Stanford CS231n: a sigmoid neuron with two inputs. */
    @Test
    void neuron() {
        double[] out = new double[5];
        assertThat(Neuron.gradient(2, -1, -3, -2, -3, out)).isCloseTo(0.7310585786300049, CLOSE);
        agree(
                out,
                -0.19661193324148185,
                0.3932238664829637,
                -0.3932238664829637,
                -0.5898357997244456,
                0.19661193324148185);
    }

    /** A. Karpathy: the README of micrograd. */
    @Test
    void micrograd() {
        double[] out = new double[2];
        assertThat(Staged.gradient(-4, 2, out)).isCloseTo(24.70408163265306, CLOSE);
        agree(out, 138.83381924198252, 645.5772594752186);
    }

    private static Object compiled(String text, Object... arguments) throws Exception {
        CompileResult result = Compiler.compile(SourceText.of("known.nn", text), CompileOptions.STANDARD.verified());
        assertThat(result.diagnostics()).isEmpty();
        Class<?> type =
                CompiledClasses.compile(result.files()).of(result.files().get(0));
        for (var method : type.getMethods()) {
            if (method.getName().equals("gradient")) {
                return method.invoke(null, arguments);
            }
        }
        throw new IllegalStateException("no gradient");
    }

    /** M. Mazur: two layers of two sigmoid units, and one step of gradient descent. */
    @Test
    void mazur() throws Exception {
        double[] w = {0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55};
        double[] out = new double[10];
        Object[] arguments = new Object[11];
        for (int i = 0; i < 8; i++) {
            arguments[i] = w[i];
        }
        arguments[8] = 0.35;
        arguments[9] = 0.6;
        arguments[10] = out;
        Object value = compiled("""
                function Mazur(w1, w2, w3, w4, w5, w6, w7, w8, b1, b2) {
                  h1 = sigmoid(w1 * 0.05 + w2 * 0.1 + b1);
                  h2 = sigmoid(w3 * 0.05 + w4 * 0.1 + b1);
                  o1 = sigmoid(w5 * h1 + w6 * h2 + b2);
                  o2 = sigmoid(w7 * h1 + w8 * h2 + b2);
                  return squared_error(0.01, o1) / 2 + squared_error(0.99, o2) / 2;
                }
                """, arguments);
        assertThat((double) value).isCloseTo(0.2983711087600027, CLOSE);
        agree(
                out,
                0.0004385677344743467,
                0.0008771354689486934,
                0.0004977127352608599,
                0.0009954254705217198,
                0.08216704056423077,
                0.08266762784753325,
                -0.022602540477475067,
                -0.02274024221597822,
                0.01872560939470413,
                0.10040032511200073);
        double[] after = {
            0.1497807161327628,
            0.19956143226552567,
            0.24975114363236958,
            0.29950228726473915,
            0.35891647971788465,
            0.4086661860762334,
            0.5113012702387375,
            0.5613701211079891
        };
        for (int i = 0; i < 8; i++) {
            assertThat(w[i] - 0.5 * out[i]).isCloseTo(after[i], CLOSE);
        }
    }

    /** A. Ng's course, exercise 4: two sigmoid layers, cross-entropy of each class, three rows. */
    @Test
    void courseExercise() throws Exception {
        double[] x = {
            0.5403023058681397,
            -0.4161468365471424,
            -0.9899924966004454,
            -0.6536436208636119,
            0.2836621854632263,
            0.9601702866503661
        };
        int[] y = {3, 1, 2};
        double[] out = new double[6 + 4 + 2 + 8 + 4];
        Object value = compiled(
                """
                function Cost(x[m, features], y[m]: classes, A1[features, hidden], b1[hidden],
                              A2[hidden, classes], b2[classes]) {
                  dim m; dim features = 2; dim hidden = 2; dim classes = 4;
                  a = sigmoid(x @ A1 + b1);
                  h = sigmoid(a @ A2 + b2);
                  t = one_hot[classes](y);
                  return sum[classes, m](-t * log(h) - (1 - t) * log(1 - h)) / size(m);
                }
                """,
                x,
                y,
                new double[] {0.3, 0.4, 0.5, 0.6},
                new double[] {0.1, 0.2},
                new double[] {1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8},
                new double[] {0.7, 0.8, 0.9, 1.0},
                3,
                out);
        assertThat((double) value).isCloseTo(7.40696985606575, CLOSE);
        agree(
                java.util.Arrays.copyOfRange(out, 6, 24),
                -0.02753961588563464,
                -0.035844208951086476,
                -0.024928782740986977,
                -0.05386169397252816,
                0.7661383696301357,
                0.9798968660406606,
                0.45931354929637136,
                0.34461818252469345,
                0.2563133312024547,
                0.3118850628787853,
                0.47833662315286707,
                0.3689204066862805,
                0.2597706219340992,
                0.32233088910992336,
                0.8834172076793974,
                0.5687623449145114,
                0.5846676621351294,
                0.5981392369784494);
    }

    private static double[][] columns(String file) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("generated-samples/data", file));
        double[][] rows = new double[lines.size() - 1][];
        for (int n = 0; n < rows.length; n++) {
            String[] cells = lines.get(n + 1).split(",");
            rows[n] = new double[cells.length];
            for (int i = 0; i < cells.length; i++) {
                rows[n][i] = Double.parseDouble(cells[i]);
            }
        }
        return rows;
    }

    private static double[] features(double[][] rows, double divisor) {
        int width = rows[0].length - 1;
        double[] x = new double[rows.length * width];
        for (int n = 0; n < rows.length; n++) {
            for (int i = 0; i < width; i++) {
                x[n * width + i] = rows[n][i] / divisor;
            }
        }
        return x;
    }

    private static int[] labels(double[][] rows) {
        int[] y = new int[rows.length];
        for (int n = 0; n < rows.length; n++) {
            y[n] = (int) rows[n][rows[n].length - 1];
        }
        return y;
    }

    /** Softmax regression of iris, at zero and at W[i][j] = 0.1 sin(1 + 3i + j), b[j] = 0.1 cos(j). */
    @Test
    void iris() throws IOException {
        double[][] rows = columns("iris.csv");
        IrisSoftmax net = new IrisSoftmax();
        double[] x = features(rows, 1);
        assertThat(net.loss(x, labels(rows), 150)).isCloseTo(Math.log(3), CLOSE);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 3; j++) {
                net.parameters()[3 * i + j] = 0.1 * Math.sin(1 + 3 * i + j);
                net.parameters()[12 + j] = 0.1 * Math.cos(j);
            }
        }
        double[] gradient = new double[IrisSoftmax.PARAMETER_COUNT];
        assertThat(net.lossAndGradient(x, labels(rows), 150, gradient)).isCloseTo(1.1535278257256787, CLOSE);
        agree(
                gradient,
                0.5706448065838694,
                0.276875644658487,
                -0.8456285628226636,
                0.02541765425462398,
                0.2445921116306969,
                -0.2720049081534912,
                0.9581031412964206,
                0.052809380382415394,
                -1.0088540583482526,
                0.37948305559860557,
                0.028928020038841647,
                -0.4104916598728879,
                0.04912906437110822,
                0.05030946995177114,
                -0.09943853432287933);
    }

    /** Logistic regression of the standardised columns, at zero and at w[i] = 0.1 sin(1 + i), b = 0.1. */
    @Test
    void breastCancer() throws IOException {
        double[][] rows = columns("breast-cancer.csv");
        double[] x = features(rows, 1);
        int width = 30;
        for (int i = 0; i < width; i++) {
            double mean = 0;
            double square = 0;
            for (double[] row : rows) {
                mean += row[i] / rows.length;
            }
            for (double[] row : rows) {
                square += (row[i] - mean) * (row[i] - mean) / rows.length;
            }
            for (int n = 0; n < rows.length; n++) {
                x[n * width + i] = (rows[n][i] - mean) / Math.sqrt(square);
            }
        }
        LogisticRegression net = new LogisticRegression();
        assertThat(net.loss(x, labels(rows), rows.length)).isCloseTo(Math.log(2), CLOSE);
        for (int i = 0; i < width; i++) {
            net.parameters()[i] = 0.1 * Math.sin(1 + i);
        }
        net.parameters()[width] = 0.1;
        double[] gradient = new double[LogisticRegression.PARAMETER_COUNT];
        assertThat(net.lossAndGradient(x, labels(rows), rows.length, gradient)).isCloseTo(0.7353634049203402, CLOSE);
        agree(
                gradient,
                0.3881016120055623,
                0.23090439724153536,
                0.3930502560006986,
                0.37605140974986667,
                0.15836823692344185,
                0.2961968941136295,
                0.35632631928206665,
                0.39942610635600234,
                0.1555154807400074,
                -0.03246512212429349,
                0.29377304491904077,
                -0.0069834230373084704,
                0.28996288249757995,
                0.2907361776163291,
                -0.038501712394773194,
                0.14400376409873003,
                0.12140715476171604,
                0.19928090785898694,
                -0.012231025774649245,
                0.03040826627410026,
                0.4081366775394772,
                0.24421369935273982,
                0.40940386155386826,
                0.38489746432211036,
                0.19510747157189742,
                0.29610078503856346,
                0.3347567980648702,
                0.40318238528639877,
                0.1963233658972833,
                0.14598378466421522,
                -0.10268256825442697);
    }

    /** Softmax regression of the digits, at W[i][j] = 0.1 sin(1 + 10i + j), b[j] = 0.1 cos(j). */
    @Test
    void digits() throws Exception {
        double[][] rows = columns("digits.csv");
        double[] w = new double[640];
        double[] b = new double[10];
        for (int i = 0; i < 64; i++) {
            for (int j = 0; j < 10; j++) {
                w[10 * i + j] = 0.1 * Math.sin(1 + 10 * i + j);
                b[j] = 0.1 * Math.cos(j);
            }
        }
        double[] out = new double[640 + 10 + rows.length * 64];
        Object loss = compiled("""
                function Softmax(W[inputs, classes], b[classes], x[rows, inputs], y[rows]: classes) {
                  dim rows; dim inputs = 64; dim classes = 10;
                  return mean(cross_entropy[classes](x @ W + b, y)) + 0.001 / 2 * sum(W^2);
                }
                """, w, b, features(rows, 16), labels(rows), rows.length, out);
        assertThat((double) loss).isCloseTo(2.299026749745676, CLOSE);
        agree(
                java.util.Arrays.copyOfRange(out, 200, 210),
                0.0339395696218163,
                -0.04344871642694767,
                -0.027810399359358997,
                -0.035024674596383566,
                0.010999393499215634,
                0.031942091733603385,
                0.040742387262318894,
                0.0025667109968251747,
                -0.003574371220564868,
                -0.010139454823775033);
        agree(
                java.util.Arrays.copyOfRange(out, 640, 650),
                0.0059678627441747956,
                0.001286273663395811,
                -0.0008406356149432395,
                -0.0070615205424768,
                -0.004464038522573576,
                -0.000252752661755078,
                0.0040564917216253235,
                0.0040959020292881294,
                0.002188559668134148,
                -0.004976142484869508);
    }
}
