package dev.chainrule.scalar;

import dev.chainrule.scalar.Spelling.Helper;
import java.util.List;

/**
 * The derivative of lgamma, twice: as a method, and as the text of the same method.
 *
 * <p>On [1, 2] it is (x - r) times a polynomial of degree 20 in t = x - 1.5 through Chebyshev points (relative error
 * 2e-16), where r = 1.4616… is the zero, in two parts. Elsewhere the recurrence, from 10 up the asymptotic series,
 * below 0 the reflection formula. Errors stay below 6 ulp for x &gt; 0; below, of max(1, log|x|, |π cot(πx)|).
 */
final class Digamma {

    private Digamma() {}

    static final Helper DIGAMMA_POSITIVE = Helper.ofDouble("digammaPositive", "Digamma for x >= 1.", List.of("x"), """
            if (x >= 10) {
                double s = 1 / (x * x);
                double p = 0.08333333333333333;
                p = p * s - 0.021092796092796094;
                p = p * s + 0.007575757575757576;
                p = p * s - 0.004166666666666667;
                p = p * s + 0.003968253968253968;
                p = p * s - 0.008333333333333333;
                p = p * s + 0.08333333333333333;
                return Math.log(x) - (0.5 / x + p * s);
            }
            double z = x;
            double sum = 0;
            while (z >= 2) {
                z -= 1;
                sum += 1 / z;
            }
            double t = z - 1.5;
            double p = 0.0002522590506964885;
            p = p * t - 0.0003783907897248858;
            p = p * t + 0.00023650171719339814;
            p = p * t - 0.00035476352053371977;
            p = p * t + 0.0007184107969046378;
            p = p * t - 0.0010776863967234226;
            p = p * t + 0.0015580749137213761;
            p = p * t - 0.002337552647103118;
            p = p * t + 0.0035187504361950134;
            p = p * t - 0.005280903066090605;
            p = p * t + 0.007926972735646359;
            p = p * t - 0.011908146513976738;
            p = p * t + 0.017907250563619775;
            p = p * t - 0.026975800029253667;
            p = p * t + 0.0407608338843387;
            p = p * t - 0.06192213319072707;
            p = p * t + 0.09498872445354183;
            p = p * t - 0.14840492305485808;
            p = p * t + 0.24054248424078478;
            p = p * t - 0.4236274212814573;
            p = p * t + 0.9510558760318328;
            return p * (z - 1.4616321449683622 - 9.549995429965697e-17) + sum;
            """);

    static double digammaPositive(double x) {
        if (x >= 10) {
            double s = 1 / (x * x);
            double p = 0.08333333333333333;
            p = p * s - 0.021092796092796094;
            p = p * s + 0.007575757575757576;
            p = p * s - 0.004166666666666667;
            p = p * s + 0.003968253968253968;
            p = p * s - 0.008333333333333333;
            p = p * s + 0.08333333333333333;
            return Math.log(x) - (0.5 / x + p * s);
        }
        double z = x;
        double sum = 0;
        while (z >= 2) {
            z -= 1;
            sum += 1 / z;
        }
        double t = z - 1.5;
        double p = 0.0002522590506964885;
        p = p * t - 0.0003783907897248858;
        p = p * t + 0.00023650171719339814;
        p = p * t - 0.00035476352053371977;
        p = p * t + 0.0007184107969046378;
        p = p * t - 0.0010776863967234226;
        p = p * t + 0.0015580749137213761;
        p = p * t - 0.002337552647103118;
        p = p * t + 0.0035187504361950134;
        p = p * t - 0.005280903066090605;
        p = p * t + 0.007926972735646359;
        p = p * t - 0.011908146513976738;
        p = p * t + 0.017907250563619775;
        p = p * t - 0.026975800029253667;
        p = p * t + 0.0407608338843387;
        p = p * t - 0.06192213319072707;
        p = p * t + 0.09498872445354183;
        p = p * t - 0.14840492305485808;
        p = p * t + 0.24054248424078478;
        p = p * t - 0.4236274212814573;
        p = p * t + 0.9510558760318328;
        return p * (z - 1.4616321449683622 - 9.549995429965697e-17) + sum;
    }

    static final Helper DIGAMMA = Helper.ofDouble(
            "digamma",
            "Derivative of lgamma; 6 ulp for x > 0, below that of max(1, log |x|, |π cot(πx)|).",
            List.of("x"),
            """
            if (x >= 1) {
                return digammaPositive(x);
            }
            if (x >= 0) {
                return digammaPositive(1 + x) - 1 / x;
            }
            double f = -x - Math.floor(-x);
            if (f == 0) {
                return Double.NaN;
            }
            double tangent = f <= 0.5 ? Math.tan(Math.PI * f) : -Math.tan(Math.PI * (1 - f));
            return digammaPositive(1 - x) + Math.PI / tangent;
            """,
            DIGAMMA_POSITIVE);

    static double digamma(double x) {
        if (x >= 1) {
            return digammaPositive(x);
        }
        if (x >= 0) {
            return digammaPositive(1 + x) - 1 / x;
        }
        double f = -x - Math.floor(-x);
        if (f == 0) {
            return Double.NaN;
        }
        double tangent = f <= 0.5 ? Math.tan(Math.PI * f) : -Math.tan(Math.PI * (1 - f));
        return digammaPositive(1 - x) + Math.PI / tangent;
    }
}
