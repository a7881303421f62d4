package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equations that read themselves, computed by the generated class, against values that were computed by hand. */
class RecurrencesTest {

    @Test
    void runningSumsAreThoseOfTheNumbers() throws ReflectiveOperationException {
        Generated sums = Generated.from("""
                function Sums[n](x[n]) {
                  s[i: n] = (s[i - 1] else 0) + x[i];
                  return sum[i: n](s[i] * (i + 1));
                }
                """);

        // s = 2, 5, 10: 2 + 10 + 30; x[0] is in all of 1 + 2 + 3, x[2] in 3 alone
        double[] gradient = new double[3];
        assertThat(sums.number("gradient", new double[] {2, 3, 5}, 3, gradient)).isEqualTo(42);
        assertThat(gradient).containsExactly(6, 5, 3);
    }

    /** Levenshtein's distance, with dims that are one longer than the words. */
    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "flaw, lawn, 2", "a, a, 0", "abc, '', 3"})
    void twoAxesGiveTheEditDistance(String a, String b, double distance) throws ReflectiveOperationException {
        Generated edit = Generated.from("""
                function Edit[n, m](a[n], b[m]) {
                  d[i: n, j: m] = i == 0 ? j : j == 0 ? i :
                      min(min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i] == b[j] ? 0 : 1));
                  return sum[i: n, j: m where i == size(n) - 1 && j == size(m) - 1](d[i, j]);
                }
                """);

        assertThat(edit.number("value", letters(a), letters(b), a.length() + 1, b.length() + 1))
                .isEqualTo(distance);
    }

    private static double[] letters(String word) {
        return ("." + word).chars().asDoubleStream().toArray();
    }

    @Test
    void aLagOfTwoGivesFibonacci() throws ReflectiveOperationException {
        Generated fibonacci = Generated.from("""
                function Fibonacci[n](x[n]) {
                  f[t: n] = (f[t - 1] else 1) + (f[t - 2] else 0) + 0 * x[t];
                  return max(f);
                }
                """);

        assertThat(fibonacci.number("value", new double[9], 9)).isEqualTo(34);
    }

    @Test
    void nothingIsComputedForAnEmptyAxisAndOneStepForOne() throws ReflectiveOperationException {
        Generated sums = Generated.from("""
                function Sums[n](x[n]) {
                  s[i: n] = 0.5 * (s[i - 1] else 8) + x[i];
                  return sum(s);
                }
                """);

        assertThat(sums.number("value", new double[0], 0)).isZero();
        assertThat(sums.number("value", new double[] {3}, 1)).isEqualTo(7);
    }

    /** s(t) = 0.5 s(t - 1) + 1 runs to 2; its sum over t has the derivative 2 for each x but near the end. */
    @Test
    void tenThousandStepsNeedNoStack() throws ReflectiveOperationException {
        Generated sums = Generated.from("""
                function Sums[n](x[n]) {
                  s[i: n] = 0.5 * (s[i - 1] else 2) + x[i];
                  return sum(s);
                }
                """);
        double[] ones = new double[10_000];
        java.util.Arrays.fill(ones, 1);

        double[] gradient = new double[10_000];
        assertThat(sums.number("gradient", ones, 10_000, gradient)).isCloseTo(20_000, within(1e-9));
        assertThat(gradient[0]).isCloseTo(2, within(1e-12));
        assertThat(gradient[9_999]).isEqualTo(1);
    }

    /** A filter that runs both ways over a sequence needs one equation for each direction. */
    @Test
    void timeRunsBackwardsToo() throws ReflectiveOperationException {
        Generated both = Generated.from("""
                function Both[n](x[n]) {
                  a[t: n] = (a[t - 1] else 0) + x[t];
                  b[t: n] = (b[t + 1] else 0) + a[t];
                  return b[0 * 0];
                }
                """.replace("return b[0 * 0];", "return sum[t: n where t == 0](b[t]);"));

        // a = 1, 3, 6; b[0] = 10
        double[] gradient = new double[3];
        assertThat(both.number("gradient", new double[] {1, 2, 3}, 3, gradient)).isEqualTo(10);
        assertThat(gradient).containsExactly(3, 2, 1);
    }

    /** Without a loss nothing but the recurrence reads the sum, which is no contraction inside the loop over time. */
    @Test
    void aProductWithTheStepBeforeIsSummedOnce() throws ReflectiveOperationException {
        Generated net = Generated.from("""
                network Net {
                  dim time = 3; dim units = 2;
                  input x[time, units];
                  param U[units, units] = zeros();
                  h[t: time] = 2 * x + (h[time = t - 1] else 0) @ U;
                  output result = h;
                }
                """);
        System.arraycopy(new double[] {1, 2, 3, 4}, 0, net.parameters(), 0, 4);

        // (2, 0); (2 + 2, 4 + 0); (4 + 12, 8 + 16 + 2)
        double[] found = new double[6];
        net.call("result", new double[] {1, 0, 1, 0, 0, 1}, found);
        assertThat(found).containsExactly(2, 0, 4, 4, 16, 26);
    }

    /** The source is as long for 4 steps as for 4,000: time is a loop. */
    @Test
    void theSourceDoesNotGrowWithTime() throws ReflectiveOperationException {
        String program = """
                network N {
                  dim time = %d; dim units = 3;
                  input x[time, units];
                  param W[units, units] = orthogonal();
                  h[t: time] = tanh(x + (h[time = t - 1] else 0) @ W);
                  loss = sum(h^2);
                  train loss with sgd(rate = 0.1);
                }
                """;

        assertThat(Generated.from(program.formatted(4)).lines())
                .isEqualTo(Generated.from(program.formatted(4_000)).lines());
    }
}
