package dev.chainrule.scalar;

import java.util.List;

/** Hyperbolic functions and their inverses. */
public final class Hyperbolic {

    private Hyperbolic() {}

    /** d sinh(x) = cosh(x). */
    public static final ScalarFunction SINH = ScalarFunction.unary("sinh", Math::sinh)
            .derivative((e, y, x) -> e.call(cosh(), x))
            .smooth()
            .ulps(2.5)
            .cost(25)
            .java(Spelling.ofDouble("Math.sinh($1)"))
            .build();

    /** d cosh(x) = sinh(x). */
    public static final ScalarFunction COSH = ScalarFunction.unary("cosh", Math::cosh)
            .derivative((e, y, x) -> e.call(SINH, x))
            .smooth()
            .range(ScalarFunction.Range.NOT_NEGATIVE)
            .ulps(2.5)
            .cost(25)
            .java(Spelling.ofDouble("Math.cosh($1)"))
            .build();

    /**
     * Hyperbolic tangent. d tanh(x) = (1 - y)(1 + y), with the result y, so that nothing is computed twice. Both
     * factors are as good as y is: near ±1 the first is exact, where in 1 - y² the square is rounded before it cancels.
     */
    public static final ScalarFunction TANH = ScalarFunction.unary("tanh", Math::tanh)
            .derivative((e, y, x) -> e.mul(e.sub(e.one(), y), e.add(e.one(), y)))
            .smooth()
            .finite()
            .ulps(2.5)
            .cost(20)
            .java(Spelling.ofDouble("Math.tanh($1)"))
            .fastFloat(Spelling.ofFloat("fastTanh($1)", Approximations.TANH))
            .build();

    /** d asinh(x) = 1 / sqrt(1 + x²); beyond 1e154, where the square overflows, 0 for less than 1e-154. */
    public static final ScalarFunction ASINH = ScalarFunction.unary("asinh", InverseHyperbolic::asinh)
            .derivative((e, y, x) -> e.div(e.one(), e.call(Powers.SQRT, e.add(e.one(), e.square(x)))))
            .smooth()
            .finite()
            .ulps(4)
            .cost(30)
            .java(Spelling.ofDouble("asinh($1)", InverseHyperbolic.ASINH))
            .build();

    /**
     * d acosh(x) = 1 / (sqrt(x - 1) · sqrt(x + 1)). Two roots, since one root of the product would be a number below
     * -1, where the function has no value.
     */
    public static final ScalarFunction ACOSH = ScalarFunction.unary("acosh", InverseHyperbolic::acosh)
            .derivative((e, y, x) -> e.div(
                    e.one(), e.mul(e.call(Powers.SQRT, e.sub(x, e.one())), e.call(Powers.SQRT, e.add(x, e.one())))))
            .smooth()
            .domain(1.05, 8)
            .range(ScalarFunction.Range.NOT_NEGATIVE)
            .ulps(4)
            .cost(30)
            .java(Spelling.ofDouble("acosh($1)", InverseHyperbolic.ACOSH))
            .build();

    /** d atanh(x) = 1 / ((1 - x)(1 + x)), where 1 - x² would lose digits near ±1. */
    public static final ScalarFunction ATANH = ScalarFunction.unary("atanh", InverseHyperbolic::atanh)
            .derivative((e, y, x) -> e.div(e.one(), e.mul(e.sub(e.one(), x), e.add(e.one(), x))))
            .smooth()
            .domain(-0.95, 0.95)
            .ulps(4)
            .cost(25)
            .java(Spelling.ofDouble("atanh($1)", InverseHyperbolic.ATANH))
            .build();

    // A later row, through a method: the field is not set yet.
    private static ScalarFunction cosh() {
        return COSH;
    }

    static final List<ScalarFunction> ROWS = List.of(SINH, COSH, TANH, ASINH, ACOSH, ATANH);
}
