package dev.chainrule.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GraphTest {
    private final ModelBuilder m = new ModelBuilder();

    @Test
    void nodesAreTensorsAndEdgesAreReads() {
        Dim n = m.open("n");
        Tensor x = m.input("x", n);
        Tensor w = m.parameter("w", n);
        Index i = m.index("i", n);
        Tensor s = m.define("s", List.of(), Reduction.SUM, List.of(i), m.e.mul(m.read(x, i), m.read(w, i)));
        Tensor loss = m.define("loss", List.of(), Reduction.NONE, List.of(), m.e.square(m.read(s)));
        assertThat(Graph.dot(m.network("Dot", loss))).isEqualTo("""
            digraph "Dot" {
              rankdir=LR;
              node [fontname="monospace", fontsize=11];
              t0 [label="x[n]", shape=box];
              t1 [label="w[n]", shape=box, style=filled, fillcolor=lightgrey];
              t2 [label="s\\ns = Σ i. x[i] * w[i]", shape=ellipse];
              t3 [label="loss\\nloss = s²", shape=ellipse, peripheries=2];
              t1 -> t2;
              t0 -> t2;
              t2 -> t3;
            }
            """);
    }

    @Test
    void labelsAreEscaped() {
        assertThat(Graph.quoted("a \"b\" \\l\nc")).isEqualTo("\"a \\\"b\\\" \\\\l\\nc\"");
        Tensor x = m.input("x");
        Tensor y = m.define("y", List.of(), Reduction.NONE, List.of(), m.e.square(m.read(x)));
        assertThat(Graph.dot(m.network("N\" -> {", y))).startsWith("digraph \"N\\\" -> {\" {\n");
    }

    @Test
    void aLongChainIsNoProblem() {
        Scalar last = m.read(m.input("x"));
        for (int k = 0; k < 50_000; k++) {
            Scalar body = m.e.add(m.e.square(last), m.e.one());
            last = m.read(m.define("y" + k, List.of(), Reduction.NONE, List.of(), body));
        }
        Tensor end = m.define("end", List.of(), Reduction.NONE, List.of(), m.e.neg(last));
        String dot = Graph.dot(m.network("Chain", end));
        assertThat(Pattern.compile(" -> ").matcher(dot).results()).hasSize(50_001);
        assertThat(Description.equations(m.network("Chain", end)).lines()).hasSizeGreaterThan(50_000);
    }
}
