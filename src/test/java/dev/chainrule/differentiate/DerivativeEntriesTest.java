package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.check.Point;
import dev.chainrule.check.Points;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All derivatives that can be asked for: what they are, and where they are delivered. */
class DerivativeEntriesTest {

    private static final String OF_A_NUMBER =
            "function F[n, m](x[n], y[n, m], a) { assume size(n) >= 1; assume size(m) >= 1;"
                    + " derive gradient, hessian, hvp, jacobian, jvp, vjp; %s }";
    private static final String OF_A_TENSOR =
            "function F[n, m](x[n], y[n, m], a) { assume size(n) >= 1; assume size(m) >= 1; derive jacobian, jvp, vjp; %s }";

    private enum Number {
        A_POLYNOMIAL("return sum[i: n, j: m](x[i]^2 * y[i, j] * a^3);"),
        A_CHOICE("s[i: n] = log(x[i]); return sum[i: n](x[i] > 1 ? a * s[i]^2 * y[i, 0] : a^2);"),
        THE_LARGEST("return a * max[i: n, j: m](x[i]^2 * y[i, j]) + sum[i: n](min[j: m](y[i, j] * a)^2);"),
        A_PRODUCT("return prod[i: n](x[i] + a) * prod[i: n, j: m](y[i, j]);"),
        A_RECURRENCE("h[t: n] = sin(x[t] + a * (h[t - 1] else y[0, 0])); return sum(h^2);"),
        A_RECURRENCE_WITH_A_CHOICE("h[t: n] = x[t] > 1 ? log(x[t]) * (h[t - 1] else a) : a^2; return sum(h^2);"),
        WINDOWS("t[i: n, j: m] = x[i] * (y[i - 1, j + 1] else a); return sum(tanh(t));"),
        LAYERS("h[i: n] = tanh(sum[j: m](y[i, j] * sin(y[0, j])) + x[i]); return logsumexp(h) * a;");

        private final String body;

        Number(String body) {
            this.body = body;
        }
    }

    private enum Value {
        ELEMENT_BY_ELEMENT("return x^2 * a;"),
        A_MATRIX("t[i: m, j: n] = sin(x[j] * y[j, i]) + a; return t;"),
        A_CONTRACTION("t[i: n, k: n] = sum[j: m](tanh(y[i, j]) * y[k, j] * a); return t;"),
        SOFTMAX("t[i: n, j: m] = exp(y[i, j]) / sum[k: m](exp(y[i, k])); return t;"),
        THE_LARGEST("t[i: n] = max[j: m](y[i, j]) * x[i]; return t;"),
        WINDOWS("t[i: n] = (x[i + 1] else a) - x[i]^2 * x[size(n) - 1 - i]; return t;"),
        DIGITS("dim four = 4; t[k: four] = y[mod(k, size(n)), 0] + (x[2 * k] else 0) + a; return t;"),
        A_RECURRENCE("h[t: n] = sin(x[t] + a * (h[t - 1] else y[0, 0])); return h;");

        private final String body;

