package dev.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Functions;
import dev.chainrule.scalar.Hyperbolic;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Rounding;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Type;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake at a time in the compiler: each is found, and the report names the line that it spoils. */
class BrokenCompilerTest {

    private static final String PROGRAM = """
            network Net {
              dim n; dim k = 3; dim m = 2;
              input x[n, k]; input t[n, m];
              param W[k, m] = normal(0, 1); param c = constant(0.95);
              a = exp(0.1 * (x @ W));
              b = log(1.5 + a^2);
              d = max(b, c * a);
              e = d - 0.3 * b;
              loss = mean((e - t)^2);
            }
            """;

    private static String text(CheckReport report) {
        return String.join("\n", report.lines());
    }

    @Test
    void withoutAMistakeNothingIsFound() {
        CheckReport report = BrokenCompiler.SOUND.check(PROGRAM);
        assertThat(report.passed()).as(text(report)).isTrue();
    }

    static Stream<Arguments> derivativeRows() {
        return Functions.all().stream()
                .filter(function -> function.resultType() == Type.REAL
                        && function.operandTypes().stream().allMatch(type -> type == Type.REAL))
                .flatMap(function -> Stream.iterate(0, i -> i < function.arity(), i -> i + 1)
                        .filter(operand -> function.derivative(operand).isPresent())
                        .map(operand -> Arguments.of(function, operand)));
    }

    /** Each derivative of each row, one percent too large. */
    @ParameterizedTest
    @MethodSource("derivativeRows")
    void aWrongDerivativeRowIsFound(ScalarFunction function, int operand) {
        ScalarFunction broken = Mutants.withDerivativeTimes(1.01, function, operand);
        ScalarFunction placeholder = function.arity() == 1 ? Hyperbolic.TANH : Powers.HYPOT;
        BrokenCompiler compiler = BrokenCompiler.withMeaning((call, e) -> call.is(placeholder)
                ? Optional.of(e.call(broken, call.operands().toArray(dev.chainrule.scalar.Scalar[]::new)))
                : Optional.empty());
        ScalarFunction.Domain first = function.domains().get(0);
        ScalarFunction.Domain last = function.domains().get(function.arity() - 1);
        CheckReport report = compiler.check("""
                network Row {
                  dim n; input x[n]; param w = constant(0.5); param v = constant(0.6);
                  s = %s;
                  r = %s;
                  y = %s;
                  loss = mean(y * (1 + x));
                }
                """.formatted(
                inside(first, "w"), inside(last, "v"), function.arity() == 1 ? "tanh(s) + 0.1 * r" : "hypot(s, r)"));
        assertThat(report.passed()).as(text(report)).isFalse();
        assertThat(text(report))
                .contains("the generated class, the interpreter and dual numbers agree: suspect a derivative row")
                .contains("its derivative is wrong where it stands: net.nn:5:");
    }

    private static String inside(ScalarFunction.Domain domain, String parameter) {
        double width = domain.high() - domain.low();
        return String.format(
                Locale.ROOT, "%f + %f * sigmoid(%s * x)", domain.low() + 0.1 * width, 0.8 * width, parameter);
    }

    static Stream<Arguments> rewrites() {
        return Stream.of(
                Arguments.of(
                        "exp(x) is 1 + x",
                        5,
                        rewrite(Powers.EXP, (call, e) -> Optional.of(e.add(e.one(), call.operand(0))))),
                Arguments.of(
                        "log(x) is log1p(x)",
                        6,
                        rewrite(Powers.LOG, (call, e) -> Optional.of(e.call(Powers.LOG1P, call.operand(0))))),
                Arguments.of("max(a, b) is a", 7, rewrite(Rounding.MAX, (call, e) -> Optional.of(call.operand(0)))),
                Arguments.of(
                        "a - b is b - a",
                        8,
                        rewrite(
                                Arithmetic.SUBTRACT,
                                (call, e) -> Optional.of(e.sub(call.operand(1), call.operand(0))))));
    }

    private static BrokenCompiler.Rewrite rewrite(ScalarFunction function, BrokenCompiler.Rewrite rule) {
        return (call, e) -> call.is(function) ? rule.of(call, e) : Optional.empty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rewrites")
    void aWrongRewriteOfTheValueIsFound(String name, int line, BrokenCompiler.Rewrite rewrite) {
        CheckReport report = BrokenCompiler.withValue(rewrite).check(PROGRAM);
        assertThat(report.passed()).isFalse();
        assertThat(text(report)).contains("the class computes this otherwise: net.nn:" + line + ":");
    }

    /** Rewrites of what computes the gradient only: the value stays right. */
    @Test
    void aWrongRewriteOfTheGradientIsFound() {
        CheckReport report = BrokenCompiler.withGradient(rewrite(
                        Choice.CHOICE,
                        (call, e) ->
                                Optional.of(e.call(Choice.CHOICE, call.operand(0), call.operand(2), call.operand(1)))))
                .check(PROGRAM);
        assertThat(report.failures()).isEmpty();
        assertThat(text(report))
                .contains("the class computes the adjoint of ")
                .contains(", which is read here: net.nn:7:");
    }

    static Stream<Arguments> emissions() {
        return Stream.of(
                Arguments.of("a loop that ends too early", 5, "k < K;", "k < K - 1;"),
                Arguments.of("a read beside the element", 5, "multiplyAdd(x[i * K + k],", "multiplyAdd(x[i * K],"),
                Arguments.of("a sum that keeps its last term", 9, "Sum += ", "Sum = "),
                Arguments.of("another function", 7, "Math.max(", "Math.min("));
    }

    /** Done to the text, so that it is done to whatever is made to find it as well. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("emissions")
    void wrongLoopsAreFound(String name, int line, String right, String wrong) {
        CheckReport report =
                BrokenCompiler.withJava(java -> java.replace(right, wrong)).check(PROGRAM);
        assertThat(report.passed()).as(text(report)).isFalse();
        assertThat(text(report)).contains("net.nn:" + line + ":");
    }
}
