package dev.chainrule.scalar;

import dev.chainrule.scalar.Spelling.Helper;
import java.util.List;

/**
 * The inverse hyperbolic functions, each twice: as a method, and as the text of the same method. Through log1p, so that
 * nothing is lost near 0 (acosh: near 1). Errors stay below 4 ulp.
 */
final class InverseHyperbolic {

    private InverseHyperbolic() {}

    static final Helper ASINH = Helper.ofDouble(
            "asinh",
            "Inverse hyperbolic sine: sign(x) log(|x| + sqrt(1 + x²)), accurate near 0; 4 ulp.",
            List.of("x"),
            """
            double a = Math.abs(x);
            double y = a > 1e9
                    ? Math.log(a) + 0.6931471805599453
                    : Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
            return Math.copySign(y, x);
            """);

    static double asinh(double x) {
        double a = Math.abs(x);
        double y = a > 1e9 ? Math.log(a) + 0.6931471805599453 : Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
        return Math.copySign(y, x);
    }

    static final Helper ACOSH = Helper.ofDouble(
            "acosh", "Inverse hyperbolic cosine: log(x + sqrt(x² - 1)), accurate near 1; 4 ulp.", List.of("x"), """
            if (x < 1) {
                return Double.NaN;
            }
            double t = x - 1;
            return x > 1e9 ? Math.log(x) + 0.6931471805599453 : Math.log1p(t + Math.sqrt(t * (t + 2)));
            """);

    static double acosh(double x) {
        if (x < 1) {
            return Double.NaN;
        }
        double t = x - 1;
        return x > 1e9 ? Math.log(x) + 0.6931471805599453 : Math.log1p(t + Math.sqrt(t * (t + 2)));
    }

    static final Helper ATANH = Helper.ofDouble(
            "atanh",
            "Inverse hyperbolic tangent: log((1 + x) / (1 - x)) / 2, accurate near 0; 4 ulp.",
            List.of("x"),
            """
            double a = Math.abs(x);
            return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
            """);

    static double atanh(double x) {
        double a = Math.abs(x);
        return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
    }
}
