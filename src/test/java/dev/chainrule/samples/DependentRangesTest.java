package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reductions within reductions whose ranges depend on one another: against loops, and numeric differences. */
class DependentRangesTest {

    private static final double[] X = {0.7, -1.2, 0.4, 1.5, -0.3};

    private static Arguments of(String body, ToDoubleFunction<double[]> loops) {
        return Arguments.of(body, loops);
    }

    static Stream<Arguments> programs() {
        return Stream.of(
                of("sum[i: n](sum[j: i](max[k: n](x[k] * x[j])))", x -> {
                    double sum = 0;
                    for (int i = 0; i < x.length; i++) {
                        for (int j = 0; j < i; j++) {
                            double max = Double.NEGATIVE_INFINITY;
                            for (double xk : x) {
                                max = Math.max(max, xk * x[j]);
                            }
                            sum += max;
                        }
                    }
                    return sum;
                }),
                // read outside of j, the maximum would be one over nothing
                of("sum[i: n](sum[j: i](max[k: i](x[k] * x[j]) / x[i]))", x -> {
                    double sum = 0;
                    for (int i = 0; i < x.length; i++) {
                        for (int j = 0; j < i; j++) {
                            double max = Double.NEGATIVE_INFINITY;
                            for (int k = 0; k < i; k++) {
                                max = Math.max(max, x[k] * x[j]);
                            }
                            sum += max / x[i];
                        }
                    }
                    return sum;
                }),
                of("sum[i: n](sum[j: n - i](min[k: j + 1](x[i + j] - x[i + k]^2)))", x -> {
                    double sum = 0;
                    for (int i = 0; i < x.length; i++) {
                        for (int j = 0; j < x.length - i; j++) {
                            double min = Double.POSITIVE_INFINITY;
                            for (int k = 0; k <= j; k++) {
                                min = Math.min(min, x[i + j] - x[i + k] * x[i + k]);
                            }
                            sum += min;
                        }
                    }
                    return sum;
                }),
                of("sum[i: n](sum[j: i](sum[k: j](max[l: k + 1](x[k] * x[j] + sin(x[l])))))", x -> {
                    double sum = 0;
                    for (int i = 0; i < x.length; i++) {
                        for (int j = 0; j < i; j++) {
                            for (int k = 0; k < j; k++) {
                                double max = Double.NEGATIVE_INFINITY;
                                for (int l = 0; l <= k; l++) {
                                    max = Math.max(max, x[k] * x[j] + Math.sin(x[l]));
                                }
                                sum += max;
                            }
                        }
                    }
                    return sum;
                }),
                of("sum[i: n](sum[j: i * i](max[k: n](x[k] * j)))", x -> {
                    double sum = 0;
                    for (int i = 0; i < x.length; i++) {
                        for (int j = 0; j < i * i; j++) {
                            sum += 1.5 * j;
                        }
                    }
                    return sum * x[3] / 1.5;
                }),
                of("sum[i: n](sum[j: i](decayed[n](x[j] * x[i])))", x -> {
                    double sum = 0;
                    for (int i = 0; i < x.length; i++) {
                        for (int j = 0; j < i; j++) {
                            double h = 0;
                            for (int s = 0; s < x.length; s++) {
                                h = 0.5 * h + x[j] * x[i];
                                sum += h;
                            }
                        }
                    }
                    return sum;
                }));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void agreeWithLoops(String body, ToDoubleFunction<double[]> loops) throws ReflectiveOperationException {
        Generated program = Generated.from("""
                fn decayed[t](x) { h[s: t] = 0.5 * (h[s - 1] else 0) + x; return sum[t](h); }
                function F[n](x[n]) = %s;
                """.formatted(body));
        double[] gradient = new double[X.length];
        double value = loops.applyAsDouble(X);
        assertThat(program.number("value", X, X.length)).isCloseTo(value, within(1e-12 * Math.abs(value)));
        assertThat(program.number("gradient", X, X.length, gradient)).isCloseTo(value, within(1e-12 * Math.abs(value)));
        double step = 1e-5;
        for (int i = 0; i < X.length; i++) {
            double[] up = X.clone();
            double[] down = X.clone();
            up[i] += step;
            down[i] -= step;
            double slope = (loops.applyAsDouble(up) - loops.applyAsDouble(down)) / (2 * step);
            assertThat(gradient[i]).isCloseTo(slope, within(1e-7 * Math.max(1, Math.abs(slope))));
        }
    }

    /** n - 2 would be a negative length for what is stored. */
    @Test
    void aRangeOfNegativeLengthIsEmpty() throws ReflectiveOperationException {
        Generated program = Generated.from("""
                function F[n](x[n]) {
                  y[k: n] = exp(x[k]);
                  return sum(y) * sum[i: n - 2](prod[k: n](y[k] + x[i]) * prod[k: n - 2](y[k + 1] + x[i]));
                }
                """);
        for (int n = 0; n < 2; n++) {
            double[] gradient = new double[n];
            assertThat(program.number("value", new double[n], n)).isZero();
            assertThat(program.number("gradient", new double[n], n, gradient)).isZero();
            assertThat(gradient).containsOnly(new double[n]);
        }
        // y = 1, e, 1: a product of (1 + 0) (e + 0) (1 + 0), times e; the sum of y is 2 + e
        double e = Math.E;
        assertThat(program.number("value", new double[] {0, 1, 0}, 3)).isCloseTo((2 + e) * e * e, within(1e-12));
    }

    /** A row of b is not taken before it is known that there is one. */
    @Test
    void aConditionKeepsARowInside() throws ReflectiveOperationException {
        Generated program = Generated.from("""
                function F[n, q, m](x[n, m], z[q, m]) {
                  b[i: q, k: m] = exp(z[i, k]);
                  return sum(b) * sum[i: n](prod[k: m](i < size(q) ? b[i, k] * x[i, k] : 1));
                }
                """);
        double[] gradient = new double[8];
        double[] x = {2, 3, 4, 5, 6, 7};
        // b = 1 1: the sum is 2, the products 6, 1 and 1
        assertThat(program.number("gradient", x, new double[2], 3, 1, 2, gradient))
                .isEqualTo(16);
        assertThat(gradient).containsExactly(6, 4, 0, 0, 0, 0, 8 + 12, 8 + 12);
    }
}
