package dev.chainrule.scalar;

import dev.chainrule.scalar.Spelling.Helper;
import java.util.List;

/**
 * The error function and its complement, each twice: as a method, and as the text of the same method.
 *
 * <p>Rational approximations of W. J. Cody, "Rational Chebyshev approximations for the error function", Mathematics of
 * Computation 23 (1969), 631–637. exp(-x²) is taken apart at a multiple of 1/16, whose square is exact. Errors stay
 * below 4 ulp where the result is a normal number.
 */
final class ErrorFunction {

    private ErrorFunction() {}

    static final Helper ERFC_TAIL = Helper.ofDouble(
            "erfcTail", "1 - erf(x) for x > 0.46875; W. J. Cody's rational approximations (1969).", List.of("x"), """
            if (x > 28) {
                return 0;
            }
            double r;
            if (x <= 4) {
                double p = 2.15311535474403846e-8 * x + 5.64188496988670089e-1;
                p = p * x + 8.88314979438837594;
                p = p * x + 6.61191906371416295e1;
                p = p * x + 2.98635138197400131e2;
                p = p * x + 8.81952221241769090e2;
                p = p * x + 1.71204761263407058e3;
                p = p * x + 2.05107837782607147e3;
                p = p * x + 1.23033935479799725e3;
                double q = x + 1.57449261107098347e1;
                q = q * x + 1.17693950891312499e2;
                q = q * x + 5.37181101862009858e2;
                q = q * x + 1.62138957456669019e3;
                q = q * x + 3.29079923573345963e3;
                q = q * x + 4.36261909014324716e3;
                q = q * x + 3.43936767414372164e3;
                q = q * x + 1.23033935480374942e3;
                r = p / q;
            } else {
                double s = 1 / (x * x);
                double p = 1.63153871373020978e-2 * s + 3.05326634961232344e-1;
                p = p * s + 3.60344899949804439e-1;
                p = p * s + 1.25781726111229246e-1;
                p = p * s + 1.60837851487422766e-2;
                p = p * s + 6.58749161529837803e-4;
                double q = s + 2.56852019228982242;
                q = q * s + 1.87295284992346047;
                q = q * s + 5.27905102951428412e-1;
                q = q * s + 6.05183413124413191e-2;
                q = q * s + 2.33520497626869185e-3;
                r = (5.6418958354775628695e-1 - s * p / q) / x;
            }
            double c = Math.floor(x * 16) / 16;
            return Math.exp(-c * c) * Math.exp(-(x - c) * (x + c)) * r;
            """);

    static double erfcTail(double x) {
        if (x > 28) {
            return 0;
        }
        double r;
        if (x <= 4) {
            double p = 2.15311535474403846e-8 * x + 5.64188496988670089e-1;
            p = p * x + 8.88314979438837594;
            p = p * x + 6.61191906371416295e1;
            p = p * x + 2.98635138197400131e2;
            p = p * x + 8.81952221241769090e2;
            p = p * x + 1.71204761263407058e3;
            p = p * x + 2.05107837782607147e3;
            p = p * x + 1.23033935479799725e3;
            double q = x + 1.57449261107098347e1;
            q = q * x + 1.17693950891312499e2;
            q = q * x + 5.37181101862009858e2;
            q = q * x + 1.62138957456669019e3;
            q = q * x + 3.29079923573345963e3;
            q = q * x + 4.36261909014324716e3;
            q = q * x + 3.43936767414372164e3;
            q = q * x + 1.23033935480374942e3;
            r = p / q;
        } else {
            double s = 1 / (x * x);
            double p = 1.63153871373020978e-2 * s + 3.05326634961232344e-1;
            p = p * s + 3.60344899949804439e-1;
            p = p * s + 1.25781726111229246e-1;
            p = p * s + 1.60837851487422766e-2;
            p = p * s + 6.58749161529837803e-4;
            double q = s + 2.56852019228982242;
            q = q * s + 1.87295284992346047;
            q = q * s + 5.27905102951428412e-1;
            q = q * s + 6.05183413124413191e-2;
            q = q * s + 2.33520497626869185e-3;
            r = (5.6418958354775628695e-1 - s * p / q) / x;
        }
        double c = Math.floor(x * 16) / 16;
        return Math.exp(-c * c) * Math.exp(-(x - c) * (x + c)) * r;
    }

    static final Helper ERF_CENTRE = Helper.ofDouble(
            "erfCentre", "erf(x) for |x| <= 0.46875; W. J. Cody's rational approximation (1969).", List.of("x"), """
            double s = x * x;
            double p = 1.85777706184603153e-1 * s + 3.16112374387056560;
            p = p * s + 1.13864154151050156e2;
            p = p * s + 3.77485237685302021e2;
            p = p * s + 3.20937758913846947e3;
            double q = s + 2.36012909523441209e1;
            q = q * s + 2.44024637934444173e2;
            q = q * s + 1.28261652607737228e3;
            q = q * s + 2.84423683343917062e3;
            return x * (p / q);
            """);

    static double erfCentre(double x) {
        double s = x * x;
        double p = 1.85777706184603153e-1 * s + 3.16112374387056560;
        p = p * s + 1.13864154151050156e2;
        p = p * s + 3.77485237685302021e2;
        p = p * s + 3.20937758913846947e3;
        double q = s + 2.36012909523441209e1;
        q = q * s + 2.44024637934444173e2;
        q = q * s + 1.28261652607737228e3;
        q = q * s + 2.84423683343917062e3;
        return x * (p / q);
    }

    static final Helper ERF =
            Helper.ofDouble("erf", "Error function; 4 ulp.", List.of("x"), """
            double a = Math.abs(x);
            if (a <= 0.46875) {
                return erfCentre(x);
            }
            return Math.copySign(1 - erfcTail(a), x);
            """, ERF_CENTRE, ERFC_TAIL);

    static double erf(double x) {
        double a = Math.abs(x);
        if (a <= 0.46875) {
            return erfCentre(x);
        }
        return Math.copySign(1 - erfcTail(a), x);
    }

    static final Helper ERFC = Helper.ofDouble(
            "erfc", "1 - erf(x), accurate in its tail; 4 ulp.", List.of("x"), """
            double a = Math.abs(x);
            if (a <= 0.46875) {
                return 1 - erfCentre(x);
            }
            double tail = erfcTail(a);
            return x < 0 ? 2 - tail : tail;
            """, ERF_CENTRE, ERFC_TAIL);

    static double erfc(double x) {
        double a = Math.abs(x);
        if (a <= 0.46875) {
            return 1 - erfCentre(x);
        }
        double tail = erfcTail(a);
        return x < 0 ? 2 - tail : tail;
    }
}
