package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.source.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Size is no reason to fail: neither the stack nor a method of the output grows with a program. */
class LargeProgramsTest {

    private static CompileResult compile(String text) {
        return Compiler.compile(SourceText.of("large.nn", text), CompileOptions.STANDARD);
    }

    @Test
    void twoHundredThousandOperationsInOneExpression() {
        StringBuilder text = new StringBuilder("function Chain(x) = x");
        for (int i = 0; i < 100_000; i++) {
            text.append(i % 2 == 0 ? " + sin(x) * x" : " - x");
        }
        assertThat(compile(text.append(';').toString()).files()).hasSize(1);
    }

    @Test
    void aValueSharedTwoHundredLevelsDeep() throws Exception {
        StringBuilder text = new StringBuilder("function Shared(x) {\n  y0 = x;\n");
        for (int i = 0; i < 200; i++) {
            text.append("  y%d = y%d * y%d / (1 + y%d^2);\n".formatted(i + 1, i, i, i));
        }
        CompileResult result = compile(text.append("  return y200;\n}\n").toString());
        Class<?> shared =
                CompiledClasses.compile(result.files()).of(result.files().get(0));
        double[] out = new double[1];
        double value = (double)
                shared.getMethod("gradient", double.class, double[].class).invoke(null, 0.5, out);
        double y = 0.5;
        double derivative = 1;
        for (int i = 0; i < 200; i++) {
            double square = 1 + y * y;
            derivative *= 2 * y / (square * square);
            y = y * y / square;
        }
        assertThat(value).isEqualTo(y);
        assertThat(out[0]).isCloseTo(derivative, org.assertj.core.data.Offset.offset(1e-15));
    }

    @Test
    void tenThousandEquationsAreCutIntoMethodsThatGiveTheSame() throws Exception {
        StringBuilder text = new StringBuilder("function Steps(x) {\n  y0 = x;\n");
        for (int i = 0; i < 10_000; i++) {
            text.append("  y%d = y%d * 0.999 + sin(y%d) * 0.001;\n".formatted(i + 1, i, Math.max(0, i - 7)));
        }
        CompileResult result = compile(text.append("  return y10000;\n}\n").toString());
        Class<?> steps =
                CompiledClasses.compile(result.files()).of(result.files().get(0));
        double[] y = new double[10_001];
        double[] d = new double[10_001];
        y[0] = 0.7;
        d[0] = 1;
        for (int i = 0; i < 10_000; i++) {
            int before = Math.max(0, i - 7);
            y[i + 1] = y[i] * 0.999 + Math.sin(y[before]) * 0.001;
            d[i + 1] = d[i] * 0.999 + Math.cos(y[before]) * d[before] * 0.001;
        }
        double[] out = new double[1];
        double value = (double)
                steps.getMethod("gradient", double.class, double[].class).invoke(null, 0.7, out);
        assertThat(value).isCloseTo(y[10_000], org.assertj.core.data.Percentage.withPercentage(1e-9));
        assertThat(out[0]).isCloseTo(d[10_000], org.assertj.core.data.Percentage.withPercentage(1e-9));
        List<Integer> sizes = result.models().get(0).plan().kernels().stream()
                .map(kernel -> kernel.bytecodes())
                .toList();
        assertThat(sizes).hasSizeGreaterThan(10).allMatch(size -> size <= 6_000);
    }
}
