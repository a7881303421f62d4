package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.source.SourceText;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A method of Java takes 255 arguments and returns one value: what a loop needs and makes may be more. */
class ManyValuesTest {

    private static final double[] X = {0.3, -0.7, 1.1};
    private static final int MANY = 300;

    /** Three hundred terms, one after the other, with {@code k} for their number. */
    private static String joined(String separator, String term) {
        return IntStream.range(0, MANY)
                .mapToObj(k -> term.replace("@", Integer.toString(k)))
                .collect(Collectors.joining(separator));
    }

    private static double sum(IntFunction<Double> term) {
        return IntStream.range(0, MANY).mapToDouble(term::apply).sum();
    }

    private static Class<?> compiled(String text) {
        CompileResult result = Compiler.compile(SourceText.of("many.nn", text), CompileOptions.STANDARD);
        return CompiledClasses.compile(result.files()).of(result.files().get(0));
    }

    /** Value and gradient of a network with one parameter. */
    private static double[] atParameter(double value, String text) throws Exception {
        Class<?> type = compiled(text);
        Object network = type.getConstructor().newInstance();
        ((double[]) type.getMethod("parameters").invoke(network))[0] = value;
        double[] gradient = new double[1];
        double loss = (double) type.getMethod("lossAndGradient", double[].class, int.class, double[].class)
                .invoke(network, X, X.length, gradient);
        return new double[] {loss, gradient[0]};
    }

    private static void expect(double[] actual, double value, double gradient) {
        assertThat(actual[0]).isCloseTo(value, within(1e-11 * Math.abs(value)));
        assertThat(actual[1]).isCloseTo(gradient, within(1e-11 * Math.abs(gradient)));
    }

    /** Each use of {@code c} brings a sum over the points. */
    @Test
    void aNumberUsedInManyStagesOfALoop() throws Exception {
        StringBuilder text =
                new StringBuilder("network N {\n  dim n;\n  input x[n];\n  param c = zeros();\n  y0 = x + 9;\n");
        for (int i = 0; i < 1_000; i++) {
            text.append("  y%d = relu(y%d - c);\n".formatted(i + 1, i));
        }
        expect(atParameter(0.001, text.append("  loss = sum(y1000);\n}\n").toString()), 0.7 + 3 * 8, -3_000);
    }

    /** Each array is made, summed and read again; their sums meet in one gradient. */
    @Test
    void manyArraysThatMeetInOneSum() throws Exception {
        String text = "network N {\n  dim n; dim k = 2;\n  input x[n];\n  param w = zeros();\n"
                + joined("", "  y@[i: n, j: k] = exp(x[i] * w * 0.001 * @ + j);\n")
                + "  loss = " + joined(" + ", "sum(y@) * log(2 + sum(y@))") + ";\n}\n";
        double w = 0.4;
        double value = 0;
        double gradient = 0;
        for (int k = 0; k < MANY; k++) {
            double s = 0;
            double ds = 0;
            for (double x : X) {
                double y = (1 + Math.E) * Math.exp(x * w * 0.001 * k);
                s += y;
                ds += y * x * 0.001 * k;
            }
            value += s * Math.log(2 + s);
            gradient += ds * (Math.log(2 + s) + s / (2 + s));
        }
        expect(atParameter(w, text), value, gradient);
    }

    @Test
    void manyNumbersThatALoopNeeds() throws Exception {
        String text = "network N {\n  dim n;\n  input x[n];\n  param p = zeros();\n"
                + joined("", "  a@ = exp(p * 0.001 * @);\n")
                + "  loss = sum[i: n](" + joined(" + ", "a@ * sin(x[i] * @)") + ");\n}\n";
        double p = 0.4;
        IntFunction<Double> of = k -> {
            double sines = 0;
            for (double x : X) {
                sines += Math.sin(x * k);
            }
            return Math.exp(p * 0.001 * k) * sines;
        };
        expect(atParameter(p, text), sum(of), sum(k -> 0.001 * k * of.apply(k)));
    }

    @Test
    void manyArraysOfAFunction() throws Exception {
        String text = "function F[n](x[n]) {\n"
                + joined("", "  y@[i: n, j: n] = exp(0.01 * @ * x[i] * x[j]);\n")
                + "  return sum[i: n, j: n](" + joined(" + ", "y@[i, j] * y@[j, i]") + ");\n}\n";
        Class<?> type = compiled(text);
        double[] gradient = new double[X.length];
        double actual = (double) type.getMethod("gradient", double[].class, int.class, double[].class)
                .invoke(null, X, X.length, gradient);
        double value = 0;
        double[] expected = new double[X.length];
        for (int k = 0; k < MANY; k++) {
            for (int i = 0; i < X.length; i++) {
                for (int j = 0; j < X.length; j++) {
                    double y = Math.exp(0.01 * k * X[i] * X[j]);
                    value += y * y;
                    expected[i] += 4 * y * y * 0.01 * k * X[j]; // x[i] stands in y[i, j] and in y[j, i]
                }
            }
        }
        assertThat(actual).isCloseTo(value, within(1e-11 * value));
        for (int i = 0; i < X.length; i++) {
            assertThat(gradient[i]).isCloseTo(expected[i], within(1e-11 * Math.abs(expected[i])));
        }
    }
}
