package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.source.SourceText;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The array form and the indexed form of an equation give the same Java, comments apart. Counters bear the names that the
 * author gives to indices; without any, the first letter of the dim, as the indexed forms here do.
 */
class SpellingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "out = tanh(x @ W + bias);| out[b: batch, h: hidden] = tanh(sum[p: pixels](x[b, p] * W[p, h]) + bias[h]);",
                "out = x @ W;             | out[b: batch, h: hidden] = sum[p: pixels](x[b, p] * W[p, h]);",
                "out = max[pixels](x);    | out[b: batch] = max[p: pixels](x[b, p]);",
                "out = x[pixels = 3];     | out[b: batch] = x[b, 3];",
                "out = exp(-x) * 2;       | out[b: batch, p: pixels] = exp(-x[b, p]) * 2;",
                "out = x > 0 ? x : 0;     | out[b: batch, p: pixels] = x[b, p] > 0 ? x[b, p] : 0;",
                "out = x[pixels = k];     | out[b: batch] = x[b, k[b]];",
            })
    void agree(String array, String indexed) {
        assertThat(code(array)).isEqualTo(code(indexed)).contains("lossAndGradient");
    }

    private static String code(String equation) {
        String text = """
                network Net {
                  dim batch; dim pixels = 6; dim hidden = 4;
                  input x[batch, pixels]; input k[batch]: pixels;
                  param W[pixels, hidden] = glorot_uniform(); param bias[hidden] = zeros(); param s = ones();
                  %s
                  loss = sum(out^2) * s;
                }
                """.formatted(equation.strip());
        CompileResult result = Compiler.compile(SourceText.of("Net.nn", text), CompileOptions.STANDARD.verified());
        assertThat(result.diagnostics()).isEmpty();
        return result.files()
                .get(0)
                .text()
                .lines()
                .filter(line -> !line.strip().startsWith("*") && !line.strip().startsWith("/"))
                .collect(Collectors.joining("\n"));
    }
}
