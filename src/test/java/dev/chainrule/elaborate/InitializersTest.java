package dev.chainrule.elaborate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Initializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code fan_in} is the number of elements that the first reader sums over, {@code fan_out} that of the rest. */
class InitializersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "W[in, out] ; x @ W ; 5 ; 3",
                "W[in, out] ; tanh(x @ W + b) * 2 ; 5 ; 3",
                "W[out, in] ; dot[in](x, W) ; 5 ; 3",
                "W[in, out] ; sum[i: in](x[0, i] * W[i, 0]) ; 5 ; 3",
                "b2[out] ; x @ V + b2 ; 1 ; 3",
                "K[out, k, k] ; sum[u: k, v: k](z[u, v] * K[0, u, v]) ; 4 ; 3",
                "W3[in, k, out] ; sum[i: in](x[0, i] * W3[i, 0, 0]) ; 5 ; 6",
                "E[in, out] ; E[in = token] ; 5 ; 3", // no sum reads it: rows
                "w[in] ; x @ w ; 5 ; 1",
                "s ; s * sum(x) ; 1 ; 1"
            })
    void fans(String declared, String expression, int in, int out) {
        String name = declared.replaceAll("\\[.*", "");
        Elaborated given = Elaborated.network("""
                dim in = 5; dim out = 3; dim k = 2; dim batch = 4;
                input x[batch, in]; input z[k, k]; input token[batch]: in;
                param b[out] = zeros(); param V[in, out] = zeros();
                param %s = glorot_uniform();
                output y = %s;
                """.formatted(declared, expression));
        Initializer initializer = given.initializer(name);
        assertThat(initializer.kind()).isEqualTo(Initializer.Kind.GLOROT_UNIFORM);
        assertThat(Affine.of(initializer.fanIn()).value()).hasValue(in);
        assertThat(Affine.of(initializer.fanOut()).value()).hasValue(out);
    }

    @ParameterizedTest
    @CsvSource({
        "'uniform(-1, 2)',                    UNIFORM, -1, 2",
        "'uniform(high = 2, low = -1)',       UNIFORM, -1, 2",
        "'uniform(-1, high = 4 / 2)',         UNIFORM, -1, 2",
        "'normal(0.5, 0.25)',                 NORMAL, 0.5, 0.25",
        "'normal(deviation = 1 / sqrt(size(n)), mean = 0)', NORMAL, 0, 0.5"
    })
    void argumentsByPositionAndByName(String written, Initializer.Kind kind, double first, double second) {
        Initializer initializer = Elaborated.network(
                        "dim n = 4; input x[n]; param w[n] = %s; output y = x @ w;".formatted(written))
                .initializer("w");
        assertThat(initializer.kind()).isEqualTo(kind);
        assertThat(initializer.arguments()).containsExactly(first, second);
    }

    @ParameterizedTest
    @CsvSource({
        "'he_normal(fan_in = 64)',              64, 1",
        "'he_normal(fan_out = 2, fan_in = 10)', 10, 2",
        "'uniform(0, 1, fan_in = 7)',           7,  1"
    })
    void fansMayBeGiven(String written, int in, int out) {
        Initializer initializer = Elaborated.network(
                        "dim n = 4; input x[n]; param w[n] = %s; output y = x @ w;".formatted(written))
                .initializer("w");
        assertThat(Affine.of(initializer.fanIn()).value()).hasValue(in);
        assertThat(Affine.of(initializer.fanOut()).value()).hasValue(out);
    }
}
