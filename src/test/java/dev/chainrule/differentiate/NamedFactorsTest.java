package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.describe.Description;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Notation;
import dev.chainrule.source.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A factor of a sum of products that could be computed once for many terms gets an equation. */
class NamedFactorsTest {

    private static CompileResult.Stages compiled(String text) {
        CompileResult result = Compiler.compile(SourceText.of("test.nn", text), CompileOptions.STANDARD.verified());
        assertThat(result.diagnostics()).isEmpty();
        return result.models().get(0);
    }

    private static List<String> equations(String text) {
        EquationSystem system = compiled(text).elaborated().system();
        return Notation.of(NamedFactors.in(system));
    }

    private static String layers(String equations) {
        return """
                network F {
                  dim batch; dim a = 3; dim c = 4; dim e = 2;
                  input x[batch, a];
                  param V[a, c] = ones(); param v[c] = ones(); param W[c, e] = ones();
                  %s
                }
                """.formatted(equations);
    }

    @Test
    void aLayerWithoutANameGetsOne() {
        assertThat(equations(layers("loss = sum((relu(x @ V + v) @ W)^2);")))
                .containsSubsequence(
                        "lossSum[b, c] = Σ a. x[b, a] * V[a, c]",
                        "reluOfLossSum[b, c] = relu(lossSum[b, c] + v[c])",
                        "lossSum2[b, e] = Σ c. reluOfLossSum[b, c] * W[c, e]");
    }

    /** Both ways of writing it lead to as many multiplications: the sums of products are the same. */
    @Test
    void itCostsWhatALayerWithANameDoes() {
        String with = Description.schedule(
                compiled(layers("h = relu(x @ V + v); loss = sum((h @ W)^2);")).schedule());
        String without = Description.schedule(
                compiled(layers("loss = sum((relu(x @ V + v) @ W)^2);")).schedule());
        assertThat(count(without, "contract "))
                .isEqualTo(count(with, "contract "))
                .isEqualTo(7);
        assertThat(count(without, "for ")).isEqualTo(count(with, "for "));
    }

    private static int count(String text, String word) {
        return text.split(word, -1).length - 1;
    }

    /** In a stack of equal layers as well: what belongs to a recurrence stays one with the axis along which it is computed. */
    @Test
    void aFactorWithinARecurrenceIsNamed() {
        assertThat(equations("""
                                module Layer[n, m](x) {
                                  param W[n, m] = ones();
                                  return tanh(x * 2) @ W;
                                }
                                network F {
                                  dim batch; dim a = 3;
                                  input x[batch, a];
                                  layers = new Layer[a, a] times 4;
                                  loss = sum(layers(x)^2);
                                }
                                """)).anyMatch(equation -> equation.matches("tanhOf\\w+\\[.*] = .*tanh.*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // all indices occur in it
                "function F[n](x[n], y[n]) = sum[i: n](sin(x[i]) * cos(y[i]));",
                // nothing to differentiate in it
                "function F[n, m](x[n], z[m]: n) = sum[i: n, j: m]((i == z[j] ? 1 : 0) * x[i]);",
                // a read alone
                "function F[n, m](x[n], y[m]) = sum[i: n, j: m](x[i] * y[j]);",
                // its read stays inside only under the filter
                "function F[n](x[n]) = sum[i: n, j: n where i > 0](sin(x[i - 1]) * x[j]);",
                // the windows of a convolution are not laid out
                "function F[n, m](x[n], w[m]) = sum[i: n]((sum[j: m]((x[i + j] else 0) * w[j]))^2);",
                "function F[n, m](x[n], w[m]) = sum[i: n]((sum[j: m]((i + j < size(n) ? tanh(x[i + j]) : 0) * w[j]))^2);",
                // nor are the differences of all pairs
                "function F[n, m, c](x[n], y[m], w[m, c]) = sum[i: n, k: c]((sum[j: m](sin(x[i] - y[j]) * w[j, k]))^2);",
                // the range of one index depends on the other
                "function F[n](x[n]) = sum[i: n, j: i](sin(x[j]) * x[i]);",
            })
    void othersStayAsTheyAre(String text) {
        EquationSystem system = compiled(text).elaborated().system();
        assertThat(Notation.of(NamedFactors.in(system))).isEqualTo(Notation.of(system));
    }
}
