package dev.chainrule.derivatives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code grad[x](e)} inside of equations, nested, in functions, under indices, in losses; numbers by hand. */
class GradTest {

    private static final Offset<Double> CLOSE = within(1e-12);

    /** All programs of this class, compiled at once. */
    private static final Map<String, Generated> PROGRAMS = Generated.all("""
            function Slope(x, y) = grad[x](x^2 * y) * y;

            function Third(x) {
              derive gradient, hessian;
              return grad[x](grad[x](grad[x](x^6)));
            }

            function OfAnEquation(x) {
              a = x^2;
              b = x^2;
              return grad[a](a * b);
            }

            function OfAConstant(x) {
              a = 3;
              return grad[a](a^2 * x);
            }

            function OfNothing[n](x[n], y[n]) {
              g = grad[x](sum(y^2));
              return sum(g * x);
            }

            /** Nothing is seen through: log(s) is not what becomes of log(softmax(z)). */
            function ThroughANormalForm[n](z[n]) {
              s = softmax[n](z);
              return grad[s](sum(log(s)));
            }

            function Rosenbrock[n](x[n]) {
              f = sum[i: n - 1](100 * (x[i + 1] - x[i]^2)^2 + (1 - x[i])^2);
              g = grad[x](f);
              h[i: n, j: n] = grad[x](g[i])[j];
              return h;
            }

            function Derived[n](x[n]) {
              derive hessian;
              return sum[i: n - 1](100 * (x[i + 1] - x[i]^2)^2 + (1 - x[i])^2);
            }

            /** The diagonal of a Jacobian that is not diagonal. */
            function Divergence[n](x[n]) {
              v = x^2 * sum(x);
              d[i: n] = grad[x](v[i])[i];
              return sum(d);
            }

            /** Where a choice keeps the pick inside, in a row of several derivatives. */
            function InARow[n](x[n], a, b) {
              dim all = n + 2;
              f[i: n] = a * x[i]^2 + b * x[i];
              row[i: n, c: all] = c < 2 ? (c == 0 ? grad[a](f[i]) : grad[b](f[i])) : grad[x](f[i])[c - 2];
              return row;
            }

            fn slope(z) = grad[z](z^4);
            fn slopes(z) = grad[z](sum(z^4));
            fn twice(z) = grad[z](sum(slopes(z)));

            function InAFunction[n](x[n]) {
              s[i: n] = slope(x[i] + 1);
              return s + slopes(2 * x) + twice(x);
            }

            fn partial(x, y) = grad[x](x * y^2);

            function ByName(a, b) {
              return partial(a, a) + 100 * partial(2 * a, a) + 10000 * partial(y = a, x = b);
            }

            fn inside(x) {
              s = x^2;
              t = x^2;
              return grad[s](s^2 * t);
            }

            function InStages(x) = inside(3 * x);

            fn pull(z) = grad[z]((z - 3)^2);

            /** Gradient descent, as a recurrence. */
            function Descent(start, rate) {
              dim steps = 5;
              x[t: steps] = (x[t - 1] else start) - rate * pull(x[t - 1] else start);
              return x[steps = 4];
            }

            function Guarded[n](x[n]) {
              g = grad[x](sum[i: n](x[i] > 0 ? log(x[i]) : 0));
              h = grad[x](sum(g));
              return g + 100 * h;
            }

            function Selecting[n](x[n], k[n]: n) {
              a = grad[x](prod(x));
              b = grad[x](max(x)^2);
              c[i: n] = grad[x](sum[j: n](x[k[j]]^3))[i];
              return a + 100 * b + 10000 * c;
            }

            /** The largest eigenvalue's direction: what a derivative gives may be differentiated for. */
            function OfADerivative[n](x[n]) {
              g = grad[x](sum(x^3));
              return grad[g](sum(g^2 * x));
            }

            network Penalty {
              dim batch;
              dim features = 2;
              dim hidden = 3;
              input x[batch, features];
              param W[features, hidden] = zeros();
              param b[hidden] = zeros();
              param v[hidden] = zeros();
              f = tanh(x @ W + b) @ v;
              g = grad[x](sum(f));
              loss = mean(f) + 10 * mean((norm[features](g) - 1)^2);
              output steepness = g;
              train loss with sgd(rate = 0.01);
            }

            fn field(t, w, b, v) = sum(v * tanh(w * t + b));

            network Oscillator {
              dim points;
              dim hidden = 2;
              input t[points];
              param w[hidden] = zeros();
              param b[hidden] = zeros();
              param v[hidden] = zeros();
              u[n: points] = field(t[n], w, b, v);
              du = grad[t](sum(u));
              ddu = grad[t](sum(du));
              zero = 0;
              start = field(zero, w, b, v);
              loss = mean((ddu + u)^2) + start^2 + (grad[zero](start) - 1)^2;
              output residual = ddu + u;
              train loss with sgd(rate = 0.01);
            }
            """);

