package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The array form and the indexed form of an equation give the same Java, comments apart, whatever indices are called. */
class SpellingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "out = tanh(x @ W + bias);| out[n: batch, j: hidden] = tanh(sum[i: pixels](x[n, i] * W[i, j]) + bias[j]);",
                "out = x @ W;             | out[p: batch, b: hidden] = sum[h: pixels](x[p, h] * W[h, b]);",
                "out = x @ W;             | out[row: batch, first: hidden] = sum[end: pixels](x[row, end] * W[end, first]);",
                "out = max[pixels](x);    | out[n: batch] = max[i: pixels](x[n, i]);",
                "out = x[pixels = 3];     | out[q: batch] = x[q, 3];",
                "out = exp(-x) * 2;       | out[i: batch, j: pixels] = exp(-x[i, j]) * 2;",
                "out = x > 0 ? x : 0;     | out[j: batch, i: pixels] = x[j, i] > 0 ? x[j, i] : 0;",
                "out = x[pixels = k];     | out[n: batch] = x[n, k[n]];",
                "out = dropout(x, 0.5);   | out[n: batch, i: pixels] = dropout(x[n, i], 0.5);",
                "out = x + noise(x);      | out[n: batch, i: pixels] = x[n, i] + noise();",
                "out = noise[batch, pixels]() * x; | out[n: batch, i: pixels] = noise() * x[n, i];",
                "out = sum[pixels](x^2);  | out[n: batch] = sum[b: pixels](x[n, b]^2);",
            })
    void agree(String array, String indexed) {
        assertThat(code(net(array))).isEqualTo(code(net(indexed))).contains("lossAndGradient");
    }

    private static String net(String equation) {
        return """
                network Net {
                  dim batch; dim pixels = 6; dim hidden = 4;
                  input x[batch, pixels]; input k[batch]: pixels;
                  param W[pixels, hidden] = glorot_uniform(); param bias[hidden] = zeros(); param s = ones();
                  %s
                  loss = sum(out^2) * s;
                }
                """.formatted(equation.strip());
    }

    /** Index names that could not be less helpful: those of other dims, of locals, and each other's. */
    @ParameterizedTest
    @ValueSource(strings = {"n i j c", "p d f m2", "j k i n", "whole right0 panels first", "batch_ sum_ x2 h2"})
    void samplesAgree(String indices) throws IOException {
        String[] name = indices.split(" ");
        List<List<String>> digits = List.of(
                List.of(
                        "h      = relu(x @ W1 + b1);",
                        "h[N: batch, J: hidden] = relu(sum[I: pixels](x[N, I] * W1[I, J]) + b1[J]);"),
                List.of(
                        "logits = h @ W2 + b2;",
                        "logits[I: batch, C: digits] = sum[N: hidden](h[I, N] * W2[N, C]) + b2[C];"),
                List.of("sum(W1^2)", "sum[J: pixels, N: hidden](W1[J, N]^2)"),
                List.of("sum(W2^2)", "sum[C: hidden, I: digits](W2[C, I]^2)"));
        agree("DigitsMlp", digits, name);
        List<List<String>> lecture = List.of(
                List.of(
                        "a = sigmoid(x @ Theta1 + bias1);",
                        "a[N: m, J: hidden] = sigmoid(sum[I: features](x[N, I] * Theta1[I, J]) + bias1[J]);"),
                List.of(
                        "z = a @ Theta2 + bias2;",
                        "z[J: m, C: classes] = sum[I: hidden](a[J, I] * Theta2[I, C]) + bias2[C];"),
                List.of("t = one_hot[classes](y);", "t[N: m, C: classes] = C == y[N] ? 1 : 0;"),
                List.of(
                        "sum[classes, m](-t * log(sigmoid(z)) - (1 - t) * log(1 - sigmoid(z)))",
                        "sum[C: classes, N: m](-t[N, C] * log(sigmoid(z[N, C]))"
                                + " - (1 - t[N, C]) * log(1 - sigmoid(z[N, C])))"),
                List.of("sum(Theta1^2)", "sum[C: features, J: hidden](Theta1[C, J]^2)"),
                List.of("output h = sigmoid(z);", "output h[C: m, N: classes] = sigmoid(z[C, N]);"));
        agree("LectureNet", lecture, name);
        List<List<String>> iris = List.of(
                List.of(
                        "logits = x @ W + b;",
                        "logits[I: flowers, J: species] = sum[N: measures](x[I, N] * W[N, J]) + b[J];"),
                List.of("sum(W^2)", "sum[N: measures, C: species](W[N, C]^2)"));
        agree("IrisSoftmax", iris, name);
        List<List<String>> cancer = List.of(
                List.of("z = x @ w + b;", "z[C: rows] = sum[N: features](x[C, N] * w[N]) + b;"),
                List.of("mean(softplus(z) - y * z)", "mean[I: rows](softplus(z[I]) - y[I] * z[I])"),
                List.of("sum(w^2)", "sum[J: features](w[J]^2)"),
                List.of("output probability = sigmoid(z);", "output probability[N: rows] = sigmoid(z[N]);"));
        agree("LogisticRegression", cancer, name);
    }

    private static void agree(String sample, List<List<String>> spellings, String[] name) throws IOException {
        String array = Files.readString(Path.of("generated-samples/models/" + sample + ".nn"));
        String indexed = array;
        for (List<String> pair : spellings) {
            assertThat(indexed).contains(pair.get(0));
            String spelled = pair.get(1);
            for (int i = 0; i < name.length; i++) {
                spelled = spelled.replaceAll("\\b" + "NIJC".charAt(i) + "\\b", name[i]);
            }
            indexed = indexed.replace(pair.get(0), spelled);
        }
        assertThat(code(indexed)).as(indexed).isEqualTo(code(array)).contains("Gradient(");
    }

    private static String code(String text) {
        CompileResult result = Compiler.compile(SourceText.of("Net.nn", text), CompileOptions.STANDARD.verified());
        assertThat(result.hasErrors()).as(text).isFalse();
        return result.files()
                .get(0)
                .text()
                .lines()
                .filter(line -> !line.strip().startsWith("*") && !line.strip().startsWith("/"))
                .collect(Collectors.joining("\n"));
    }
}
