package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.equation.Derivatives;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Entry.Destination;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Initializer;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.SystemVerifier;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The entries of functions and networks, and which tensors they deliver. */
class DifferentiatorTest {

    private final Program p = new Program();
    private final Dim n = Dim.open("n");
    private final Index i = p.index("i", n);

    private static List<String> results(Entry entry) {
        return entry.results().stream()
                .map(result -> result.value() + " " + result.destination()
                        + result.of().map(of -> " " + of).orElse(""))
                .toList();
    }

    @Test
    void scalarFunctionHasValueAndGradient() {
        Tensor a = p.input("a", n);
        Tensor label = p.labels("label", n, n);
        Tensor b = p.input("b");
        Tensor y = p.sum("y", List.of(), List.of(i), p.e.mul(p.read(a, p.read(label, i)), p.read(b)));
        Model model = Differentiator.differentiate(p.function(y));
        SystemVerifier.verify(model.system());
        assertThat(model.entries()).extracting(Entry::name).containsExactly("value", "gradient");
        assertThat(model.entries()).extracting(Entry::kind).containsExactly(Entry.Kind.VALUE, Entry.Kind.GRADIENT);
        assertThat(results(model.entries().get(0))).containsExactly("y RETURNED");
        assertThat(results(model.entries().get(1))).containsExactly("y RETURNED", "da PARTIAL a", "db PARTIAL b");
    }

    @Test
    void functionOfAnArrayHasAValueOnly() {
        Tensor a = p.input("a", n);
        Model model = Differentiator.differentiate(p.function(p.define("y", List.of(i), p.e.square(p.read(a, i)))));
        assertThat(model.entries()).hasSize(1);
        assertThat(results(model.entries().get(0))).containsExactly("y OUT");
    }

    @Test
    void argumentsAloneAndUnused() {
        Tensor a = p.input("a");
        Tensor b = p.input("b", n);
        Model model = Differentiator.differentiate(p.function(p.define("y", List.of(), p.read(a))));
        assertThat(Notation.of(model.system())).containsExactly("y = a", "da = 1", "db[p0] = 0");
        assertThat(results(model.entries().get(1))).containsExactly("y RETURNED", "da PARTIAL a", "db PARTIAL " + b);
    }

    @Test
    void stoppedGradientsAreGoneAndEquationsMadeEqualAreOne() {
        Tensor a = p.input("a", n);
        Scalar square = p.e.square(p.read(a, i));
        Tensor s = p.define("s", List.of(i), p.call(Arithmetic.STOP_GRADIENT, square));
        Tensor t = p.define("t", List.of(i), square);
        Tensor y = p.sum("y", List.of(), List.of(i), p.e.mul(p.read(s, i), p.read(t, i)));
        Model model = Differentiator.differentiate(p.function(y));
        assertThat(Notation.of(model.system()))
                .containsExactly("s[i] = a[i]²", "y = Σ i. s[i]²", "da[i] = 2 * a[i] * s[i]");
    }

    @Test
    void networkHasLossGradientUpdateAndOutputs() {
        Tensor x = p.input("x", n);
        Tensor w = p.parameter("w");
        Tensor unused = p.parameter("unused");
        Dim all = Dim.fixed("parameters", 2);
        Scalar length = p.builder.size(all);
        Tensor theta = flat("theta", Tensor.Role.FLAT_PARAMETERS, length);
        Tensor gradient = flat("gradient", Tensor.Role.FLAT_GRADIENT, length);
        Index k = p.index("k", length);
        Tensor moved = p.define("moved", List.of(k), p.e.sub(p.read(theta, k), p.read(gradient, k)));
        Tensor out = p.define("out", List.of(i), p.e.mul(p.read(w), p.read(x, i)));
        Tensor loss = p.reduce("cost", List.of(), Reduction.SUM, List.of(i), p.e.square(p.read(out, i)));
        Initializer zeros = new Initializer(Initializer.Kind.ZEROS, List.of(), p.e.integer(1), p.e.integer(1));
        Model network = new Model(
                Model.Kind.NETWORK,
                "",
                "Net",
                Optional.empty(),
                "Net.nn",
                Model.Precision.FLOAT,
                true,
                List.of(n),
                List.of(new Model.Input(x, Optional.empty(), false)),
                List.of(
                        new Model.Parameter(w, zeros, Optional.empty()),
                        new Model.Parameter(unused, zeros, Optional.empty())),
                List.of(),
                p.builder.build(),
                Optional.of(new Model.Result("loss", Optional.empty(), loss)),
                List.of(new Model.Result("prediction", Optional.empty(), out)),
                Model.Training.NONE,
                Optional.of(new Model.Optimizer(
                        "sgd", all, theta, gradient, List.of(), List.of(), List.of(new Model.Update(theta, moved)))),
                Derivatives.GRADIENT,
                List.of());
        Model model = Differentiator.differentiate(network);
        SystemVerifier.verify(model.system());
        assertThat(model.entries())
                .extracting(Entry::name)
                .containsExactly("loss", "lossAndGradient", "update", "prediction");
        assertThat(results(model.entries().get(1)))
                .containsExactly("cost RETURNED", "dw PARTIAL w", "dunused PARTIAL unused");
        assertThat(results(model.entries().get(2))).containsExactly("moved ASSIGNED theta");
        assertThat(results(model.entries().get(3))).containsExactly("out OUT");
        assertThat(model.entries().get(1).results().get(0).destination()).isEqualTo(Destination.RETURNED);
        assertThat(Notation.of(model.system())).contains("dw = Σ i. dout[i] * x[i]", "dunused = 0");
    }

    private Tensor flat(String name, Tensor.Role role, Scalar length) {
        return p.builder.given(name, role, List.of(length), Type.REAL, Optional.empty(), Optional.empty());
    }
}
