package dev.chainrule.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.syntax.CompilationUnit;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.Name;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclarationsTest {

    @Test
    void packageImportsAndDeclarations() {
        CompilationUnit unit = Parsing.unit("""
                package a.b_1.c;
                import "layers.nn";
                import "../x y/z.nn";
                fn half(x) = x / 2;
                function F(x) = half(x);
                """);
        assertThat(unit.packageName().orElseThrow().text()).isEqualTo("a.b_1.c");
        assertThat(unit.imports()).extracting(CompilationUnit.Import::path).containsExactly("layers.nn", "../x y/z.nn");
        assertThat(unit.declarations()).extracting(one -> one.name().text()).containsExactly("half", "F");
        assertThat(unit.declarations().get(0)).isInstanceOf(Declaration.Inline.class);
        assertThat(unit.declarations().get(1)).isInstanceOf(Declaration.Function.class);
    }

    @Test
    void nothingIsAFileToo() {
        assertThat(Parsing.unit("").declarations()).isEmpty();
        assertThat(Parsing.unit("// only a remark").declarations()).isEmpty();
    }

    @Test
    void argumentsHaveAxesDimsOfIndicesAndDefaults() {
        Declaration.Function function =
                (Declaration.Function) Parsing.unit("function F[n, m](x[n, m], y[n]: m, rate = 0.1) = x;")
                        .declarations()
                        .get(0);
        assertThat(function.dims()).extracting(Name::text).containsExactly("n", "m");
        assertThat(function.parameters()).hasSize(3);
        assertThat(function.parameters().get(0).axes()).extracting(Name::text).containsExactly("n", "m");
        assertThat(function.parameters().get(1).indexOf().orElseThrow().text()).isEqualTo("m");
        assertThat(Parenthesised.of(function.parameters().get(2).standard().orElseThrow()))
                .isEqualTo("0.1");
    }

    @Test
    void statements() {
        List<Item> items = Parsing.items("""
                precision float; math exact;
                dim batch; dim half = side / 2;
                input x[batch, half]; input y[batch]: half; input z;
                param W[half] = zeros(); param b;
                hyper lambda = 1;
                state s[half] = 0; update s = 0.9 * s; update t[i: half] = s[i];
                h[n: batch, j] = x; output p = h;
                train loss with sgd(rate = 0.1), clip_norm(5);
                assume k < size(n);
                derive gradient, hessian;
                return 1;
                """);
        assertThat(items)
                .extracting(item -> item.getClass().getSimpleName())
                .containsExactly(
                        "Precision",
                        "MathMode",
                        "Dim",
                        "Dim",
                        "Input",
                        "Input",
                        "Input",
                        "Param",
                        "Param",
                        "Hyper",
                        "State",
                        "Update",
                        "Update",
                        "Equation",
                        "Equation",
                        "Train",
                        "Assume",
                        "Derive",
                        "Return");
        assertThat(((Item.Dim) items.get(2)).length()).isEmpty();
        assertThat(Parenthesised.of(((Item.Dim) items.get(3)).length().orElseThrow()))
                .isEqualTo("(side / 2)");
        assertThat(((Item.Input) items.get(5)).indexOf().orElseThrow().text()).isEqualTo("half");
        assertThat(((Item.Param) items.get(8)).initializer()).isEmpty();
        Item.Equation h = (Item.Equation) items.get(13);
        assertThat(h.output()).isFalse();
        assertThat(h.bindings().get(0).index().orElseThrow().text()).isEqualTo("n");
        assertThat(h.bindings().get(1).index()).isEmpty();
        assertThat(((Item.Equation) items.get(14)).output()).isTrue();
        assertThat(((Item.Train) items.get(15)).clauses()).hasSize(2);
        assertThat(((Item.Derive) items.get(17)).wanted())
                .extracting(Name::text)
                .containsExactly("gradient", "hessian");
    }

    @Test
    void anOptimizerNamesParameterAndGradient() {
        Declaration.Optimizer optimizer = (Declaration.Optimizer)
                Parsing.unit("optimizer plain(rate = 0.1) for p, g { update p = p - rate * g; }")
                        .declarations()
                        .get(0);
        assertThat(optimizer.parameter().text()).isEqualTo("p");
        assertThat(optimizer.gradient().text()).isEqualTo("g");
        assertThat(optimizer.items()).hasSize(1);
    }

    @Test
    void documentationStandsBeforeWhatItDocuments() {
        Declaration.Network network =
                (Declaration.Network) Parsing.unit("""
                /** A network.
                 *
                 *   Two paragraphs. */
                network N {
                  /** Not this. */
                  /** The
                   * batch. */
                  dim batch;
                  /* a remark */ input x[batch];
                  /** The loss. */ // and a remark behind
                  loss = mean(x);
                  /**/ y = x;
                }
                """).declarations().get(0);
        assertThat(network.doc()).contains("A network.\n\nTwo paragraphs.");
        assertThat(((Item.Dim) network.items().get(0)).doc()).contains("The\nbatch.");
        assertThat(((Item.Input) network.items().get(1)).doc()).isEmpty();
        assertThat(((Item.Equation) network.items().get(2)).doc()).contains("The loss.");
        assertThat(((Item.Equation) network.items().get(3)).doc()).isEmpty();
    }
}