        Value(String body) {
            this.body = body;
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofANumber(Number of) {
        Model model = Source.model(OF_A_NUMBER.formatted(of.body));
        assertThat(SlopeCheck.check(model, new Points(model, 7, List.of(3, 2)).next(0)))
                .isEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource
    void ofATensor(Value of) {
        Model model = Source.model(OF_A_TENSOR.formatted(of.body));
        assertThat(SlopeCheck.check(model, new Points(model, 7, List.of(3, 2)).next(0)))
                .isEqualTo(3);
    }

    @Test
    void matricesAreDeliveredInBlocks() {
        assertThat(delivered("function F[n](x[n], a) { derive hessian; return a * sum(x^2); }"))
                .containsExactly(
                        "value VALUE: value RETURNED",
                        "hessian HESSIAN of value: d BLOCK x / x, d BLOCK a / x, d MIRRORED x / a, d BLOCK a / a");
        assertThat(delivered("function F[n](x[n], a) { derive jacobian; return a * x; }"))
                .containsExactly("value VALUE: value OUT", "jacobian JACOBIAN of value: d BLOCK x, d BLOCK a");
    }

    @Test
    void productsTakeAVector() {
        assertThat(delivered("function F[n](x[n], theta) { derive jvp, vjp; return theta * x; }"))
                .containsExactly(
                        "value VALUE: value OUT",
                        "jvp JVP of value by v (vX for x, vTheta for theta): dcotangent OUT",
                        "vjp VJP of value by w (w): d PARTIAL x, d PARTIAL theta");
        assertThat(delivered("function F[n](x[n], a) { derive hvp; return a * sum(x^2); }"))
                .containsExactly(
                        "value VALUE: value RETURNED",
                        "hvp HVP of value by v (vX for x, vA for a): d PARTIAL x, d PARTIAL a");
    }

    @Test
    void networksNameThemAfterWhatIsDifferentiated() {
        assertThat(delivered("""
                        network F {
                          dim n; input x[n]; param w = ones(); param b = ones(); state seen = zeros();
                          h[i: n] = tanh(w * dropout(x[i], 0.5) + b);
                          update seen = 0.5 * seen + sum(h);
                          loss = sum(h^2);
                          output mean_h = sum(h) / 2;
                          output h2 = h;
                          derive gradient, hvp, jacobian;
                          train loss with sgd(rate = 0.1), freeze(b);
                        }
                        """))
                .containsExactly(
                        "loss VALUE: loss RETURNED",
                        "lossAndGradient GRADIENT: loss RETURNED, d PARTIAL w, d PARTIAL b",
                        "stepGradient STEP: loss RETURNED, d PARTIAL w, nextSeen ASSIGNED seen",
                        "lossHvp HVP of loss by v (vW for w, vB for b): d PARTIAL w, d PARTIAL b",
                        "lossInPrediction IN_PREDICTION: loss2 RETURNED",
                        "update UPDATE: nextV ASSIGNED v, nextP ASSIGNED parameters",
                        "mean_h OUTPUT: mean_h OUT",
                        "mean_hJacobian JACOBIAN of mean_h: d BLOCK w, d BLOCK b",
                        "h2 OUTPUT: h2 OUT",
                        "h2Jacobian JACOBIAN of h2: d BLOCK w, d BLOCK b");
    }

    @Test
    void whatKeepsAndFreezesNothingStepsByItsGradient() {
        assertThat(delivered("""
                        network F {
                          param w = ones();
                          loss = w^2;
                          train loss with sgd(rate = 0.1);
                        }
                        """))
                .containsExactly(
                        "loss VALUE: loss RETURNED",
                        "lossAndGradient GRADIENT: loss RETURNED, d PARTIAL w",
                        "update UPDATE: nextP ASSIGNED parameters");
    }

    /** In a line: how partial derivatives are called is the compiler's own affair. */
    private static List<String> delivered(String program) {
        return Differentiator.differentiate(Source.model(program)).entries().stream()
                .map(entry -> entry.name() + " " + entry.kind()
                        + entry.of().map(of -> " of " + of).orElse("")
                        + entry.vector()
                                .map(vector -> " by " + vector.name() + " ("
                                        + String.join(
                                                ", ",
                                                vector.parts().stream()
                                                        .map(part -> part.tensor()
                                                                + part.of()
                                                                        .map(of -> " for " + of)
                                                                        .orElse(""))
                                                        .toList())
                                        + ")")
                                .orElse("")
                        + ": "
                        + String.join(
                                ", ",
                                entry.results().stream()
                                        .map(DerivativeEntriesTest::delivered)
                                        .toList()))
                .toList();
    }

    private static String delivered(Entry.Result result) {
        boolean derivative = result.destination() == Entry.Destination.PARTIAL
                || result.destination() == Entry.Destination.BLOCK
                || result.destination() == Entry.Destination.MIRRORED;
        return (derivative ? "d" : result.value().name()) + " " + result.destination()
                + result.of().map(of -> " " + of).orElse("")
                + result.rows().map(rows -> " / " + rows).orElse("");
    }

    /** At 1 the adjoint of the logarithm is 0, and its derivative is not: (log x)² has the second derivative 2 (1 - log x) / x². */
    @ParameterizedTest
    @EnumSource
    void whatFlowsIsKnownEvenWhereItIsZero(Flowing how) {
        Model model = Source.model("function F[n](x[n], c[n]) { derive hessian, hvp; " + how.body + " }");
        Model differentiated = Differentiator.differentiate(model);
        Point drawn = new Points(model, 3, List.of(2)).next(0);
        Map<Tensor, double[]> values = new LinkedHashMap<>(drawn.values());
        Tensor x = model.arguments().get(0);
        values.put(x, new double[] {1, Math.E});
        values.put(model.arguments().get(1), new double[] {2, 2});
        Entry hessian = differentiated.entries().stream()
                .filter(entry -> entry.kind() == Entry.Kind.HESSIAN)
                .findFirst()
                .orElseThrow();
        Tensor block = hessian.results().get(0).value();
        double[] found = Interpreter.evaluate(
                        differentiated.system().reachable(List.of(block)), new Environment(drawn.lengths(), values))
                .values()
                .get(block);
        assertThat(found).containsExactly(new double[] {2, 0, 0, 0}, within(1e-15));
    }

    private enum Flowing {
        UNDER_A_CONDITION("s[i: n] = log(x[i]); return sum[i: n](c[i] > 1 ? s[i]^2 : 0);"),
        THROUGH_A_SUM("s[i: n] = log(x[i]); t[i: n] = s[i] * 1; return sum[i: n, j: 1](c[i] > 1 ? t[i]^2 : 0);"),
        UNDER_EITHER_OF_TWO("s[i: n] = log(x[i]); return sum[i: n]((c[i] > 1 ? s[i]^2 : 0) + (x[i] > 7 ? s[i] : 0));"),
        UNDER_A_LONG_CONDITION(
                "s[i: n] = log(x[i]); return sum[i: n](c[i] > 1 && c[i] > 1.1 && c[i] * x[i] > 1 && c[i] + x[i] > 1.2"
                        + " && x[i] - c[i] < 2 && sin(c[i]) > 0.1 && x[i] / c[i] > 0.2 && exp(x[i]) > 1.5 && c[i]^2 > 0.3"
                        + " ? s[i]^2 : 0);"),
        ALONG_A_RECURRENCE(
                "s[i: n] = log(x[i]); dim two = 2; h[i: n, t: two] = c[i] > 1 ? (h[i, t - 1] else 0) + t * s[i] : 0;"
                        + " return sum[i: n](h[i, 1]^2);");

        private final String body;

        Flowing(String body) {
            this.body = body;
        }
    }
}
