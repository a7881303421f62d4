package dev.chainrule.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.differentiate.Differentiator;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Origin;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.loop.Loops;
import dev.chainrule.scalar.Hyperbolic;
import dev.chainrule.schedule.Scheduler;
import dev.chainrule.simplify.Simplifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The texts of one network: a layer and a loss that reads its weights twice. */
class DescriptionTest {
    private final Model model = model();

    private static Model model() {
        ModelBuilder m = new ModelBuilder();
        Dim batch = m.open("batch");
        Dim in = m.fixed("in", 3);
        Dim out = m.fixed("out", 2);
        Tensor x = m.input("x", batch, in);
        Tensor w = m.parameter("w", in, out);
        Index n = m.index("n", batch);
        Index i = m.index("i", in);
        Index o = m.index("o", out);
        Tensor s = m.define("s", List.of(n, o), Reduction.SUM, List.of(i), m.e.mul(m.read(x, n, i), m.read(w, i, o)));
        Origin line = new Origin("Layer.nn", 7, 3, "h =\n      tanh(x @ w);");
        Tensor h = m.define(
                "h",
                Optional.of(line),
                List.of(n, o),
                Reduction.NONE,
                List.of(),
                m.e.call(Hyperbolic.TANH, m.read(s, n, o)));
        Tensor t = m.define("t", List.of(), Reduction.SUM, List.of(n, o), m.e.square(m.read(h, n, o)));
        Tensor r = m.define("r", List.of(), Reduction.SUM, List.of(i, o), m.e.square(m.read(w, i, o)));
        Tensor loss = m.define(
                "loss", List.of(), Reduction.NONE, List.of(), m.e.add(m.e.div(m.read(t), m.size(batch)), m.read(r)));
        return m.network("Layer", loss);
    }

    private Model differentiated() {
        return Simplifier.simplify(Differentiator.differentiate(model), Set.of(), rewrite -> {});
    }

    @Test
    void equationsStandUnderTheirLine() {
        assertThat(Description.equations(model)).isEqualTo("""
            network Layer: equations
            // By hand.

            dims
              batch  open: known when a method is called
              in     3
              out    2

            given
              x[batch, in]  input
              w[in, out]    parameter, at first uniform(-0.5, 1)

            equations, each after those that it reads
              // line 7: h = tanh(x @ w);
              s[n, o] = Σ i. x[n, i] * w[i, o]
              h[n, o] = tanh(s[n, o])
              t = Σ n, o. h[n, o]²
              r = Σ i, o. w[i, o]²
              loss = t / batch + r

            results
              objective  loss
            """);
    }

    @Test
    void simplifiedListsTheRewrites() {
        assertThat(Description.simplified(model, List.of("loss: x + x → 2 * x  (double-by-product)")))
                .startsWith("network Layer: simplified\n")
                .contains(
                        "rewrites, in the order in which they were made\n  loss: x + x → 2 * x  (double-by-product)\n");
        assertThat(Description.simplified(model, List.of())).contains("rewrites: none\n");
    }

    @Test
    void gradientSaysWhatEachAdjointIsOfAndWhereGradientsAdd() {
        String text = Description.gradient(differentiated());
        assertThat(text.substring(text.indexOf("gradient of loss"))).isEqualTo("""
            gradient of loss
              // dT is how loss changes with T, element by element. The chain rule, for each read A[e] in the
              // equation of T: dA[e] += dT * (the derivative of the right side by A[e]), over all indices.
              // Readers come first; where several paths lead from a tensor to loss, their gradients add.
              // adjoint of t
              dt = 1 / batch
              // adjoint of h
              dh[n, o] = 2 * h[n, o] * dt
              // adjoint of s
              ds[n, o] = dh[n, o] * ((1 - h[n, o]) * (1 + h[n, o]))
              dw_s[i, o] = Σ n. x[n, i] * ds[n, o]
              // adjoint of w: gradients add at branches
              dw[i, o] = dw_s[i, o] + 2 * w[i, o]

            partial derivatives
              w[in, out]  dw
            """);
    }

    @Test
    void scheduleShowsLoopsContractionsAndStorage() {
        String text = Description.schedule(Scheduler.schedule(differentiated()));
        assertThat(text.substring(text.indexOf("loss: value"), text.indexOf("lossAndGradient: ")))
                .isEqualTo("""
                    loss: value
                      contract s[b, o] = Σ i. x[b, i] * w[i, o]
                        rows     b: batch
                        columns  o: out
                        summed   i: in
                        then     h[b, o] = tanh(s[b, o])
                      t = 0
                      for b: batch
                        for o: out
                          t += h[b, o]²
                      // t is complete
                      r = 0
                      for i: in
                        for o: out
                          r += w[i, o]²
                      // r is complete
                      loss = t / batch + r
                    kept in
                      t              a local variable
                      r              a local variable
                      loss           a local variable: returned
                      h[batch, out]  a buffer [batch, out]

                    """);
        assertThat(text).contains("a result: the gradient's part for w");
    }

    @Test
    void loopsShowEachMethodWithItsSize() {
        String text = Description.loops(Loops.lower(Scheduler.schedule(differentiated())));
        assertThat(text)
                .startsWith("class Layer: loops\n")
                .containsPattern("\nloss\\(real\\[] x, int batch\\): real  // \\d+ bytes\n")
                .containsPattern(
                        "\nlossAndGradient\\(real\\[] x, int batch, real\\[] gradient\\): real  // \\d+ bytes\n")
                .contains("\n  for b from 0 until batch\n")
                .contains("// h[b, o] = tanh(s[b, o])\n")
                .contains("\n  return loss\n");
    }
}
