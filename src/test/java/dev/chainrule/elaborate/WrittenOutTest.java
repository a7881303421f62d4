package dev.chainrule.elaborate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands for something longer has the value of what it stands for. */
class WrittenOutTest {

    private static final String FUNCTIONS = """
            fn running[n](x) { s[t: n] = (s[t - 1] else 0) + x[t]; return s; }
            fn adding[n](x) { s[t: n] = (s[n = t - 1] else 0) + x[n = t]; return s; }
            fn decaying[n](x, keep = 0.5) { h[t: n] = keep * (h[t - 1] else 1) + x[t]; return h[n - 1]; }
            fn pairs[n](x) { p[i: n, j: n] = x[i] * x[j]; return p; }
            fn span[n](x) { assume size(n) >= 2; return x[n - 1] - x[0]; }
            fn scaled[n](x, low = 0, high = low + 1) { r = high - low; return low + r * x / sum[n](x); }
            fn twice(x) { y = 2 * x; return y; }
            module Step[n](x, rate = 1) { return rate * x + sum[n](x); }
            module Two[n](x) { one = new Step[n](rate = 3); return one(one(x)); }
            """;

    private static double[] numbers(int count, int shift) {
        return IntStream.range(0, count)
                .mapToDouble(k -> 1.5 + Math.sin(k + shift))
                .toArray();
    }

    private static double value(String expression, int n, int m) {
        String program = FUNCTIONS + """
                network N {
                  dim n; dim m;
                  input x[n, m]; input v[n]; input w[m]; input k[n]: m; input c;
                  assume size(n) >= 2 && size(m) >= 2;
                  step = new Step[m]; two = new Two[m]; chain = new Step[m](rate = c) times 3;
                  output y = %s;
                }
                """.formatted(expression);
        return Elaborated.program(program)
                .dim("n", n)
                .dim("m", m)
                .given("x", numbers(n * m, 0))
                .given("v", numbers(n, 3))
                .given("w", numbers(m, 5))
                .given("k", IntStream.range(0, n).mapToDouble(i -> i % m).toArray())
                .given("c", 0.7)
                .value("y")[0];
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // functions, under an index as well
                "sum(running[m](w) * w)                    | sum[t: m](sum[u: m where u <= t](w[u]) * w[t])",
                "sum[i: n](sum(running[m](x[n = i])^2))    | sum[i: n, t: m](sum[u: m where u <= t](x[i, u])^2)",
                "sum(adding[m](x)^2)                       | sum[i: n, t: m](sum[u: m where u <= t](x[i, u])^2)",
                "sum(pairs[m](w))                          | sum(w)^2",
                "sum((x[n = n - 1] - x[n = 0]) * w)        | sum[j: m]((x[n - 1, j] - x[0, j]) * w[j])",
                "sum[i: n](span[j: m](x[i, j] * v[i]))     | sum[i: n]((x[i, m - 1] - x[i, 0]) * v[i])",
                "sum(scaled[m](x))                         | size(n)",
                "sum(scaled[n](v, 2))                      | 2 * size(n) + 1",
                "sum(scaled[n](v, high = 5, low = c))      | c * size(n) + 5 - c",
                "twice(twice(c)) + sum(twice(v))           | 4 * c + 2 * sum(v)",
                "decaying[n](v, keep = 0)                  | v[n - 1]",
                // decay by nothing adds up
                "decaying[m](w, 1)                         | 1 + sum(w)",
                // ranges that depend on indices
                "sum[i: n, j: i](sum[l: j](v[l])^2)        | sum[i: n, j: n where j < i](sum[l: n where l < j](v[l])^2)",
                "sum[i: n, j: i, l: i - j](v[l + j] * v[i]) " + "| sum[i: n, a: n where a < i](v[a] * v[i] * (a + 1))",
                "sum[i: n, j: i](exp(sum[l: j + 1](v[l] / v[i]))) "
                        + "| sum[i: n, j: n where j < i](exp(sum[l: n where l <= j](v[l] / v[i])))",
                "sum[i: n](prod[j: i + 1](v[j]))           | sum[i: n](prod[j: n where j <= i](v[j]))",
                // conditions around a reduction
                "sum[i: n](i + 1 < size(n) ? sum[j: m](x[i + 1, j]) : 0) | sum(x) - sum[j: m](x[0, j])",
                "sum[i: n](i > 0 ? max[j: m](x[i - 1, j]) : 0) | sum(max[m](x)) - max[j: m](x[n - 1, j])",
                // reads with something outside
                "sum[i: n](v[i - 1] else 5)                | 5 + sum(v) - v[n - 1]",
                "sum[i: n, j: m](x[i + 1, j - 1] else c)   "
                        + "| sum[i: n - 1, j: m - 1](x[i + 1, j]) + c * (size(n) + size(m) - 1)",
                "sum[i: n](v[i + 1] else v[i - 1] else 2)  | sum(v) - v[0] + v[n - 2]",
                "sum(x[m = k])                             | sum[i: n, j: m](j == k[i] ? x[i, j] : 0)",
                "sum(x[n = 0] * w) + sum(x[m = m - 1] * v) | sum[j: m](x[0, j] * w[j]) + sum[i: n](x[i, m - 1] * v[i])",
                // modules
                "sum(step(w))                              | (1 + size(m)) * sum(w)",
                "sum(step(w, rate = 4))                    | (4 + size(m)) * sum(w)",
                "sum(two(w))                               | (3 + size(m))^2 * sum(w)",
                "sum(chain(w))                             | (c + size(m))^3 * sum(w)",
                "sum(chain(x))                             | (c + size(m))^3 * sum(x)",
                "sum[i: n](sum(chain(x[n = i])) * v[i])    | (c + size(m))^3 * sum(x * v)",
                // contractions
                "v @ x @ w                                 | sum[i: n, j: m](v[i] * x[i, j] * w[j])",
                "dot[n, m](x, x)                           | sum(x^2)",
                "sum(dot[n](x, v) * w)                     | v @ x @ w",
                "sum(v * x * w)                            | v @ x @ w",
                // whole numbers
                "sum[i: n](div(i, 2))                       | sum[i: n, j: n where 2 * j + 2 <= i](1)",
                "sum[i: n](v[abs(i - 1)])                  | v[1] + sum[i: n - 1](v[i])",
                "sum[i: n](w[min(i, 1)] + w[max(1 - i, 0)]) | w[0] + w[1] * (size(n) - 1) + w[1] + w[0] * (size(n) - 1)",
                "sum[i: n](w[mod(i, 2)])                   | sum[i: n](mod(i, 2) == 0 ? w[0] : w[1])",
                "sum[i: n](w[i == 0 ? 1 : 0])              | w[1] + (size(n) - 1) * w[0]",
                "argmax[n](v) + 0 * c                      | sum[i: n](v[i] == max(v) ? i : 0)",
                "v[argmin[n](v)]                           | min(v)"
            })
    void isWhatItStandsFor(String one, String other) {
        for (int[] lengths : new int[][] {{3, 4}, {4, 2}, {2, 3}}) {
            double expected = value(other, lengths[0], lengths[1]);
            assertThat(value(one, lengths[0], lengths[1]))
                    .as("n = %d, m = %d", lengths[0], lengths[1])
                    .isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
        }
    }
}
