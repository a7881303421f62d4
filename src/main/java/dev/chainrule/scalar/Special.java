package dev.chainrule.scalar;

import java.util.List;
import java.util.Optional;

/**
 * Error function and gamma function.
 *
 * <p>The ladder of derivatives has no end: lgamma, digamma, then {@code polygamma(1, x)}, {@code polygamma(2, x)}, …,
 * one row whose derivative is itself at the next order.
 */
public final class Special {

    private Special() {}

    private static final double TWO_OVER_ROOT_PI = 1.1283791670955126;

    /** Error function. d erf(x) = 2/√π · exp(-x²). */
    public static final ScalarFunction ERF = ScalarFunction.unary("erf", ErrorFunction::erf)
            .derivative((e, y, x) -> e.mul(e.real(TWO_OVER_ROOT_PI), bell(e, x)))
            .smooth()
            .finite()
            .ulps(4)
            .cost(40)
            .java(Spelling.ofDouble("erf($1)", ErrorFunction.ERF))
            .build();

    /** {@code 1 - erf(x)}, accurate in its tail. d erfc(x) = -2/√π · exp(-x²). */
    public static final ScalarFunction ERFC = ScalarFunction.unary("erfc", ErrorFunction::erfc)
            .derivative((e, y, x) -> e.mul(e.real(-TWO_OVER_ROOT_PI), bell(e, x)))
            .smooth()
            .finite()
            .range(ScalarFunction.Range.NOT_NEGATIVE)
            .ulps(4)
            .cost(40)
            .java(Spelling.ofDouble("erfc($1)", ErrorFunction.ERFC))
            .build();

    /** Logarithm of |Γ(x)|. d lgamma(x) = digamma(x), below 0 too. Infinite at 0, -1, -2, … */
    public static final ScalarFunction LGAMMA = ScalarFunction.unary("lgamma", GammaFunction::lgamma)
            .derivative((e, y, x) -> e.call(digamma(), x))
            .smooth()
            .domain(0.05, 8)
            .ulps(6)
            .cost(60)
            .java(Spelling.ofDouble("lgamma($1)", GammaFunction.LGAMMA))
            .build();

    /** d lgamma. Its own derivative is {@code polygamma(1, x)}. */
    public static final ScalarFunction DIGAMMA = ScalarFunction.unary("digamma", Digamma::digamma)
            .derivative((e, y, x) -> e.call(polygamma(), e.integer(1), x))
            .smooth()
            .domain(0.05, 8)
            .ulps(6)
            .cost(60)
            .java(Spelling.ofDouble("digamma($1)", Digamma.DIGAMMA))
            .build();

    /** The n-th derivative of digamma, n at least 1. d/dx polygamma(n, x) = polygamma(n + 1, x). */
    public static final ScalarFunction POLYGAMMA = ScalarFunction.of(
                    "polygamma", List.of(Type.INTEGER, Type.REAL), Type.REAL, x -> Polygamma.polygamma(x[0], x[1]))
            .derivative(1, Optional.empty(), (e, y, x) -> e.call(polygamma(), next(e, x.get(0)), x.get(1)))
            .smooth()
            .domain(0, 1, 3)
            .domain(1, 0.05, 8)
            .ulps(12)
            .cost(400)
            .java(Spelling.ofDouble("polygamma($1, $2)", Polygamma.POLYGAMMA))
            .build();

    private static Scalar bell(Scalars e, Scalar x) {
        return e.call(Powers.EXP, e.neg(e.square(x)));
    }

    private static Scalar next(Scalars e, Scalar order) {
        return order instanceof Constant constant
                ? e.integer(constant.longValue() + 1)
                : e.call(Whole.ADD, order, e.integer(1));
    }

    // A row that names itself or a later row in its derivative does so through a method: the field is not set yet.

    private static ScalarFunction digamma() {
        return DIGAMMA;
    }

    private static ScalarFunction polygamma() {
        return POLYGAMMA;
    }

    static final List<ScalarFunction> ROWS = List.of(ERF, ERFC, LGAMMA, DIGAMMA, POLYGAMMA);
}
