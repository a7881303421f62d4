package dev.chainrule.scalar;

import dev.chainrule.scalar.Spelling.Helper;
import java.util.List;

/**
 * The logarithm of the gamma function, twice: as a method, and as the text of the same method.
 *
 * <p>On [1.35, 3] a polynomial in t = x - 2 for lgamma(2 + t) / t, of degree 22, through its values at Chebyshev points
 * of [-0.65, 1] (relative error 2e-16); so the zeros at 1 and 2 are exact. Elsewhere recurrences, from 8 up Stirling's
 * series, below -0.5 the reflection formula. Errors stay below 6 ulp for x &gt; -0.5; below, where the function has
 * zeros that no double hits, below 6 ulp of max(1, |x log|x||).
 */
final class GammaFunction {

    private GammaFunction() {}

    static final Helper LGAMMA_NEAR_TWO = Helper.ofDouble(
            "lgammaNearTwo",
            "log Γ(2 + t) for t from -0.65 to 1, as t times a polynomial; relative error 2e-16.",
            List.of("t"),
            """
            double p = -1.8241711287652239e-9;
            p = p * t + 1.1158688809668839e-8;
            p = p * t - 3.0357479756035154e-8;
            p = p * t + 5.473519022590448e-8;
            p = p * t - 9.652343196606703e-8;
            p = p * t + 2.035026354275725e-7;
            p = p * t - 4.484007717089936e-7;
            p = p * t + 9.5980374502865e-7;
            p = p * t - 2.040872537191098e-6;
            p = p * t + 4.373466563253591e-6;
            p = p * t - 9.43873471180278e-6;
            p = p * t + 2.050745333575396e-5;
            p = p * t - 4.492641448437353e-5;
            p = p * t + 9.945749050773994e-5;
            p = p * t - 0.00022315473453414763;
            p = p * t + 0.0005096695255952293;
            p = p * t - 0.0011927539135035067;
            p = p * t + 0.002890510330750583;
            p = p * t - 0.007385551028605785;
            p = p * t + 0.020580808427783346;
            p = p * t - 0.0673523010531991;
            p = p * t + 0.32246703342411326;
            p = p * t + 0.42278433509846713;
            return p * t;
            """);

    static double lgammaNearTwo(double t) {
        double p = -1.8241711287652239e-9;
        p = p * t + 1.1158688809668839e-8;
        p = p * t - 3.0357479756035154e-8;
        p = p * t + 5.473519022590448e-8;
        p = p * t - 9.652343196606703e-8;
        p = p * t + 2.035026354275725e-7;
        p = p * t - 4.484007717089936e-7;
        p = p * t + 9.5980374502865e-7;
        p = p * t - 2.040872537191098e-6;
        p = p * t + 4.373466563253591e-6;
        p = p * t - 9.43873471180278e-6;
        p = p * t + 2.050745333575396e-5;
        p = p * t - 4.492641448437353e-5;
        p = p * t + 9.945749050773994e-5;
        p = p * t - 0.00022315473453414763;
        p = p * t + 0.0005096695255952293;
        p = p * t - 0.0011927539135035067;
        p = p * t + 0.002890510330750583;
        p = p * t - 0.007385551028605785;
        p = p * t + 0.020580808427783346;
        p = p * t - 0.0673523010531991;
        p = p * t + 0.32246703342411326;
        p = p * t + 0.42278433509846713;
        return p * t;
    }

    static final Helper LGAMMA_POSITIVE =
            Helper.ofDouble("lgammaPositive", "log Γ(x) for x >= 0.5.", List.of("x"), """
            if (x < 1.35) {
                return lgammaNearTwo(x - 1) - Math.log1p(x - 1);
            }
            if (x < 8) {
                double z = x;
                double product = 1;
                while (z >= 3) {
                    z -= 1;
                    product *= z;
                }
                return lgammaNearTwo(z - 2) + Math.log(product);
            }
            double s = 1 / (x * x);
            double p = -0.029550653594771242;
            p = p * s + 0.00641025641025641;
            p = p * s - 0.0019175269175269176;
            p = p * s + 8.417508417508417e-4;
            p = p * s - 5.952380952380953e-4;
            p = p * s + 7.936507936507937e-4;
            p = p * s - 0.002777777777777778;
            p = p * s + 0.08333333333333333;
            return (x - 0.5) * (Math.log(x) - 1) + (0.41893853320467274 + p / x);
            """, LGAMMA_NEAR_TWO);

    static double lgammaPositive(double x) {
        if (x < 1.35) {
            return lgammaNearTwo(x - 1) - Math.log1p(x - 1);
        }
        if (x < 8) {
            double z = x;
            double product = 1;
            while (z >= 3) {
                z -= 1;
                product *= z;
            }
            return lgammaNearTwo(z - 2) + Math.log(product);
        }
        double s = 1 / (x * x);
        double p = -0.029550653594771242;
        p = p * s + 0.00641025641025641;
        p = p * s - 0.0019175269175269176;
        p = p * s + 8.417508417508417e-4;
        p = p * s - 5.952380952380953e-4;
        p = p * s + 7.936507936507937e-4;
        p = p * s - 0.002777777777777778;
        p = p * s + 0.08333333333333333;
        return (x - 0.5) * (Math.log(x) - 1) + (0.41893853320467274 + p / x);
    }

    static final Helper LGAMMA = Helper.ofDouble(
            "lgamma",
            "log |Γ(x)|; 6 ulp for x > -0.5, below that of max(1, |x log |x||).",
            List.of("x"),
            """
            if (x >= 0.5) {
                return lgammaPositive(x);
            }
            if (x > -0.5) {
                return lgammaNearTwo(x) - Math.log1p(x) - Math.log(Math.abs(x));
            }
            if (x == Double.NEGATIVE_INFINITY) {
                return Double.POSITIVE_INFINITY;
            }
            double f = -x - Math.floor(-x);
            double sine = Math.sin(Math.PI * Math.min(f, 1 - f));
            return Math.log(Math.PI / (-x * sine)) - lgammaPositive(-x);
            """,
            LGAMMA_NEAR_TWO,
            LGAMMA_POSITIVE);

    static double lgamma(double x) {
        if (x >= 0.5) {
            return lgammaPositive(x);
        }
        if (x > -0.5) {
            return lgammaNearTwo(x) - Math.log1p(x) - Math.log(Math.abs(x));
        }
        if (x == Double.NEGATIVE_INFINITY) {
            return Double.POSITIVE_INFINITY;
        }
        double f = -x - Math.floor(-x);
        double sine = Math.sin(Math.PI * Math.min(f, 1 - f));
        return Math.log(Math.PI / (-x * sine)) - lgammaPositive(-x);
    }
}
