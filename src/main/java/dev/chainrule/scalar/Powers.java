package dev.chainrule.scalar;

import java.util.List;

/** Real powers, roots, exponentials, logarithms. For literal whole exponents see {@link IntegerPower}. */
public final class Powers {

    private Powers() {}

    /**
     * {@code a ^ b} as {@link Math#pow} defines it, for an exponent that is no literal whole number.
     *
     * <p>d/da = b · a^(b - 1), which holds below 0 too where b is a whole number; where b = 0 nothing flows, since the
     * power is 1 for every a, even at a = 0 where the formula would give 0 · infinity.
     *
     * <p>d/db = y · log(a), with the result y. Where a = 0 or y = 0 nothing flows: 0^b is constant for b &gt; 0, and
     * that is also the convention at the jump 0^0. Below a = 0 the derivative does not exist, and is NaN.
     */
    public static final ScalarFunction POWER = ScalarFunction.binary("power", Math::pow)
            .derivativeWhere(
                    0,
                    (e, y, a, b) -> e.notEqual(b, e.zero()),
                    (e, y, a, b) -> e.mul(b, e.call(power(), a, e.sub(b, e.one()))))
            .derivativeWhere(
                    1,
                    (e, y, a, b) -> e.and(e.notEqual(a, e.zero()), e.notEqual(y, e.zero())),
                    (e, y, a, b) -> e.mul(y, e.call(log(), a)))
            .smooth()
            .domain(0, 0.05, 8)
            .domain(1, -4, 4)
            .ulps(1)
            .cost(40)
            .java(Spelling.ofDouble("Math.pow($1, $2)"))
            .nn("$1 ^ $2")
            .build();

    /** Square root. d sqrt(x) = 0.5 / y, with the result y; infinite at 0. */
    public static final ScalarFunction SQRT = ScalarFunction.unary("sqrt", Math::sqrt)
            .derivative((e, y, x) -> e.div(e.real(0.5), y))
            .smooth()
            .domain(0.05, 8)
            .range(new ScalarFunction.Range(-0.0, Double.POSITIVE_INFINITY))
            .cost(5)
            .java(Spelling.ofDouble("Math.sqrt($1)"))
            .build();

    /** Cube root, of negative numbers too. d cbrt(x) = 1 / (3 y²), with the result y; infinite at 0. */
    public static final ScalarFunction CBRT = ScalarFunction.unary("cbrt", Math::cbrt)
            .derivative((e, y, x) -> e.div(e.one(), e.mul(e.real(3), e.square(y))))
            .smooth()
            .domain(0.05, 8)
            .finite()
            .ulps(1)
            .cost(20)
            .java(Spelling.ofDouble("Math.cbrt($1)"))
            .build();

    /** Exponential function. It is its own derivative: the result y. */
    public static final ScalarFunction EXP = ScalarFunction.unary("exp", Math::exp)
            .derivative((e, y, x) -> y)
            .smooth()
            .range(ScalarFunction.Range.NOT_NEGATIVE)
            .ulps(1)
            .cost(15)
            .java(Spelling.ofDouble("Math.exp($1)"))
            .fastFloat(Spelling.ofFloat("fastExp($1)", Approximations.EXP))
            .build();

    /** {@code exp(x) - 1}, accurate near 0. d = exp(x): y + 1 would lose it where y is near -1. */
    public static final ScalarFunction EXPM1 = ScalarFunction.unary("expm1", Math::expm1)
            .derivative((e, y, x) -> e.call(exp(), x))
            .smooth()
            .ulps(1)
            .cost(20)
            .java(Spelling.ofDouble("Math.expm1($1)"))
            .build();

    /** Natural logarithm. d log(x) = 1 / x. */
    public static final ScalarFunction LOG = ScalarFunction.unary("log", Math::log)
            .derivative((e, y, x) -> e.div(e.one(), x))
            .smooth()
            .domain(0.05, 8)
            .ulps(1)
            .cost(15)
            .java(Spelling.ofDouble("Math.log($1)"))
            .fastFloat(Spelling.ofFloat("fastLog($1)", Approximations.LOG))
            .build();

    /** {@code log(1 + x)}, accurate near 0. d = 1 / (1 + x). */
    public static final ScalarFunction LOG1P = ScalarFunction.unary("log1p", Math::log1p)
            .derivative((e, y, x) -> e.div(e.one(), e.add(e.one(), x)))
            .smooth()
            .domain(-0.95, 8)
            .ulps(1)
            .cost(20)
            .java(Spelling.ofDouble("Math.log1p($1)"))
            .build();

    /**
     * Length of the hypotenuse, without overflow on the way. d/da = a / y, d/db = b / y, with the result y; at the
     * origin, where the cone has its tip, nothing flows.
     */
    public static final ScalarFunction HYPOT = ScalarFunction.binary("hypot", Math::hypot)
            .derivativeWhere(0, (e, y, a, b) -> e.notEqual(y, e.zero()), (e, y, a, b) -> e.div(a, y))
            .derivativeWhere(1, (e, y, a, b) -> e.notEqual(y, e.zero()), (e, y, a, b) -> e.div(b, y))
            .smoothExcept("the origin, where nothing flows", x -> x[0] != 0 || x[1] != 0 ? 1 : 0)
            .finite()
            .range(ScalarFunction.Range.NOT_NEGATIVE)
            .ulps(1)
            .cost(30)
            .java(Spelling.ofDouble("Math.hypot($1, $2)"))
            .build();

    // A row that names itself or a later row in its derivative does so through a method: the field is not set yet.

    private static ScalarFunction power() {
        return POWER;
    }

    private static ScalarFunction exp() {
        return EXP;
    }

    private static ScalarFunction log() {
        return LOG;
    }

    static final List<ScalarFunction> ROWS = List.of(POWER, SQRT, CBRT, EXP, EXPM1, LOG, LOG1P, HYPOT);
}