    private static double[] value(String program, int length, Object... arguments) {
        return PROGRAMS.get(program).array(length, "value", arguments);
    }

    @Test
    void inAValueAndItsGradient() {
        Generated slope = PROGRAMS.get("Slope");
        assertThat(slope.number("value", 3.0, 5.0)).isCloseTo(2 * 3 * 25, CLOSE);
        assertThat(slope.array(2, "gradient", 3.0, 5.0)).containsExactly(new double[] {50, 60}, CLOSE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1.5, 0, 2})
    void nested(double x) {
        Generated third = PROGRAMS.get("Third");
        assertThat(third.number("value", x)).isCloseTo(120 * x * x * x, CLOSE);
        assertThat(third.array(1, "gradient", x)).containsExactly(new double[] {360 * x * x}, CLOSE);
        assertThat(third.array(1, "hessian", x)).containsExactly(new double[] {720 * x}, CLOSE);
    }

    @Test
    void anEquationIsAVariableOfItsOwn() {
        assertThat(PROGRAMS.get("OfAnEquation").number("value", 3.0)).isCloseTo(9, CLOSE);
        assertThat(PROGRAMS.get("OfAnEquation").array(1, "gradient", 3.0)).containsExactly(new double[] {6}, CLOSE);
        assertThat(PROGRAMS.get("OfAConstant").number("value", 5.0)).isCloseTo(30, CLOSE);
        assertThat(PROGRAMS.get("OfNothing").number("value", new double[] {1, 2}, new double[] {3, 4}, 2))
                .isZero();
    }

    @Test
    void aChoiceMayKeepAPickInside() {
        double[] rows = value("InARow", 15, new double[] {1, 2, 3}, 2.0, 5.0, 3);
        assertThat(rows)
                .containsExactly(
                        new double[] {
                            1, 1, 9, 0, 0,
                            4, 2, 0, 13, 0,
                            9, 3, 0, 0, 17
                        },
                        CLOSE);
    }

    @Test
    void nothingIsSeenThroughAVariable() {
        double[] shares = {1.0 / 8, 1.0 / 4, 5.0 / 8};
        double[] z = {0, Math.log(2), Math.log(5)};
        assertThat(value("ThroughANormalForm", 3, z, 3))
                .containsExactly(new double[] {1 / shares[0], 1 / shares[1], 1 / shares[2]}, CLOSE);
    }

    @Test
    void nestedDerivativesAreTheDerivedHessian() {
        double[] x = {-1.2, 1, 0.5, 2};
        assertThat(value("Rosenbrock", 16, x, 4))
                .containsExactly(PROGRAMS.get("Derived").array(16, "hessian", x, 4), within(1e-10));
    }

    /** d/dx_i x_i² Σ x = 2 x_i Σ x + x_i². */
    @Test
    void oneElementOfAJacobian() {
        assertThat(PROGRAMS.get("Divergence").number("value", new double[] {1, 2, -4}, 3))
                .isCloseTo(2 * -1 * -1 + 21, CLOSE);
    }

    @Test
    void inFunctions() {
        double[] x = {1, -2};
        assertThat(value("InAFunction", 2, x, 2))
                .containsExactly(
                        new double[] {
                            4 * 8 + 4 * 8 + 12 * 1, // (x + 1)³, (2 x)³, x²
                            4 * -1 + 4 * -64 + 12 * 4
                        },
                        CLOSE);
        // an argument given by its name is that tensor itself; an expression is a variable of its own
        assertThat(PROGRAMS.get("ByName").number("value", 3.0, 5.0)).isCloseTo(3 * 9 + 100 * 9 + 10000 * 9, CLOSE);
        assertThat(PROGRAMS.get("InStages").number("value", 2.0)).isCloseTo(2 * 36 * 36, CLOSE);
    }

