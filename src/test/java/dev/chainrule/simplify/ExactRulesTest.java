package dev.chainrule.simplify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.scalar.Activations;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Comparison;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Rounding;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Special;
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

    private static Scalar exp(Scenario s, Scalar x) {
        return s.e.call(Powers.EXP, x);
    }

    private static Arguments abs(String name, Function<Scenario, Scalar> inner) {
        return row(name, s -> s.e.call(Rounding.ABS, inner.apply(s)), inner);
    }

    private static Arguments absStays(String name, Function<Scenario, Scalar> inner) {
        Function<Scenario, Scalar> same = s -> s.e.call(Rounding.ABS, inner.apply(s));
        return row(name, same, same);
    }

    private static Arguments plusZero(String name, Function<Scenario, Scalar> inner) {
        return row(name, s -> s.e.add(inner.apply(s), s.e.zero()), inner);
    }

    private static Arguments plusZeroStays(String name, Function<Scenario, Scalar> inner) {
        Function<Scenario, Scalar> same = s -> s.e.add(inner.apply(s), s.e.zero());
        return row(name, same, same);
    }

    private static Arguments decided(String name, Function<Scenario, Scalar> condition, boolean truth) {
        return row(name, s -> s.e.choice(condition.apply(s), s.a, s.b), s -> truth ? s.a : s.b);
    }

    private static Arguments logic(
            String name, Function<Scenario, Scalar> condition, Function<Scenario, Scalar> simpler) {
        return row(name, s -> s.e.choice(condition.apply(s), s.a, s.b), s -> s.e.choice(simpler.apply(s), s.a, s.b));
    }

    /** Inside of another condition, since a choice of a negated one is turned round. */
    private static Arguments opposite(
            String name, Function<Scenario, Scalar> comparison, Function<Scenario, Scalar> other) {
        return logic(
                name,
                s -> s.e.and(s.e.not(comparison.apply(s)), negative(s)),
                s -> s.e.and(other.apply(s), negative(s)));
    }

    private static Scalar third(Scenario s) {
        return s.e.less(s.a, s.b);
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
                abs("abs(x² * exp(y))", s -> s.e.mul(s.e.square(s.a), exp(s, s.b))),
                absStays("abs(x * exp(y)) stays", s -> s.e.mul(s.a, exp(s, s.b))),
                absStays("abs(exp(x) * y) stays", s -> s.e.mul(exp(s, s.a), s.b)),
                abs("abs(exp(x) + exp(y))", s -> s.e.add(exp(s, s.a), exp(s, s.b))),
                absStays("abs(exp(x) + y) stays", s -> s.e.add(exp(s, s.a), s.b)),
                absStays("abs(x + exp(y)) stays", s -> s.e.add(s.a, exp(s, s.b))),
                abs("abs(q ? exp(x) : 0)", s -> s.e.choice(negative(s), exp(s, s.a), s.e.zero())),
                absStays("abs(q ? x : exp(y)) stays", s -> s.e.choice(negative(s), s.a, exp(s, s.b))),
                absStays("abs(q ? exp(x) : -1) stays", s -> s.e.choice(negative(s), exp(s, s.a), s.e.real(-1))),
                absStays("abs(q ? exp(x) : -0.0) stays", s -> s.e.choice(negative(s), exp(s, s.a), s.e.real(-0.0))),
                plusZero("(x + exp(y)) + 0.0", s -> s.e.add(s.a, exp(s, s.b))),
                plusZeroStays("(x + y) + 0.0 stays", s -> s.e.add(s.a, s.b)),
                plusZero("(q ? exp(x) : -1) + 0.0", s -> s.e.choice(negative(s), exp(s, s.a), s.e.real(-1))),
                plusZeroStays("(q ? x : 1) + 0.0 stays", s -> s.e.choice(negative(s), s.a, s.e.one())),
                plusZeroStays("(q ? 1 : x) + 0.0 stays", s -> s.e.choice(negative(s), s.e.one(), s.a)),
                plusZeroStays("(q ? 1 : -0.0) + 0.0 stays", s -> s.e.choice(negative(s), s.e.one(), s.e.real(-0.0))),
                row("-x + 0.0", s -> s.e.add(s.e.neg(s.a), s.e.zero()), s -> s.e.sub(s.e.zero(), s.a)),
                plusZero("i + 0.0", s -> s.e.toReal(s.at)),
                row("x / 2^126", s -> s.e.div(s.a, s.e.real(0x1p126)), s -> s.e.mul(s.e.real(0x1p-126), s.a)),
                row("x / 2^127 stays", s -> s.e.div(s.a, s.e.real(0x1p127)), s -> s.e.div(s.a, s.e.real(0x1p127))),
                row(
                        "a row of its own has no strict value",
                        s -> s.e.call(Special.LGAMMA, s.e.real(3.5)),
                        s -> s.e.call(Special.LGAMMA, s.e.real(3.5))),
                row("mod(i, 1)", s -> s.e.toReal(mod(s, s.at, 1)), s -> s.e.zero()),
                decided("i == i", s -> s.e.call(Whole.EQUAL, s.at, s.at), true),
                decided("i != i", s -> s.e.call(Whole.NOT_EQUAL, s.at, s.at), false),
                decided("i == 5", s -> s.e.equal(s.at, s.e.integer(5)), false),
                decided("i != 5", s -> s.e.notEqual(s.at, s.e.integer(5)), true),
                decided("i == -1", s -> s.e.equal(s.at, s.e.integer(-1)), false),
                decided("i <= 4", s -> s.e.lessOrEqual(s.at, s.e.integer(4)), true),
                decided("5 <= i", s -> s.e.lessOrEqual(s.e.integer(5), s.at), false),
                decided("true && true", s -> s.e.call(Logic.AND, s.e.bool(true), s.e.bool(true)), true),
                logic("true && q", s -> s.e.call(Logic.AND, s.e.bool(true), negative(s)), s -> negative(s)),
                logic("q && true", s -> s.e.call(Logic.AND, negative(s), s.e.bool(true)), s -> negative(s)),
                logic("false || q", s -> s.e.call(Logic.OR, s.e.bool(false), negative(s)), s -> negative(s)),
                logic("q || false", s -> s.e.call(Logic.OR, negative(s), s.e.bool(false)), s -> negative(s)),
                decided("false && q", s -> s.e.call(Logic.AND, s.e.bool(false), negative(s)), false),
                decided("q && false", s -> s.e.call(Logic.AND, negative(s), s.e.bool(false)), false),
                decided("true || q", s -> s.e.call(Logic.OR, s.e.bool(true), negative(s)), true),
                decided("q || true", s -> s.e.call(Logic.OR, negative(s), s.e.bool(true)), true),
                decided("!q || q", s -> s.e.or(s.e.not(negative(s)), negative(s)), true),
                logic(
                        "q && (q && r)",
                        s -> s.e.and(negative(s), s.e.and(negative(s), large(s))),
                        s -> s.e.and(negative(s), large(s))),
                logic(
                        "q && (r && q)",
                        s -> s.e.and(negative(s), s.e.and(large(s), negative(s))),
                        s -> s.e.and(negative(s), large(s))),
                logic(
                        "q || (q && r) stays",
                        s -> s.e.or(negative(s), s.e.and(negative(s), large(s))),
                        s -> s.e.or(negative(s), s.e.and(negative(s), large(s)))),
                logic(
                        "((q && r) && t) && q",
                        s -> s.e.and(s.e.and(s.e.and(negative(s), large(s)), third(s)), negative(s)),
                        s -> s.e.and(s.e.and(negative(s), large(s)), third(s))),
                logic(
                        "((q && r) && t) && r",
                        s -> s.e.and(s.e.and(s.e.and(negative(s), large(s)), third(s)), large(s)),
                        s -> s.e.and(s.e.and(negative(s), large(s)), third(s))),
                logic(
                        "((q && r) && t) && t",
                        s -> s.e.and(s.e.and(s.e.and(negative(s), large(s)), third(s)), third(s)),
                        s -> s.e.and(s.e.and(negative(s), large(s)), third(s))),
                opposite("!(i < 2)", s -> s.e.less(s.at, s.e.integer(2)), s -> s.e.lessOrEqual(s.e.integer(2), s.at)),
                opposite("!(i <= 2)", s -> s.e.lessOrEqual(s.at, s.e.integer(2)), s -> s.e.less(s.e.integer(2), s.at)),
                opposite("!(i == 2)", s -> s.e.equal(s.at, s.e.integer(2)), s -> s.e.notEqual(s.at, s.e.integer(2))),
                opposite("!(i != 2)", s -> s.e.notEqual(s.at, s.e.integer(2)), s -> s.e.equal(s.at, s.e.integer(2))),
                opposite("!(a != b)", s -> s.e.notEqual(s.a, s.b), s -> s.e.equal(s.a, s.b)),
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
