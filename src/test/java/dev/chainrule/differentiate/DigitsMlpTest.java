package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.equation.Derivatives;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Initializer;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Activations;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.simplify.Simplifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The network of the first worked example, whole. */
class DigitsMlpTest {

    private final Program p = new Program();
    private final Dim batch = Dim.open("batch");
    private final Dim pixels = Dim.fixed("pixels", 4);
    private final Dim hidden = Dim.fixed("hidden", 3);
    private final Dim digits = Dim.fixed("digits", 2);
    private final Tensor x = p.input("x", batch, pixels);
    private final Tensor y = p.labels("y", digits, batch);
    private final Tensor w1 = p.parameter("W1", pixels, hidden);
    private final Tensor b1 = p.parameter("b1", hidden);
    private final Tensor w2 = p.parameter("W2", hidden, digits);
    private final Tensor b2 = p.parameter("b2", digits);
    private final Tensor loss = loss();

    private Tensor loss() {
        Index n = p.index("n", batch);
        Index i = p.index("i", pixels);
        Index j = p.index("j", hidden);
        Index c = p.index("c", digits);
        Tensor s = p.sum("s", List.of(n, j), List.of(i), p.e.mul(p.read(x, n, i), p.read(w1, i, j)));
        Scalar shifted = p.e.add(p.read(s, n, j), p.read(b1, j));
        Tensor h = p.define("h", List.of(n, j), p.call(Activations.RELU, shifted));
        Tensor u = p.sum("u", List.of(n, c), List.of(j), p.e.mul(p.read(h, n, j), p.read(w2, j, c)));
        Tensor z = p.define("z", List.of(n, c), p.e.add(p.read(u, n, c), p.read(b2, c)));
        Tensor m = p.reduce("m", List.of(n), Reduction.MAX, List.of(c), p.read(z, n, c));
        Scalar stopped = p.call(Arithmetic.STOP_GRADIENT, p.read(m, n));
        Tensor e = p.sum("e", List.of(n), List.of(c), p.call(Powers.EXP, p.e.sub(p.read(z, n, c), stopped)));
        Scalar log = p.call(Powers.LOG, p.read(e, n));
        Tensor l = p.define("l", List.of(n), p.e.sub(p.e.add(stopped, log), p.read(z, n, p.read(y, n))));
        Tensor t = p.sum("t", List.of(), List.of(n), p.read(l, n));
        Tensor r1 = p.sum("r1", List.of(), List.of(i, j), p.e.square(p.read(w1, i, j)));
        Tensor r2 = p.sum("r2", List.of(), List.of(j, c), p.e.square(p.read(w2, j, c)));
        Scalar decay = p.e.mul(p.e.real(1e-4), p.e.add(p.read(r1), p.read(r2)));
        Scalar mean = p.e.div(p.read(t), p.e.toReal(p.builder.size(batch)));
        return p.define("loss", List.of(), p.e.add(mean, decay));
    }

    @Test
    void equationsAreThoseOfTheWorkedExample() {
        EquationSystem system = p.builder.build();
        List<String> all =
                Notation.of(Gradient.of(system, loss, List.of(w1, b1, w2, b2)).system());
        assertThat(all.subList(system.equations().size(), all.size()))
                .containsExactly(
                        "dt = 1 / batch",
                        "de[n] = dt / e[n]",
                        "dz[n, c] = de[n] * exp(z[n, c] - stop_gradient(m[n])) + (c == y[n] ? -dt : 0)",
                        "dh[n, j] = Σ c. dz[n, c] * W2[j, c]",
                        "ds[n, j] = 0 < h[n, j] ? dh[n, j] : 0",
                        "dW1_s[i, j] = Σ n. x[n, i] * ds[n, j]",
                        "dW1[i, j] = dW1_s[i, j] + 2.0E-4 * W1[i, j]",
                        "db1[j] = Σ n. ds[n, j]",
                        "dW2_u[j, c] = Σ n. h[n, j] * dz[n, c]",
                        "dW2[j, c] = dW2_u[j, c] + 2.0E-4 * W2[j, c]",
                        "db2[c] = Σ n. dz[n, c]");
    }

    @Test
    void simplificationLeavesTheGradientAsItIs() {
        List<Model.Parameter> parameters = Stream.of(w1, b1, w2, b2)
                .map(tensor -> new Model.Parameter(
                        tensor,
                        new Initializer(Initializer.Kind.ZEROS, List.of(), p.e.integer(1), p.e.integer(1)),
                        Optional.empty()))
                .toList();
        Model function = p.function(loss);
        Model network = new Model(
                Model.Kind.NETWORK,
                "",
                "DigitsMlp",
                Optional.empty(),
                "DigitsMlp.nn",
                Model.Precision.FLOAT,
                true,
                List.of(batch),
                List.of(new Model.Input(x, Optional.empty(), false), new Model.Input(y, Optional.empty(), false)),
                parameters,
                List.of(),
                function.system(),
                function.objective(),
                List.of(),
                Model.Training.NONE,
                Optional.empty(),
                Derivatives.GRADIENT,
                List.of());
        Model first = Simplifier.simplify(network, Set.of(), rewrite -> {});
        assertThat(Notation.of(first.system())).isEqualTo(Notation.of(network.system()));
        Model gradient = Differentiator.differentiate(first);
        Model second = Simplifier.simplify(gradient, Set.of(), rewrite -> {});
        assertThat(Notation.of(second.system())).isEqualTo(Notation.of(gradient.system()));
        assertThat(Notation.of(second.system()))
                .contains("dz[n, c] = de[n] * exp(z[n, c] - m[n]) + (c == y[n] ? -dt : 0)");
    }

    @Test
    void gradientIsThatOfDifferences() {
        SplittableRandom random = new SplittableRandom(4);
        Map<Tensor, double[]> given = Map.of(
                x, random.doubles(20, -1, 1).toArray(),
                y, new double[] {0, 1, 1, 0, 1},
                w1, random.doubles(12, -1, 1).toArray(),
                b1, random.doubles(3, -1, 1).toArray(),
                w2, random.doubles(6, -1, 1).toArray(),
                b2, random.doubles(2, -1, 1).toArray());
        GradientCheck.check(p.builder.build(), loss, Map.of(batch, 5), given);
    }
}
