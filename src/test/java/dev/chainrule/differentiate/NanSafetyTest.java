package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.SystemVerifier;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Activations;
import dev.chainrule.scalar.Circular;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Rounding;
import dev.chainrule.scalar.Scalar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is not taken must not be seen: infinities and NaNs behind a choice, also through names and reductions. */
class NanSafetyTest {

    private final Program p = new Program();
    private final Dim n = Dim.fixed("n", 3);
    private final Tensor x = p.input("x", n);
    private final Index i = p.index("i", n);
    private final Scalar xi = p.read(x, i);

    private double[] gradient(Tensor value, double... at) {
        Index k = p.index("k", n);
        Tensor loss = value.rank() == 0 ? value : p.sum("loss", List.of(), List.of(k), p.read(value, k));
        Gradient.Result gradient = Gradient.of(p.builder.build(), loss, List.of(x));
        SystemVerifier.verify(gradient.system());
        Map<Tensor, double[]> values = Evaluation.of(gradient.system(), Map.of(), Map.of(x, at));
        gradient.system().equations().stream()
                .filter(equation -> equation.target().name().startsWith("d"))
                .forEach(equation -> assertThat(values.get(equation.target()))
                        .as(Notation.of(equation))
                        .doesNotContain(Double.NaN));
        return values.get(gradient.partials().get(x));
    }

    private Scalar positive(Scalar a) {
        return p.e.less(p.e.zero(), a);
    }

    @Test
    void choiceAroundALogarithm() {
        Tensor y = p.define("y", List.of(i), p.e.choice(positive(xi), p.call(Powers.LOG, xi), p.e.zero()));
        assertThat(gradient(y, 0, 2, -1)).containsExactly(0, 0.5, 0);
    }

    @Test
    void choiceAroundANamedLogarithm() {
        Tensor s = p.define("s", List.of(i), p.call(Powers.LOG, xi));
        Tensor y = p.define("y", List.of(i), p.e.choice(positive(xi), p.read(s, i), p.e.zero()));
        assertThat(gradient(y, 0, 2, -1)).containsExactly(0, 0.5, 0);
        assertThat(Notation.of(
                        Gradient.of(p.builder.build(), p.sum("l", List.of(), List.of(i), p.read(y, i)), List.of(x))
                                .system()))
                .contains("dx[i] = 0 < x[i] ? ds[i] / x[i] : 0");
    }

    @Test
    void choiceAroundAChainOfNames() {
        Tensor s = p.define("s", List.of(i), p.call(Powers.LOG, xi));
        Tensor t = p.define("t", List.of(i), p.e.mul(p.e.real(3), p.read(s, i)));
        Tensor q = p.define("q", List.of(i), p.e.mul(p.read(t, i), p.read(s, i)));
        Tensor y = p.define("y", List.of(i), p.e.choice(positive(xi), p.read(q, i), p.e.zero()));
        assertThat(gradient(y, 0, 1, -1)).containsExactly(0, 0, 0);
    }

    @Test
    void guardThroughAReduction() {
        Dim m = Dim.fixed("m", 2);
        Index j = p.index("j", m);
        Tensor s = p.define("s", List.of(i), p.call(Powers.SQRT, xi));
        Tensor y = p.sum(
                "y",
                List.of(),
                List.of(i, j),
                p.e.choice(positive(xi), p.e.mul(p.e.toReal(p.at(j)), p.read(s, i)), p.e.zero()));
        assertThat(gradient(y, 0, 4, -1)).containsExactly(0, 0.25, 0);
    }

    @Test
    void bothSidesOfAChoice() {
        Scalar inverse = p.e.div(p.e.one(), xi);
        Tensor y = p.define("y", List.of(i), p.e.choice(p.e.equal(xi, p.e.zero()), xi, p.e.mul(inverse, inverse)));
        assertThat(gradient(y, 0, 1, 2)).containsExactly(1, -2, -0.25);
    }

    @Test
    void maxMinAbsRelu() {
        Scalar root = p.call(Powers.SQRT, xi);
        Tensor y = p.define(
                "y",
                List.of(i),
                p.e.add(
                        p.call(Rounding.MAX, xi, p.e.one()),
                        p.e.add(p.call(Rounding.ABS, xi), p.call(Activations.RELU, p.e.sub(xi, p.e.real(4))))));
        assertThat(gradient(y, 0, 1, 9)).containsExactly(0, 2, 3);
        Tensor clipped = p.define("c", List.of(i), p.e.choice(positive(xi), p.call(Rounding.MIN, root, p.e.one()), xi));
        assertThat(gradient(clipped, 0, 0.25, -1)).containsExactly(1, 1, 1);
    }

    @Test
    void powersAtZero() {
        Tensor a = p.define("a", List.of(i), p.call(Powers.POWER, xi, p.e.zero()));
        assertThat(gradient(a, 0, 1, -2)).containsExactly(0, 0, 0);
        Tensor b = p.define("b", List.of(i), p.call(Powers.POWER, p.e.zero(), xi));
        assertThat(gradient(b, 0, 1, 2)).containsExactly(0, 0, 0);
        Tensor c = p.define("c", List.of(i), p.call(Powers.POWER, xi, p.e.real(3)));
        assertThat(gradient(c, 0, 1, -2)).containsExactly(0, 3, 12);
    }

    @Test
    void normAtZero() {
        Tensor s = p.sum("s", List.of(), List.of(i), p.e.square(xi));
        Scalar root = p.call(Powers.SQRT, p.read(s));
        Tensor norm = p.define("norm", List.of(), p.e.choice(p.e.equal(p.read(s), p.e.zero()), p.e.zero(), root));
        assertThat(gradient(norm, 0, 0, 0)).containsExactly(0, 0, 0);
        assertThat(gradient(norm, 3, 0, 4)).containsExactly(0.6000000000000001, 0, 0.8);
    }

    @Test
    void anglesAndHypotenusesAtTheOrigin() {
        Tensor y = p.define(
                "y", List.of(i), p.e.add(p.call(Circular.ATAN2, xi, xi), p.call(Powers.HYPOT, xi, p.e.zero())));
        assertThat(gradient(y, 0, 1, -1)).containsExactly(0, 1, -1);
    }

    @Test
    void anAdjointThatCameThroughAReductionIsAsked() {
        Dim m = Dim.fixed("m", 2);
        Tensor s = p.define("s", List.of(i), p.call(Powers.LOG, xi));
        Index j = p.index("j", m);
        Index k = p.index("k", n);
        Tensor y = p.sum(
                "y",
                List.of(j),
                List.of(k),
                p.e.choice(positive(p.read(x, k)), p.e.mul(p.e.toReal(p.plus(p.at(j), 1)), p.read(s, k)), p.e.zero()));
        Tensor total = p.sum("total", List.of(), List.of(j), p.e.square(p.read(y, j)));
        assertThat(gradient(total, 0, 1, -1)).containsExactly(0, 0, 0);
        assertThat(Notation.of(Gradient.of(p.builder.build(), total, List.of(x)).system()))
                .contains("dx[i] = ds[i] != 0 ? ds[i] / x[i] : 0");
    }

    @Test
    void maximumOverAFilterThatLetsNothingThrough() {
        Tensor y = p.reduceWhere("y", List.of(), Reduction.MAX, List.of(i), positive(xi), xi);
        assertThat(gradient(y, -1, -2, -3)).containsExactly(0, 0, 0);
        assertThat(gradient(y, -1, 2, 1)).containsExactly(0, 1, 0);
    }
}
