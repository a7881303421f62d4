package dev.chainrule.scalar;

import java.util.List;

/** Circular functions and their inverses. Angles are in radians. */
public final class Circular {

    private Circular() {}

    /** d sin(x) = cos(x). */
    public static final ScalarFunction SIN = ScalarFunction.unary("sin", Math::sin)
            .derivative((e, y, x) -> e.call(cos(), x))
            .smooth()
            .finite()
            .ulps(1)
            .cost(20)
            .java(Spelling.ofDouble("Math.sin($1)"))
            .build();

    /** d cos(x) = -sin(x). */
    public static final ScalarFunction COS = ScalarFunction.unary("cos", Math::cos)
            .derivative((e, y, x) -> e.neg(e.call(SIN, x)))
            .smooth()
            .finite()
            .ulps(1)
            .cost(20)
            .java(Spelling.ofDouble("Math.cos($1)"))
            .build();

    /** d tan(x) = 1 + y², with the result y. No double is an odd multiple of π/2, so the result is finite. */
    public static final ScalarFunction TAN = ScalarFunction.unary("tan", Math::tan)
            .derivative((e, y, x) -> e.add(e.one(), e.square(y)))
            .smooth()
            .domain(-1.4, 1.4)
            .finite()
            .ulps(1)
            .cost(30)
            .java(Spelling.ofDouble("Math.tan($1)"))
            .build();

    /** d asin(x) = 1 / sqrt((1 - x)(1 + x)), where 1 - x² would lose digits near ±1; infinite at ±1. */
    public static final ScalarFunction ASIN = ScalarFunction.unary("asin", Math::asin)
            .derivative((e, y, x) -> e.div(e.one(), sine(e, x)))
            .smooth()
            .domain(-0.95, 0.95)
            .ulps(1)
            .cost(30)
            .java(Spelling.ofDouble("Math.asin($1)"))
            .build();

    /** d acos(x) = -1 / sqrt((1 - x)(1 + x)); infinite at ±1. */
    public static final ScalarFunction ACOS = ScalarFunction.unary("acos", Math::acos)
            .derivative((e, y, x) -> e.div(e.real(-1), sine(e, x)))
            .smooth()
            .domain(-0.95, 0.95)
            .range(ScalarFunction.Range.NOT_NEGATIVE)
            .ulps(1)
            .cost(30)
            .java(Spelling.ofDouble("Math.acos($1)"))
            .build();

    /** d atan(x) = 1 / (1 + x²). */
    public static final ScalarFunction ATAN = ScalarFunction.unary("atan", Math::atan)
            .derivative((e, y, x) -> e.div(e.one(), e.add(e.one(), e.square(x))))
            .smooth()
            .finite()
            .ulps(1)
            .cost(30)
            .java(Spelling.ofDouble("Math.atan($1)"))
            .build();

    /**
     * Angle of the point (x, y). d/dy = x / (x² + y²), d/dx = -y / (x² + y²); interning keeps one denominator for both.
     * At the origin, which has no angle, nothing flows.
     */
    public static final ScalarFunction ATAN2 = ScalarFunction.binary("atan2", Math::atan2)
            .derivativeWhere(
                    0,
                    (e, angle, y, x) -> offOrigin(e, y, x),
                    (e, angle, y, x) -> e.div(x, e.add(e.square(x), e.square(y))))
            .derivativeWhere(
                    1,
                    (e, angle, y, x) -> offOrigin(e, y, x),
                    (e, angle, y, x) -> e.neg(e.div(y, e.add(e.square(x), e.square(y)))))
            .smoothExcept(
                    "the origin, where nothing flows; the jump at y = ±0, x < 0",
                    x -> x[1] >= 0 ? x[0] != 0 || x[1] != 0 ? 1 : 0 : Math.copySign(2, x[0]))
            .finite()
            .ulps(2)
            .cost(40)
            .java(Spelling.ofDouble("Math.atan2($1, $2)"))
            .build();

    private static Scalar sine(Scalars e, Scalar x) {
        return e.call(Powers.SQRT, e.mul(e.sub(e.one(), x), e.add(e.one(), x)));
    }

    private static Scalar offOrigin(Scalars e, Scalar y, Scalar x) {
        return e.or(e.notEqual(y, e.zero()), e.notEqual(x, e.zero()));
    }

    // A later row, through a method: the field is not set yet.
    private static ScalarFunction cos() {
        return COS;
    }

    static final List<ScalarFunction> ROWS = List.of(SIN, COS, TAN, ASIN, ACOS, ATAN, ATAN2);
}
