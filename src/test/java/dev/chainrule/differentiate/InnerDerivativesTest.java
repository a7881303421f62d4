package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.check.Point;
import dev.chainrule.check.Points;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs with derivatives inside of their equations, beside the same ones differentiated by hand. */
class InnerDerivativesTest {

    private static final String START =
            "function F[n, m](x[n], y[n, m], a) { assume size(n) >= 2; assume size(m) >= 1; %s }";

    private enum Pair {
        OF_A_NUMBER("return grad[a](a^3 * x[0]);", "return 3 * a^2 * x[0];"),
        OF_A_SUM("return sum(grad[x](sum(x^3)));", "return sum(3 * x^2);"),
        TWICE("return grad[a](grad[a](a^4 * x[1]));", "return 12 * a^2 * x[1];"),
        THREE_TIMES("s = grad[a](sin(a)); t = grad[a](s); return grad[a](t) + t;", "return -cos(a) - sin(a);"),
        OF_A_CONSTANT("return grad[a](3) + a * sum(grad[x](a^2)) + a;", "return a;"),
        FOR_ITSELF("return sum[i: n](grad[x](x[i])[i] * x[i]^2) + grad[a](a) * a;", "return sum(x^2) + a;"),
        FOR_ANOTHER_ELEMENT("return sum[i: n, j: n](grad[x](x[i])[j] * x[i] * x[j]^2);", "return sum(x^3);"),
        FOR_AN_EQUATION("s = a^2; t = a^3; return grad[s](s * t * s) * x[0];", "return 2 * a^5 * x[0];"),
        OF_AN_EQUATION_BETWEEN(
                "s[i: n] = sin(x[i]); t = sum(s^2); return sum[i: n](grad[s](t)[i] * x[i]);",
                "return sum(2 * sin(x) * x);"),
        UNDER_AN_INDEX(
                "f[i: n] = x[i]^2 * x[0]; d[i: n] = grad[x](f[i])[i]; return sum(d * x);",
                "return sum[i: n](x[i] * (2 * x[i] * x[0] + (i == 0 ? x[i]^2 : 0)));"),
        UNDER_TWO_INDICES(
                "f[i: n, j: m] = y[i, j]^2 * x[i]; return sum[i: n, j: m](grad[y](f[i, j])[i, j] * a^2 + grad[x](f[i, j])[i]);",
                "return sum[i: n, j: m](2 * y[i, j] * x[i] * a^2 + y[i, j]^2);"),
        ONE_PLACE_BEFORE(
                "f[i: n] = x[i]^3; return sum[i: n](i > 0 ? (grad[x](f[i - 1] else 0)[i - 1] else 0) * a : 0);",
                "return sum[i: n](i > 0 ? 3 * (x[i - 1] else 0)^2 * a : 0);"),
        AT_THE_OTHER_END(
                "f[i: n] = x[i]^3 * a; return sum[i: n](x[i] * grad[x](f[size(n) - 1 - i])[size(n) - 1 - i]);",
                "return sum[i: n](x[i] * 3 * a * x[size(n) - 1 - i]^2);"),
        AT_A_FIXED_PLACE(
                "f[i: n] = x[i] * x[0]; return grad[x](f[1])[0] * a + grad[x](f[0])[0];",
                "return x[1] * a + 2 * x[0];"),
        IN_A_FILTER(
                "return sum[i: n where grad[x](sum(x^2))[i] > 2](x[i] * a);",
                "return sum[i: n where 2 * x[i] > 2](x[i] * a);"),
        IN_A_CONDITION("return grad[a](a^2) > 2 ? a^3 : sum(x);", "return 2 * a > 2 ? a^3 : sum(x);"),
        IN_A_SUM("return sum[i: n](grad[x](sum(x^2))[i]^2 * a);", "return sum(4 * x^2 * a);"),
        OF_A_MAXIMUM("g[i: n] = grad[x](max(x) * a)[i]; return sum(g * x);", "return max(x) * a;"),
        OF_A_PRODUCT("return sum(grad[x](prod(x)) * x) * a;", "return size(n) * prod(x) * a;"),
        OF_A_CHOICE(
                "return sum[i: n](grad[x](sum[j: n](x[j] > 1 ? log(x[j]) : x[j]^2))[i] * a);",
                "return sum[i: n]((x[i] > 1 ? 1 / x[i] : 2 * x[i]) * a);"),
        NOT_THROUGH_A_STOP(
                "return grad[a](a^2 * stop_gradient(a)) + sum(x);", "return 2 * a * stop_gradient(a) + sum(x);"),
        ALONG_A_RECURRENCE(
                "h[t: n] = x[t] * (h[t - 1] else a); return sum(grad[x](h[size(n) - 1]) * x);",
                "return size(n) * prod(x) * a;"),
        OF_EACH_FOR_EACH(
                "f[i: n] = x[i] * x[i] + a * x[0]; return sum[i: n, j: n](grad[x](f[i])[j] * x[j]^2);",
                "return sum(2 * x^3) + size(n) * a * x[0]^2;");

        private final String inner;
        private final String byHand;

        Pair(String inner, String byHand) {
            this.inner = inner;
            this.byHand = byHand;
        }
    }

    /** Value and partial derivatives of what stands in the program, by the interpreter. */
    private static List<double[]> delivered(String body) {
        Model model = Source.model(START.formatted(body));
        Point point = new Points(model, 7, List.of(3, 2)).next(0);
        Model differentiated = Differentiator.differentiate(model);
        List<Tensor> results = differentiated.entries().stream()
                .flatMap(entry -> entry.results().stream())
                .map(result -> result.value())
                .toList();
        var values = Interpreter.evaluate(
                        differentiated.system().reachable(results), new Environment(point.lengths(), point.values()))
                .values();
        return results.stream().map(values::get).toList();
    }

    @ParameterizedTest
    @EnumSource
    void theyAreWhatTheyAreByHand(Pair pair) {
        List<double[]> found = delivered(pair.inner);
        List<double[]> expected = delivered(pair.byHand);
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).containsExactly(expected.get(i), within(1e-12));
        }
    }
}