    /** Each step halves the distance to 3. */
    @Test
    void insideOfARecurrence() {
        Generated descent = PROGRAMS.get("Descent");
        assertThat(descent.number("value", 11.0, 0.25)).isCloseTo(3 + 8.0 / 32, CLOSE);
        // 3 + 8 (1 − 2 r)⁵: d/dstart, d/drate
        assertThat(descent.array(2, "gradient", 11.0, 0.25))
                .containsExactly(new double[] {1.0 / 32, -80.0 / 16}, CLOSE);
    }

    @Test
    void whatIsNotTakenIsNotDifferentiated() {
        assertThat(value("Guarded", 3, new double[] {0, 2, -1}, 3))
                .containsExactly(new double[] {0, 0.5 - 25, 0}, CLOSE);
    }

    @Test
    void productsMaximaAndGathers() {
        double[] found = value("Selecting", 3, new double[] {2, 0, 5}, new int[] {0, 0, 2}, 3);
        assertThat(found).containsExactly(new double[] {10000 * 2 * 12, 10, 100 * 10 + 10000 * 75}, CLOSE);
    }

    /** g = 3 x², and only g is moved: 2 g x. */
    @Test
    void forADerivative() {
        assertThat(value("OfADerivative", 2, new double[] {2, -1}, 2))
                .containsExactly(new double[] {2 * 12 * 2, 2 * 3 * -1}, CLOSE);
    }

    /** What lies on a diagonal takes one loop and no matrix. */
    @Test
    void aDiagonalCostsADiagonal() {
        String java = Generated.java("""
                function Diagonal[n](x[n]) {
                  f = exp(x^2) * x;
                  d[i: n] = grad[x](f[i])[i];
                  return d;
                }
                """);
        assertThat(java).doesNotContain("[][]").containsOnlyOnce("for (");
    }

    private static final double[] CRITIC = {0.3, -0.2, 0.5, 0.1, 0.4, -0.6, 0.2, -0.1, 0, 0.7, -0.3, 0.5};

    /** Numbers by {@code inner.py}. */
    @Test
    void aGradientPenaltyIsTrained() {
        Generated net = PROGRAMS.get("Penalty").with(CRITIC);
        double[] x = {0.5, -1, 0.25, 2};
        assertThat(net.number("loss", x, 2)).isCloseTo(4.1778554284631463, CLOSE);
        assertThat(net.array(12, "lossAndGradient", x, 2))
                .containsExactly(
                        new double[] {
                            -6.2861563395208915,
                            2.1827568756503364,
                            -2.031814770257847,
                            4.5591634688950706,
                            0.355539335247727,
                            -3.0539782680015796,
                            1.8164553345841545,
                            -0.14925924767018772,
                            0.34575606961387054,
                            -2.1678116381124971,
                            3.0548354775159517,
                            -3.9880631159389602
                        },
                        CLOSE);
        assertThat(net.number("step", x, 2)).isCloseTo(4.1778554284631463, CLOSE);
        assertThat((double[]) net.call("parameters"))
                .containsExactly(
                        new double[] {
                            0.36286156339520891,
                            -0.22182756875650336,
                            0.52031814770257847,
                            0.054408365311049294,
                            0.39644460664752273,
                            -0.5694602173199842,
                            0.18183544665415845,
                            -0.098507407523298123,
                            -0.0034575606961387054,
                            0.72167811638112497,
                            -0.33054835477515952,
                            0.5398806311593896
                        },
                        CLOSE);
    }

    /** Numbers by {@code inner.py}. */
    @Test
    void aNetworkThatKnowsADifferentialEquationIsTrained() {
        Generated net = PROGRAMS.get("Oscillator").with(0.8, -0.5, 0.1, 0.3, 0.9, -0.4);
        double[] t = {0.2, 0.9, 1.6};
        assertThat(net.number("step", t, 3)).isCloseTo(0.18252621769142331, CLOSE);
        assertThat((double[]) net.call("parameters"))
                .containsExactly(
                        new double[] {
                            0.80067926092357365,
                            -0.50022021496806967,
                            0.096677267925633804,
                            0.3009228422452357,
                            0.8985413874459214,
                            -0.39936181127333156
                        },
                        CLOSE);
    }
}
