package dev.chainrule.derivatives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code derive} in functions and networks: numbers by hand, and which methods there are. */
class DeriveTest {

    private static final Offset<Double> CLOSE = within(1e-13);

    /** All programs of this class, compiled at once. */
    private static final Map<String, Generated> PROGRAMS = Generated.all("""
            function Polar(r, phi) {
              dim two = 2;
              derive jacobian, jvp, vjp;
              point[i: two] = i == 0 ? r * cos(phi) : r * sin(phi);
              return point;
            }
            function Rosenbrock[n](x[n]) {
              derive gradient, hessian, hvp;
              return sum[i: n - 1](100 * (x[i + 1] - x[i]^2)^2 + (1 - x[i])^2);
            }
            function Model[m](a, x[m], k[m]: m, b[m]) {
              derive jacobian, jvp, vjp;
              return a * x * exp(b) + 0 * k;
            }
            function F[n](a, x[n], b) {
              derive hessian, hvp, jacobian, jvp, vjp;
              return a^2 * sum[i: n]((i + 1) * x[i]) + a * b;
            }
            function Product[n, m, k](X[n, m], A[m, k], s) {
              derive jacobian;
              return s * (X @ A);
            }
            function Softmax[n](z[n]) {
              derive jacobian;
              return softmax[n](z);
            }
            function Gather[n, m](x[n], pick[m]: n) {
              derive jacobian;
              y[r: m] = x[pick[r]]^2;
              return y;
            }
            network Net {
              dim batch;
              input x[batch];
              input y[batch];
              param a = ones();
              param b = zeros();
              output p = a * x + b * a;
              loss = sum((p - y)^2) / 2;
              derive jacobian, jvp, vjp, hessian, hvp;
              train loss with sgd(rate = 0.1);
            }
            function Fit[n](a, b) {
              derive gradient, hessian, hvp;
              input x[n];
              input k[n]: n;
              input y;
              return sum((a * x + b * k - y)^2) / 2;
            }
            function Squares[n](x[n]) = x^2;
            function SumOfSquares[n](x[n]) = sum(x^2);
            function Cube(x) { derive hessian; return x^3; }
            """);

    /** With r = a x + b k − y: (Σ r x, Σ r k), and (Σ x², Σ x k; Σ x k, Σ k²). */
    @Test
    void inputsOfAFunctionHaveNoDerivative() {
        Generated fit = PROGRAMS.get("Fit");
        double[] x = {1, 2, 4};
        int[] k = {2, 0, 1};
        assertThat(fit.array(2, "gradient", 3.0, -1.0, x, k, 2.0, 3)).containsExactly(new double[] {43, 7}, CLOSE);
        assertThat(fit.array(4, "hessian", 3.0, -1.0, x, k, 2.0, 3)).containsExactly(new double[] {21, 6, 6, 5}, CLOSE);
        assertThat(fit.array(2, "hvp", 3.0, -1.0, x, k, 2.0, 3, new double[] {1, 10}))
                .containsExactly(new double[] {81, 56}, CLOSE);
    }

    /** (cos φ, −r sin φ; sin φ, r cos φ). */
    @Test
    void polarCoordinates() {
        Generated polar = PROGRAMS.get("Polar");
        double c = Math.cos(0.7);
        double s = Math.sin(0.7);
        assertThat(polar.array(4, "jacobian", 2.5, 0.7)).containsExactly(new double[] {c, -2.5 * s, s, 2.5 * c}, CLOSE);
        assertThat(polar.array(2, "jvp", 2.5, 0.7, new double[] {3, -1}))
                .containsExactly(new double[] {3 * c + 2.5 * s, 3 * s - 2.5 * c}, CLOSE);
        assertThat(polar.array(2, "vjp", 2.5, 0.7, new double[] {3, -1}))
                .containsExactly(new double[] {3 * c - s, -3 * 2.5 * s - 2.5 * c}, CLOSE);
        assertThat(polar.methods()).containsExactly("jacobian", "jvp", "value", "vjp");
    }

