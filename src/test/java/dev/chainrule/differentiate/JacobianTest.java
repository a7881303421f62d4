package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.SystemVerifier;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Hyperbolic;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Whole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Jacobians keep their structure: what is zero for all points is not computed on the way. */
class JacobianTest {

    private final Program p = new Program();
    private final Dim n = Dim.open("n");
    private final Dim m = Dim.open("m");
    private final Tensor x = p.input("x", n);
    private final Index i = p.index("i", n);
    private final Index j = p.index("j", m);

    private List<String> jacobian(Tensor of, Tensor... wanted) {
        EquationSystem system = p.builder.build();
        Gradient.Result result = Gradient.jacobian(system, of, List.of(wanted), Gradient.Use.FINAL);
        SystemVerifier.verify(result.system());
        List<String> lines = Notation.of(result.system());
        return lines.subList(system.equations().size(), lines.size());
    }

    @Test
    void elementByElementItIsDiagonal() {
        Tensor h = p.define("h", List.of(i), p.call(Hyperbolic.TANH, p.read(x, i)));
        Tensor g = p.define("g", List.of(i), p.call(Powers.EXP, p.e.mul(p.read(h, i), p.read(x, i))));
        assertThat(jacobian(g, x))
                .containsExactly(
                        "dh_diagonal[i] = g[i] * x[i]",
                        "dx_diagonal[i] = dh_diagonal[i] * ((1 - h[i]) * (1 + h[i])) + h[i] * g[i]",
                        "dx[i, i2] = i2 == i ? dx_diagonal[i] : 0");
    }

    @Test
    void neighboursGiveTwoDiagonals() {
        Index s = p.index("s", p.call(Whole.SUBTRACT, p.builder.size(n), p.e.integer(1)));
        Scalar difference = p.e.sub(p.read(x, p.plus(p.at(s), 1)), p.e.square(p.read(x, s)));
        assertThat(jacobian(p.define("y", List.of(s), difference), x))
                .containsExactly(
                        "dx_diagonal[s] = -(2 * x[s])",
                        "dx[s, s2] = (s2 == s ? dx_diagonal[s] : 0) + (s2 == s + 1 ? 1 : 0)");
    }

    @Test
    void everySecondElement() {
        Scalar place = p.plus(p.call(Whole.MULTIPLY, p.e.integer(2), p.at(j)), 1);
        Scalar inside = p.e.less(place, p.builder.size(n));
        Tensor y = p.define("y", List.of(j), p.e.choice(inside, p.e.square(p.read(x, place)), p.e.zero()));
        assertThat(jacobian(y, x))
                .containsExactly(
                        "dx_diagonal[j] = 2 * j + 1 < n ? 2 * x[2 * j + 1] : 0",
                        "dx[j, p0] = p0 == 2 * j + 1 ? dx_diagonal[j] : 0");
    }

    @Test
    void rowsOfABatchDoNotMeet() {
        Dim batch = Dim.open("batch");
        Tensor a = p.input("a", batch, n);
        Tensor w = p.input("w", n, m);
        Tensor v = p.input("v", m);
        Index b = p.index("b", batch);
        Tensor s = p.sum("s", List.of(b, j), List.of(i), p.e.mul(p.read(a, b, i), p.read(w, i, j)));
        Tensor h = p.define("h", List.of(b, j), p.call(Hyperbolic.TANH, p.read(s, b, j)));
        Tensor y = p.sum("y", List.of(b), List.of(j), p.e.mul(p.read(h, b, j), p.read(v, j)));
        assertThat(jacobian(y, w, v, a))
                .containsExactly(
                        "ds_diagonal[b, j] = v[j] * ((1 - h[b, j]) * (1 + h[b, j]))",
                        "dw[b, i, j] = a[b, i] * ds_diagonal[b, j]",
                        "dv[b, j] = h[b, j]",
                        "da_diagonal[b, i] = Σ j. ds_diagonal[b, j] * w[i, j]",
                        "da[b, b2, i] = b2 == b ? da_diagonal[b, i] : 0");
    }

    @Test
    void maximumHasOneColumnForEachRow() {
        Tensor a = p.input("a", m, n);
        Tensor y = p.reduce("y", List.of(j), Reduction.MAX, List.of(i), p.read(a, j, i));
        assertThat(jacobian(y, a))
                .containsExactly("y_at[j] = argmax i. a[j, i]", "da[j, j2, i] = j2 == j && i == y_at[j] ? 1 : 0");
    }

    @Test
    void whatIsNotReadIsZero() {
        Tensor y = p.define("y", List.of(j), p.e.toReal(p.at(j)));
        assertThat(jacobian(y, x)).containsExactly("dx[j, p0] = 0");
    }

    /** s_i (δ_ij − s_j), by hand. */
    @Test
    void softmax() {
        Dim three = Dim.fixed("three", 3);
        Tensor z = p.input("z", three);
        Index k = p.index("k", three);
        Tensor e = p.define("e", List.of(k), p.call(Powers.EXP, p.read(z, k)));
        Tensor t = p.sum("t", List.of(), List.of(k), p.read(e, k));
        Tensor s = p.define("s", List.of(k), p.e.div(p.read(e, k), p.read(t)));
        Gradient.Result result = Gradient.jacobian(p.builder.build(), s, List.of(z), Gradient.Use.FINAL);
        double[] at = {Math.log(1), Math.log(2), Math.log(5)}; // softmax 1/8, 1/4, 5/8
        double[] found = Evaluation.of(result.system(), Map.of(), Map.of(z, at))
                .get(result.partials().get(z));
        double[] expected = {
            7.0 / 64, -1.0 / 32, -5.0 / 64, -1.0 / 32, 3.0 / 16, -5.0 / 32, -5.0 / 64, -5.0 / 32, 15.0 / 64
        };
        assertThat(found).containsExactly(expected, within(1e-15));
    }

    /**
     * The adjoint of s is exactly 0 where all x are 1, yet the second derivative is not: f = (1² + 2²) (Σ log x)² over the
     * positive x, so H v = 10 (Σ v) / x there.
     */
    @Test
    void anAdjointThatHappensToBeZeroStillHasADerivative() {
        Dim three = Dim.fixed("three", 3);
        Dim two = Dim.fixed("two", 2);
        Tensor a = p.input("a", three);
        Tensor v = p.input("v", three);
        Index k = p.index("k", three);
        Index q = p.index("q", two);
        Tensor s = p.define("s", List.of(k), p.call(Powers.LOG, p.read(a, k)));
        Scalar term = p.e.mul(p.e.toReal(p.plus(p.at(q), 1)), p.read(s, k));
        Scalar positive = p.e.less(p.e.zero(), p.read(a, k));
        Tensor y = p.sum("y", List.of(q), List.of(k), p.e.choice(positive, term, p.e.zero()));
        Tensor total = p.sum("total", List.of(), List.of(q), p.e.square(p.read(y, q)));
        Gradient.Result product = DirectionalDerivatives.hessianVector(p.builder.build(), total, Map.of(a, v));
        SystemVerifier.verify(product.system());
        Map<Tensor, double[]> at = Map.of(a, new double[] {1, -3, 1}, v, new double[] {0.5, 7, 0.25});
        assertThat(Evaluation.of(product.system(), Map.of(), at)
                        .get(product.partials().get(a)))
                .containsExactly(7.5, 0, 7.5);
    }
}
