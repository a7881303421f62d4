package dev.chainrule.simplify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.scalar.Activations;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Comparison;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Rounding;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Whole;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every exact rule: what it makes, and the same bits on zeros, NaN, infinities and extremes. */
class ExactRulesTest {

    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        1,
        -1,
        0.1,
        -3.7,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1e-310,
        0x1p-1022,
        0x1p1023
    };

    private static Arguments row(String name, Function<Scenario, Scalar> before, Function<Scenario, Scalar> after) {
        return Arguments.of(name, before, after);
    }

    private static Scalar negative(Scenario s) {
        return s.e.less(s.c, s.e.zero());
    }

    private static Scalar large(Scenario s) {
        return s.e.less(s.e.one(), s.b);
    }

    static Stream<Arguments> rewrites() {
        return Stream.of(
                row("constants", s -> s.e.add(s.a, s.e.mul(s.e.real(3), s.e.real(4))), s -> s.e.add(s.a, s.e.real(12))),
                row("x - 0.0", s -> s.e.sub(s.a, s.e.zero()), s -> s.a),
                row("x - -0.0 adds 0.0", s -> s.e.sub(s.a, s.e.real(-0.0)), s -> s.e.sub(s.a, s.e.real(-0.0))),
                row("x + -0.0", s -> s.e.add(s.a, s.e.real(-0.0)), s -> s.a),
                row("-0.0 + x", s -> s.e.add(s.e.real(-0.0), s.a), s -> s.a),
                row("x + 0.0 stays", s -> s.e.add(s.a, s.e.zero()), s -> s.e.add(s.a, s.e.zero())),
                row("x² + 0.0", s -> s.e.add(s.e.square(s.a), s.e.zero()), s -> s.e.square(s.a)),
                row(
                        "(exp(x) + y) + 0.0",
                        s -> s.e.add(s.e.add(s.e.call(Powers.EXP, s.a), s.b), s.e.zero()),
                        s -> s.e.add(s.e.call(Powers.EXP, s.a), s.b)),
                row("x * 1", s -> s.e.mul(s.a, s.e.one()), s -> s.a),
                row("x / 1", s -> s.e.div(s.a, s.e.one()), s -> s.a),
                row("x * -1", s -> s.e.mul(s.a, s.e.real(-1)), s -> s.e.neg(s.a)),
                row("x * 0 stays", s -> s.e.mul(s.e.zero(), s.a), s -> s.e.mul(s.e.zero(), s.a)),
                row("x - x stays", s -> s.e.sub(s.a, s.a), s -> s.e.sub(s.a, s.a)),
                row("x / x stays", s -> s.e.div(s.a, s.a), s -> s.e.div(s.a, s.a)),
                row("0 / x stays", s -> s.e.div(s.e.zero(), s.a), s -> s.e.div(s.e.zero(), s.a)),
                row("-(a - b) stays", s -> s.e.neg(s.e.sub(s.a, s.b)), s -> s.e.neg(s.e.sub(s.a, s.b))),
                row(
                        "log(exp(x)) stays",
                        s -> s.e.call(Powers.LOG, s.e.call(Powers.EXP, s.a)),
                        s -> s.e.call(Powers.LOG, s.e.call(Powers.EXP, s.a))),
                row("-(-x)", s -> s.e.neg(s.e.neg(s.a)), s -> s.a),
                row("(-a) * b", s -> s.e.mul(s.e.neg(s.a), s.b), s -> s.e.neg(s.e.mul(s.a, s.b))),
                row("a / (-b)", s -> s.e.div(s.a, s.e.neg(s.b)), s -> s.e.neg(s.e.div(s.a, s.b))),
                row("(-a) * (-b)", s -> s.e.mul(s.e.neg(s.a), s.e.neg(s.b)), s -> s.e.mul(s.a, s.b)),
                row("a + (-b)", s -> s.e.add(s.a, s.e.neg(s.b)), s -> s.e.sub(s.a, s.b)),
                row("a - (-b)", s -> s.e.sub(s.a, s.e.neg(s.b)), s -> s.e.add(s.a, s.b)),
                row("(-a) + b", s -> s.e.add(s.e.neg(s.a), s.b), s -> s.e.sub(s.b, s.a)),
                row("-(3 * x)", s -> s.e.neg(s.e.mul(s.e.real(3), s.a)), s -> s.e.mul(s.e.real(-3), s.a)),
                row("x / 8", s -> s.e.div(s.a, s.e.real(8)), s -> s.e.mul(s.e.real(0.125), s.a)),
                row("x / 3 stays", s -> s.e.div(s.a, s.e.real(3)), s -> s.e.div(s.a, s.e.real(3))),
                row(
                        "x / 2^-1000 stays",
                        s -> s.e.div(s.a, s.e.real(0x1p-1000)),
                        s -> s.e.div(s.a, s.e.real(0x1p-1000))),
                row("x + x", s -> s.e.add(s.a, s.a), s -> s.e.mul(s.e.real(2), s.a)),
                row("x * 3", s -> s.e.mul(s.a, s.e.real(3)), s -> s.e.mul(s.e.real(3), s.a)),
                row("true ? a : b", s -> s.e.choice(s.e.bool(true), s.a, s.b), s -> s.a),
                row("q ? a : a", s -> s.e.choice(negative(s), s.a, s.a), s -> s.a),
                row(
                        "!q ? a : b",
                        s -> s.e.choice(s.e.not(negative(s)), s.a, s.b),
                        s -> s.e.choice(negative(s), s.b, s.a)),
                row(
                        "q ? (q ? a : b) : c",
                        s -> s.e.choice(negative(s), s.e.choice(negative(s), s.a, s.b), s.c),
                        s -> s.e.choice(negative(s), s.a, s.c)),
                row(
                        "q ? (r ? a : 0) : 0",
                        s -> s.e.choice(negative(s), s.e.choice(large(s), s.a, s.e.zero()), s.e.zero()),
                        s -> s.e.choice(s.e.and(negative(s), large(s)), s.a, s.e.zero())),
                row(
                        "q ? a : (r ? a : b)",
                        s -> s.e.choice(negative(s), s.a, s.e.choice(large(s), s.a, s.b)),
                        s -> s.e.choice(s.e.or(negative(s), large(s)), s.a, s.b)),
                row(
                        "q && q",
                        s -> s.e.choice(s.e.and(negative(s), negative(s)), s.a, s.b),
                        s -> s.e.choice(negative(s), s.a, s.b)),
                row(
                        "(q && r) && q",
                        s -> s.e.choice(s.e.and(s.e.and(negative(s), large(s)), negative(s)), s.a, s.b),
                        s -> s.e.choice(s.e.and(negative(s), large(s)), s.a, s.b)),
                row("q || !q", s -> s.e.choice(s.e.or(negative(s), s.e.not(negative(s))), s.a, s.b), s -> s.a),
                row("q && !q", s -> s.e.choice(s.e.and(negative(s), s.e.not(negative(s))), s.a, s.b), s -> s.b),
                row(
                        "!(a == b)",
                        s -> s.e.choice(s.e.and(s.e.not(s.e.equal(s.a, s.b)), large(s)), s.a, s.b),
                        s -> s.e.choice(s.e.and(s.e.notEqual(s.a, s.b), large(s)), s.a, s.b)),
                row(
                        "!(a < b) stays",
                        s -> s.e.choice(s.e.and(s.e.not(s.e.less(s.a, s.b)), large(s)), s.a, s.b),
                        s -> s.e.choice(s.e.and(s.e.not(s.e.less(s.a, s.b)), large(s)), s.a, s.b)),
                row("i < 5", s -> s.e.choice(s.e.less(s.at, s.e.integer(5)), s.a, s.b), s -> s.a),
                row("i + 1 <= 0", s -> s.e.choice(s.e.lessOrEqual(plus(s, 1), s.e.integer(0)), s.a, s.b), s -> s.b),
                row(
                        "i == 2 stays",
                        s -> s.e.choice(s.e.equal(s.at, s.e.integer(2)), s.a, s.b),
                        s -> s.e.choice(s.e.equal(s.at, s.e.integer(2)), s.a, s.b)),
                row(
                        "(q ? 1 : 0) != 0",
                        s -> s.e.choice(s.e.notEqual(mask(s), s.e.zero()), s.a, s.b),
                        s -> s.e.choice(negative(s), s.a, s.b)),
                row(
                        "1 > (q ? 1 : 0)",
                        s -> s.e.choice(s.e.call(Comparison.GREATER, s.e.one(), mask(s)), s.a, s.b),
                        s -> s.e.choice(negative(s), s.b, s.a)),
                row("(q ? 1 : 0) < 2", s -> s.e.choice(s.e.less(mask(s), s.e.real(2)), s.a, s.b), s -> s.a),
                row(
                        "i + 1 - 1",
                        s -> s.e.toReal(s.e.call(Whole.SUBTRACT, plus(s, 1), s.e.integer(1))),
                        s -> s.e.toReal(s.at)),
                row(
                        "div(i, 1)",
                        s -> s.e.toReal(s.e.call(Whole.FLOOR_DIVIDE, s.at, s.e.integer(1))),
                        s -> s.e.toReal(s.at)),
                row("max(x, x)", s -> s.e.call(Rounding.MAX, s.a, s.a), s -> s.a),
                row(
                        "relu(relu(x))",
                        s -> s.e.call(Activations.RELU, s.e.call(Activations.RELU, s.a)),
                        s -> s.e.call(Activations.RELU, s.a)),
                row("div(3 i + 1, 3)", s -> div(s, plus(s, times(s, 3), 1), 3), s -> s.e.toReal(s.at)),
                row("mod(3 i + 1, 3)", s -> mod(s, plus(s, times(s, 3), 1), 3), s -> s.e.one()),
                row("mod(i - 5, 5) borrows", s -> mod(s, plus(s, s.at, -5), 5), s -> s.e.toReal(s.at)),
                row(
                        "div(-1 - i, 5) borrows",
                        s -> div(s, s.e.call(Whole.SUBTRACT, s.e.integer(-1), s.at), 5),
                        s -> s.e.real(-1)),
                row("mod(i, 4) stays", s -> mod(s, s.at, 4), s -> s.e.toReal(mod(s, s.at, 4))),
                row("abs(-x)", s -> s.e.call(Rounding.ABS, s.e.neg(s.a)), s -> s.e.call(Rounding.ABS, s.a)),
                row(
                        "abs(exp(x))",
                        s -> s.e.call(Rounding.ABS, s.e.call(Powers.EXP, s.a)),
                        s -> s.e.call(Powers.EXP, s.a)),
                row(
                        "a stopped stop",
                        s -> s.e.call(Arithmetic.STOP_GRADIENT, s.e.call(Arithmetic.STOP_GRADIENT, s.a)),
                        s -> s.e.call(Arithmetic.STOP_GRADIENT, s.a)));
    }

    private static Scalar mask(Scenario s) {
        return s.e.choice(negative(s), s.e.one(), s.e.zero());
    }

    private static Scalar plus(Scenario s, long number) {
        return plus(s, s.at, number);
    }

    private static Scalar plus(Scenario s, Scalar whole, long number) {
        return s.e.call(Whole.ADD, whole, s.e.integer(number));
    }

    private static Scalar times(Scenario s, long number) {
        return s.e.call(Whole.MULTIPLY, s.e.integer(number), s.at);
    }

    private static Scalar div(Scenario s, Scalar whole, long number) {
        return s.e.call(Whole.FLOOR_DIVIDE, whole, s.e.integer(number));
    }

    private static Scalar mod(Scenario s, Scalar whole, long number) {
        return s.e.call(Whole.FLOOR_MODULO, whole, s.e.integer(number));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rewrites")
    void isAsExpectedAndChangesNoBit(String name, Function<Scenario, Scalar> before, Function<Scenario, Scalar> after) {
        Scenario scenario = Scenario.exact(before);
        assertThat(scenario.body()).isSameAs(after.apply(scenario));
        for (double a : SPECIAL) {
            for (double b : SPECIAL) {
                for (double c : new double[] {-1, 1, Double.NaN}) {
                    assertThat(scenario.after(a, b, c))
                            .as("%s, %s, %s", a, b, c)
                            .containsExactly(scenario.before(a, b, c));
                }
            }
        }
    }

    @Test
    void everyExactRuleIsSeenAtWork() {
        Set<String> seen = new HashSet<>();
        rewrites().forEach(row -> {
            @SuppressWarnings("unchecked")
            Function<Scenario, Scalar> before = (Function<Scenario, Scalar>) row.get()[1];
            Scenario.exact(before).made.forEach(rewrite -> seen.add(rewrite.rule()));
        });
        assertThat(seen)
                .containsAll(Rules.ALL.stream()
                        .filter(rule -> rule.stabilisation().isEmpty())
                        .map(Rule::name)
                        .toList());
    }

    @Test
    void constantsAreFoldedByStrictMath() {
        Scenario scenario = Scenario.exact(s -> s.e.mul(s.a, s.e.call(Powers.EXP, s.e.real(0.7))));
        assertThat(scenario.body()).isSameAs(scenario.e.mul(scenario.e.real(StrictMath.exp(0.7)), scenario.a));
    }

    @Test
    void rewritesReadLikeFormulas() {
        Scenario scenario = Scenario.exact(s -> s.e.add(s.a, s.e.neg(s.b)));
        assertThat(scenario.made).hasToString("[t: a + -b → a - b  (pull-signs-out)]");
    }
}
