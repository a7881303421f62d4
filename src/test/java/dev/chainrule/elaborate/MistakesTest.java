package dev.chainrule.elaborate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.diagnostic.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One mistake makes one message, several make several; the messages themselves are in the fixtures. */
class MistakesTest {

    private static List<Diagnostic> mistakes(String program) {
        return Elaborated.compile(program, CompileOptions.STANDARD).diagnostics().stream()
                .filter(message -> message.code().isError())
                .toList();
    }

    /** The mistake is in h; what depends on it stays silent, in whatever way it does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "y = h + x;",
                "y = relu(h) @ w;",
                "y[i: n] = h[i] * 2;",
                "y = sum[i: n](h[i]);",
                "y = max[n](h);",
                "y = h[n = 0];",
                "y = x > h ? h : x;",
                "y = h > 0 && x > 0 ? 1 : 0;",
                "y = logsumexp[n](h) + softmax[n](h)[0];",
                "y = logsumexp[i: n](h[i]);",
                "y = squared_error(h, x);",
                "y = dot[n](h, x) + h @ x + x @ h;",
                "y = h^2 + 2^h;",
                "y = -h; z = !(h > 0) ? 1 : 0;",
                "y = h[i - 1];",
                "y = h(3);",
                "y[t: n] = (y[t - 1] else 0) + h[t];",
                "y = x[n = h];",
                "y = h; z = y; u = z + h; v = u @ z; output o = v;",
                "loss = mean(h); train loss with sgd(rate = 0.1);",
                "loss = mean(h^2); output p = h; train loss with adam(), clip_norm(5);",
                "y = stop_gradient(h) + clamp(h, low = 0, high = h);"
            })
    void whatDependsOnAMistakeStaysSilent(String dependents) {
        String program =
                "network N { dim n = 3; input x[n]; param w[n] = zeros(); h = x + nothing; %s }".formatted(dependents);
        assertThat(mistakes(program))
                .singleElement()
                .satisfies(message -> assertThat(message.title()).isEqualTo("there is no nothing"));
    }

    /** The same for declarations: what uses them stays silent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "input x[nothing]; y = x + 1; z = sum[i: n](x[i]);",
                "param W[n, nothing] = glorot_uniform(); y = v @ W; loss = sum(y); train loss with sgd();",
                "input k[n]: nothing; y = v[n = k]; z[i: n] = v[k[i]];",
                "hyper lambda = nothing; y = lambda * v;",
                "dim m = nothing + 1; input x[m]; y = x; z = sum[i: m](i); param w[n] = zeros();",
                "y[i: nothing] = v[i]; z = y + 1;",
                "y = sum[i: nothing](v[i]); z = y + 1;",
                "y = sum[nothing](v); z = y + 1;"
            })
    void whatUsesAMistakenDeclarationStaysSilent(String statements) {
        String program = "network N { dim n = 3; input v[n]; %s }".formatted(statements);
        assertThat(mistakes(program))
                .singleElement()
                .satisfies(message -> assertThat(message.title()).contains("nothing"));
    }

    @Test
    void severalMistakesAreToldInOneRun() {
        List<Diagnostic> mistakes = mistakes("""
                network N {
                  precision half;
                  dim n = 3; dim m = 4; dim rest = m / n;
                  input x[n]; input y[m]; input z[k];
                  param w[n] = sevens();
                  a = x + y;
                  b = sofmax[n](x);
                  c = sum[i: n](x[i + 1]);
                  loss = sum(x, y, x);
                  train loss with adamm();
                }
                function F(x) = y;
                """);
        assertThat(mistakes)
                .extracting(message -> message.code().id())
                .containsExactly(
                        "NN301", "NN205", "NN301", "NN301", "NN204", "NN301", "NN401", "NN303", "NN309", "NN301");
    }

    /** Independent operands of one expression, and arguments of one call, are all looked at. */
    @Test
    void anExpressionMayHaveSeveralMistakes() {
        assertThat(mistakes("function F(x) = one + two * three(x) - x;")).hasSize(3);
        assertThat(mistakes("function F(x) = squared_error(one, two);")).hasSize(2);
        assertThat(mistakes("function F(x) = x > 0 ? one : two;")).hasSize(2);
    }

    @Test
    void aNameIsGivenOnce() {
        assertThat(mistakes("network N { dim n; dim n; input x[n]; input x[n]; h = x; h = 2 * x; output h = 3 * x; }"))
                .hasSize(4)
                .allSatisfy(message -> {
                    assertThat(message.code().id()).isEqualTo("NN302");
                    assertThat(message.labels())
                            .singleElement()
                            .satisfies(label -> assertThat(label.text()).isEqualTo("first defined here"));
                });
    }

    /** A tensor may be called like a function of the library, as long as nobody calls it. */
    @Test
    void aTensorMayBearTheNameOfAFunction() {
        assertThat(mistakes("network N { dim n; input x[n]; mean = sum(x) / size(n); output y = x - mean; }"))
                .isEmpty();
        assertThat(mistakes("network N { dim n; input x[n]; norm = 1; output y = norm(x); }"))
                .hasSize(1);
    }

    /** As deep as may be written: no stack is too small for it. */
    @ParameterizedTest
    @ValueSource(strings = {"relu(%)", "(1 + %)", "-(%)", "(x > 0 ? % : 1)", "max(%, 1)", "gelu(%)", "sum(%)", "(%)^2"})
    void deepExpressionsCompile(String level) {
        String text = "x";
        for (int i = 0; i < 120; i++) {
            text = level.replace("%", text);
        }
        assertThat(mistakes("function F(x) = " + text + ";")).isEmpty();
    }
}
