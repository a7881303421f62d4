package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.source.SourceText;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    void thousandsOfEquationsAreCutIntoMethodsThatGiveTheSame() throws Exception {
        StringBuilder text = new StringBuilder("function Steps(x) {\n  y0 = x;\n");
        for (int i = 0; i < 3_000; i++) {
            text.append("  y%d = y%d * 0.999 + sin(y%d) * 0.001;\n".formatted(i + 1, i, Math.max(0, i - 7)));
        }
        CompileResult result = compile(text.append("  return y3000;\n}\n").toString());
        Class<?> steps =
                CompiledClasses.compile(result.files()).of(result.files().get(0));
        double[] y = new double[3_001];
        double[] d = new double[3_001];
        y[0] = 0.7;
        d[0] = 1;
        for (int i = 0; i < 3_000; i++) {
            int before = Math.max(0, i - 7);
            y[i + 1] = y[i] * 0.999 + Math.sin(y[before]) * 0.001;
            d[i + 1] = d[i] * 0.999 + Math.cos(y[before]) * d[before] * 0.001;
        }
        double[] out = new double[1];
        double value = (double)
                steps.getMethod("gradient", double.class, double[].class).invoke(null, 0.7, out);
        assertThat(value).isCloseTo(y[3_000], org.assertj.core.data.Percentage.withPercentage(1e-9));
        assertThat(out[0]).isCloseTo(d[3_000], org.assertj.core.data.Percentage.withPercentage(1e-9));
        List<Integer> sizes = result.models().get(0).plan().kernels().stream()
                .map(kernel -> kernel.bytecodes())
                .toList();
        assertThat(sizes).hasSizeGreaterThan(10).allMatch(size -> size <= 6_000);
    }

    /** Programs that differ in size only. */
    enum Growing {
        STAGES(
                1_500,
                n -> "function F(x) { y0 = x; " + repeat(n, "y%2$d = y%1$d + sin(y%1$d); ") + "return y" + n + "; }"),
        VECTORS(
                500,
                n -> "function F[m](x[m]) { y0 = x; " + repeat(n, "y%2$d = y%1$d * 0.5 + sin(y%1$d); ") + "return sum(y"
                        + n + "); }"),
        SUMS(500, n -> "function F[m](x[m]) = 0" + repeat(n, " + sum[i: m](x[i] * %d)") + ";"),
        LAYERS(
                60,
                n -> "network F { dim b; dim d = 4; input x[b, d]; h0 = x; "
                        + repeat(
                                n,
                                "param W%2$d[d, d] = glorot_uniform(); "
                                        + "h%2$d[n%1$d: b, j%1$d: d] = tanh(sum[i%1$d: d](h%1$d[n%1$d, i%1$d] * W%2$d[i%1$d, j%1$d])); ")
                        + "loss = sum(h" + n + "^2); }");

        private final int size;
        private final IntFunction<String> text;

        Growing(int size, IntFunction<String> text) {
            this.size = size;
            this.text = text;
        }

        private static String repeat(int times, String pattern) {
            return IntStream.range(0, times)
                    .mapToObj(i -> pattern.formatted(i, i + 1))
                    .collect(Collectors.joining());
        }
    }

    /** Processor time, since the clock on the wall also measures the neighbours. Quadratic would be sixteen. */
    @ParameterizedTest
    @EnumSource
    void timeGrowsAsTheProgramDoes(Growing program) {
        processorTime(program, program.size); // warms up
        long once = processorTime(program, program.size);
        long fourfold = processorTime(program, 4 * program.size);
        assertThat((double) fourfold / once).isLessThan(8);
    }

    private static long processorTime(Growing program, int size) {
        String text = program.text.apply(size);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        assertThat(compile(text).files()).hasSize(1);
        return threads.getCurrentThreadCpuTime() - start;
    }
}