    /** Rosenbrock 1960 in three dimensions: h00 = 1200 x0² − 400 x1 + 2, h01 = −400 x0, h11 = 202 + 1200 x1² − 400 x2. */
    @ParameterizedTest
    @CsvSource({"-1.2, 1, 0.5", "1, 1, 1", "0, 0, 0"})
    void rosenbrock(double x0, double x1, double x2) {
        Generated rosenbrock = PROGRAMS.get("Rosenbrock");
        double[] x = {x0, x1, x2};
        double a = 1200 * x0 * x0 - 400 * x1 + 2;
        double b = -400 * x0;
        double c = 202 + 1200 * x1 * x1 - 400 * x2;
        double d = -400 * x1;
        assertThat(rosenbrock.array(9, "hessian", x, 3))
                .containsExactly(new double[] {a, b, 0, b, c, d, 0, d, 200}, within(1e-10));
        assertThat(rosenbrock.array(3, "hvp", x, 3, new double[] {2, -3, 5}))
                .containsExactly(new double[] {2 * a - 3 * b, 2 * b - 3 * c + 5 * d, -3 * d + 1000}, within(1e-10));
        assertThat(rosenbrock.methods()).containsExactly("gradient", "hessian", "hvp", "value");
    }

    /** Columns of several arguments stand side by side: y_i = a x_i e^(b_i). */
    @Test
    void argumentsOfAllShapesAreColumnsInTheirOrder() {
        Generated model = PROGRAMS.get("Model");
        double[] x = {2, -3};
        int[] k = {0, 1};
        double[] b = {Math.log(5), Math.log(7)};
        double[] jacobian = {10, 2.5, 0, 5, 0, -21, 0, 3.5, 0, -10.5};
        assertThat(model.array(10, "jacobian", 0.5, x, k, b, 2)).containsExactly(jacobian, CLOSE);
        double[] v = {1, 10, 100, 1000, 10000};
        assertThat(model.array(2, "jvp", 0.5, x, k, b, 2, v))
                .containsExactly(new double[] {10 + 25 + 5000, -21 + 350 - 105000}, within(1e-10));
        assertThat(model.array(5, "vjp", 0.5, x, k, b, 2, new double[] {1, 2}))
                .containsExactly(new double[] {10 - 42, 2.5, 7, 5, -21}, CLOSE);
    }

    /** f = a² (x · c) + a b: blocks of an argument with itself and with others, each in its place. */
    @Test
    void hessianOfSeveralArguments() {
        Generated f = PROGRAMS.get("F");
        double[] x = {3, 4};
        double[] hessian = {2 * 11, 4, 8, 1, 4, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0};
        assertThat(f.array(16, "hessian", 2.0, x, 5.0, 2)).containsExactly(hessian, CLOSE);
        assertThat(f.array(4, "hvp", 2.0, x, 5.0, 2, new double[] {1, 10, 100, 1000}))
                .containsExactly(new double[] {22 + 40 + 800 + 1000, 4, 8, 1}, CLOSE);
        assertThat(f.array(4, "jacobian", 2.0, x, 5.0, 2)).containsExactly(new double[] {49, 4, 8, 2}, CLOSE);
        assertThat(f.number("jvp", 2.0, x, 5.0, 2, new double[] {1, 10, 100, 1000}))
                .isCloseTo(2889, CLOSE);
        assertThat(f.array(4, "vjp", 2.0, x, 5.0, 2, new double[] {-2}))
                .containsExactly(new double[] {-98, -8, -16, -4}, CLOSE);
    }

    /** A matrix result and a matrix argument: Y = X A, so dY[i, k] / dA[j, l] = X[i, j] (k == l). */
    @Test
    void contractionsBecomeBlocks() {
        Generated product = PROGRAMS.get("Product");
        double[] x = {1, 2, 3, 4, 5, 6}; // 2 × 3
        double[] a = {1, -1, 2, -2, 3, -3}; // 3 × 2
        double[] jacobian = product.array(4 * 13, "jacobian", x, a, 10.0, 2, 3, 2);
        double[] y = {14, -14, 32, -32};
        for (int i = 0; i < 2; i++) {
            for (int k = 0; k < 2; k++) {
                double[] row = new double[13];
                for (int j = 0; j < 3; j++) {
                    row[3 * i + j] = 10 * a[2 * j + k];
                    row[6 + 2 * j + k] = 10 * x[3 * i + j];
                }
                row[12] = y[2 * i + k];
                int at = 13 * (2 * i + k);
                assertThat(Arrays.copyOfRange(jacobian, at, at + 13)).containsExactly(row, CLOSE);
            }
        }
    }

    /** s_i (δ_ij − s_j) for logits log 1, log 2, log 5. */
    @Test
    void softmaxOfTheLibrary() {
        Generated softmax = PROGRAMS.get("Softmax");
        double[] expected = {7, -2, -5, -2, 12, -10, -5, -10, 15};
        double[] found = softmax.array(9, "jacobian", new double[] {0, Math.log(2), Math.log(5)}, 3);
        for (int i = 0; i < 9; i++) {
            assertThat(found[i]).isCloseTo(expected[i] / 64, CLOSE);
        }
    }

