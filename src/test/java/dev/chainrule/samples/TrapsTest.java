package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where derivatives by a program are known to go wrong: values and gradients by hand, or by the conventions of the language.
 * Each row is a function of one array.
 */
class TrapsTest {

    private static final double INF = Double.POSITIVE_INFINITY;

    /** A point, and what is right there. */
    private record Trap(String name, String function, double[] at, double value, double[] gradient) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Trap> TRAPS = traps();
    private static List<Generated> classes = List.of();

    private static double[] of(double... numbers) {
        return numbers;
    }

    private static Trap trap(String name, String body, double[] at, double value, double... gradient) {
        return new Trap(name, body, at, value, gradient);
    }

    private static List<Trap> traps() {
        double e = Math.E;
        return List.of(
                // what a choice does not take
                trap("the logarithm not taken", "x[0] > 0 ? log(x[0]) : x[1]", of(-1, 3), 3, 0, 1),
                trap("the logarithm not taken, at 0", "x[0] > 0 ? log(x[0]) : x[1]", of(0, 3), 3, 0, 1),
                trap("the root not taken, by a name", "y > 0 ? s : 2 * y; y = x[0]; s = sqrt(y)", of(0), 0, 2),
                trap("the quotient not taken", "x[0] == 0 ? 1 : sin(x[0]) / x[0]", of(0), 1, 0),
                trap("the infinity not taken", "x[0] < 1 ? x[0] : exp(1000 * x[0])", of(0.5), 0.5, 1),
                trap("max beside a NaN's derivative", "max(x[0], sqrt(x[1]))", of(2, 0), 2, 1, 0),
                trap(
                        "a mean over what is positive",
                        "sum[i: n where x[i] > 0](log(x[i]))",
                        of(-1, e, 0),
                        1,
                        0,
                        1 / e,
                        0),
                // ties and kinks, by convention
                trap("a tie of max goes to the first", "max(x)", of(2, 5, 5), 5, 0, 1, 0),
                trap("a tie of min goes to the first", "min(x)", of(2, 5, 2), 2, 1, 0, 0),
                trap("abs at 0", "abs(x[0])", of(0), 0, 0),
                trap("abs at -0", "abs(x[0])", of(-0.0), 0, 0),
                trap("relu at 0", "relu(x[0])", of(0), 0, 0),
                trap("relu(x) - relu(-x) at 0", "relu(x[0]) - relu(-x[0])", of(0), 0, 0),
                // singular points
                trap("x^0 at 0", "x[0]^0", of(0), 1, 0),
                trap("x^1 at 0", "x[0]^1", of(0), 0, 1),
                trap("x^2 at 0", "x[0]^2", of(0), 0, 0),
                trap("x^3 below 0", "x[0]^3", of(-2), -8, 12),
                trap("x^-1 below 0", "x[0]^-1", of(-2), -0.5, -0.25),
                trap("0^y", "x[0]^x[1]", of(0, 2), 0, 0, 0),
                trap("norm at 0", "norm(x)", of(0, 0), 0, 0, 0),
                trap("prod with one zero", "prod(x)", of(3, 0, 4), 0, 0, 12, 0),
                trap("prod with two zeros", "prod(x)", of(3, 0, 0), 0, 0, 0, 0),
                trap("hypot at the origin", "hypot(x[0], x[1])", of(0, 0), 0, 0, 0),
                trap("atan2 on the left axis", "atan2(x[0], x[1])", of(0, -2), Math.PI, -0.5, 0),
                trap("atan2 on the upper axis", "atan2(x[0], x[1])", of(2, 0), Math.PI / 2, 0, -0.5),
                // ranges
                trap("softplus far up", "softplus(x[0])", of(700), 700, 1),
                trap("softplus far down", "softplus(x[0])", of(-1e4), 0, 0),
                trap("log(1 + exp(x)) far up", "log(1 + exp(x[0]))", of(1e4), 1e4, 1),
                trap("log(sigmoid(x)) far down", "log(sigmoid(x[0]))", of(-1e4), -1e4, 1),
                trap("log(1 - sigmoid(x)) far up", "log(1 - sigmoid(x[0]))", of(40), -40, -1),
                trap("logsumexp far up", "logsumexp(x)", of(1e4, 1e4 - 800), 1e4, 1, 0),
                trap("logsumexp of a lone -Infinity", "logsumexp(x)", of(-INF, 2), 2, 0, 1),
                trap("softmax far apart", "softmax[n](x)[0]", of(700, -700), 1, 0, 0),
                trap("cross-entropy far apart", "cross_entropy[n](x, 1)", of(700, -700), 1400, 1, -1),
                trap("1 - tanh^2 far out", "1 - tanh(x[0])^2", of(20), 1.699341702e-17, -3.398683404e-17),
                trap("log1p near 0", "log(1 + x[0])", of(1e-18), 1e-18, 1),
                trap("expm1 near 0", "exp(x[0]) - 1", of(1e-18), 1e-18, 1),
                trap("log(2 + Σ exp) is left alone", "log(2 + sum(exp(x)))", of(0, 0), Math.log(4), 0.25, 0.25),
                trap("a variance far from 0", "variance(x)", of(1e8, 1e8 + 2), 1, -1, 1),
                trap("a variance of constants", "variance(x)", of(3, 3, 3), 0, 0, 0, 0),
                // reads
                trap("one tensor, read shifted", "sum[i: n where i > 0](x[i] * x[i - 1])", of(2, 3, 5), 21, 3, 7, 3),
                trap("one tensor, read backwards", "sum[i: n](x[i] * x[size(n) - 1 - i])", of(2, 3, 5), 29, 10, 6, 4),
                trap(
                        "a stride that leaves a rest",
                        "sum[i: n where 2 * i < size(n)](x[2 * i]^2)",
                        of(1, 2, 3, 4),
                        10,
                        2,
                        0,
                        6,
                        0),
                trap("a triangle", "sum[i: n](sum[j: i](x[i] * x[j]))", of(2, 3, 5), 31, 8, 7, 5),
                trap("all read at one place", "sum[i: n](x[0] * x[i])", of(2, 3), 10, 7, 2),
                // control
                trap("nothing flows through a stop", "x[0] * stop_gradient(x[0])", of(3), 9, 3),
                trap("a derivative in a loss", "grad[x](sum(x^3))[0]", of(2), 12, 12),
                trap("an argument that nothing reads", "x[0]", of(2, 7), 2, 1, 0));
    }

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        List<String> functions = new ArrayList<>();
        for (int i = 0; i < TRAPS.size(); i++) {
            List<String> parts = new ArrayList<>(List.of(TRAPS.get(i).function().split("; ")));
            String result = parts.remove(0);
            StringBuilder body = new StringBuilder();
            parts.forEach(part -> body.append("  ").append(part).append(";\n"));
            String assume = "  assume size(n) >= " + TRAPS.get(i).at().length + ";\n";
            functions.add("function Trap" + i + "[n](x[n]) {\n" + assume + body + "  return " + result + ";\n}\n");
        }
        classes = Generated.each(String.join("\n", functions));
    }

    static Stream<Trap> all() {
        return TRAPS.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void isRight(Trap trap) throws ReflectiveOperationException {
        Generated made = classes.get(TRAPS.indexOf(trap));
        double[] gradient = new double[trap.at().length];
        int length = trap.at().length;
        near(made.number("value", trap.at(), length), trap.value());
        made.call("gradient", trap.at(), length, gradient);
        for (int i = 0; i < gradient.length; i++) {
            near(gradient[i], trap.gradient()[i]);
        }
    }

    private static void near(double found, double right) {
        assertThat(found).isCloseTo(right, within(1e-9 * Math.abs(right)));
    }

    /** In time that grows with their number, not its square, and with a zero among them. */
    @Test
    void aProductOfManyFactors() throws ReflectiveOperationException {
        Generated product = Generated.from("function Product[n](x[n]) = prod(x);");
        int length = 300_000;
        double[] x = new double[length];
        Arrays.fill(x, 1);
        x[7] = 0;
        double[] gradient = new double[length];
        product.call("gradient", x, length, gradient);
        assertThat(gradient[7]).isEqualTo(1);
        assertThat(Arrays.stream(gradient).sum()).isEqualTo(1);
    }

    @Test
    void eachTrapIsNamedOnce() {
        assertThat(TRAPS).extracting(Trap::name).doesNotHaveDuplicates();
    }
}
