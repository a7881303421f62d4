package dev.chainrule.scalar;

import dev.chainrule.scalar.Spelling.Helper;
import java.util.List;

/** The example of docs/adding-a-function.md, so that the page shows what compiles and is right. */
final class HyperbolicSecant {

    private HyperbolicSecant() {}

    static final Helper HELPER =
            Helper.ofDouble("sech", "Hyperbolic secant 2 / (exp(x) + exp(-x)); 3.5 ulp.", List.of("x"), """
            return 1 / Math.cosh(x);
            """);

    static double sech(double x) {
        return 1 / Math.cosh(x);
    }

    /** Hyperbolic secant. d sech(x) = -y tanh(x), with the result y, so that nothing is computed twice. */
    static final ScalarFunction SECH = ScalarFunction.unary("sech", HyperbolicSecant::sech)
            .derivative((e, y, x) -> e.neg(e.mul(y, e.call(Hyperbolic.TANH, x))))
            .smooth()
            .finite()
            .range(new ScalarFunction.Range(0.0, 1))
            .ulps(3.5)
            .cost(30)
            .java(Spelling.ofDouble("sech($1)", HELPER))
            .build();
}