    /** What is read by an index is scattered: row r of the Jacobian has its number in column pick[r]. */
    @Test
    void gathers() {
        Generated gather = PROGRAMS.get("Gather");
        assertThat(gather.array(6, "jacobian", new double[] {3, 4, 5}, new int[] {2, 0}, 3, 2))
                .containsExactly(0, 0, 10, 6, 0, 0);
    }

    @Test
    void valueAloneIsTheDefaultOfWhatHasAxes() {
        assertThat(PROGRAMS.get("Squares").methods()).containsExactly("value");
        assertThat(PROGRAMS.get("SumOfSquares").methods()).containsExactly("gradient", "value");
        assertThat(PROGRAMS.get("Cube").methods()).containsExactly("hessian", "value");
    }

    /** p = a (x + b), loss = Σ (p − y)² / 2, at a = 3, b = 2, x = (1, −1), y = (8, 5). */
    @Test
    void networksDeriveOutputsAndTheObjective() {
        Generated net = PROGRAMS.get("Net").with(3, 2);
        double[] x = {1, -1};
        double[] y = {8, 5}; // p = (9, 3), residuals (1, −2)
        assertThat(net.array(4, "pJacobian", x, 2)).containsExactly(new double[] {3, 3, 1, 3}, CLOSE);
        assertThat(net.array(2, "pJvp", x, 2, new double[] {1, 10})).containsExactly(new double[] {33, 31}, CLOSE);
        assertThat(net.array(2, "pVjp", x, 2, new double[] {1, 10})).containsExactly(new double[] {13, 33}, CLOSE);
        // second derivatives: Σ (x + b)², Σ (a (x + b) + residual), Σ a²
        double[] hessian = {10, 9 + 3 - 1, 11, 18};
        assertThat(net.array(4, "lossHessian", x, y, 2)).containsExactly(hessian, CLOSE);
        assertThat(net.array(2, "lossHvp", x, y, 2, new double[] {1, 10}))
                .containsExactly(new double[] {120, 191}, CLOSE);
        assertThat(net.methods())
                .contains("loss", "lossAndGradient", "step", "p")
                .doesNotContain("lossJacobian");
    }

    @Test
    void mistakes() {
        assertThat(Generated.mistakes("function F[n](x[n]) { derive gradient; return x; }"))
                .containsExactly("the value of F has axes, and gradient is for a single number");
        assertThat(Generated.mistakes("function F[n](x[n]) { derive hessian, hvp; return x; }"))
                .containsExactly(
                        "the value of F has axes, and hessian is for a single number",
                        "the value of F has axes, and hvp is for a single number");
        assertThat(Generated.mistakes("function F(x) { derive jacobean; return x; }"))
                .containsExactly("there is no derivative jacobean");
        assertThat(Generated.mistakes("function F(x) { derive jvp, gradient; derive jvp; return x; }"))
                .containsExactly("jvp is derived twice");
        assertThat(Generated.mistakes("function F[n](k[n]: n) { derive gradient; return sum(k); }"))
                .containsExactly("F has no real argument to differentiate for");
        assertThat(Generated.mistakes("function F[n]() { input x[n]; derive gradient; return sum(x); }"))
                .containsExactly("F has no real argument to differentiate for");
        assertThat(Generated.mistakes("function F(x) { input x; return x; }")).containsExactly("x is defined twice");
        assertThat(Generated.mistakes("function F[n](x[n]) { derive jacobian; return argmax(x); }"))
                .containsExactly("the value of F is an index, and nothing flows back through it");
        assertThat(Generated.mistakes("network N { param w = zeros(); loss = w^2; derive jacobian; }"))
                .containsExactly("N has no output to derive");
        assertThat(Generated.mistakes("network N { param w = zeros(); output y = w^2; derive hessian; }"))
                .containsExactly("N has no objective to derive");
    }

    @Test
    void arraysAreChecked() {
        Generated polar = PROGRAMS.get("Polar");
        assertThatThrownBy(() -> polar.call("jacobian", 1.0, 2.0, new double[3]))
                .hasMessageContaining("out[two, arguments] has 4 elements, but the array has 3");
        assertThatThrownBy(() -> polar.call("jvp", 1.0, 2.0, new double[1], new double[2]))
                .hasMessageContaining("v[arguments] has 2 elements, but the array has 1");
    }
}
