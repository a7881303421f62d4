package dev.chainrule.scalar;

import dev.chainrule.scalar.Spelling.Helper;
import java.util.List;

/**
 * The derivatives of digamma, twice: as a method, and as the text of the same method.
 *
 * <p>polygamma(n, x) = (-1)^(n+1) n! ζ(n + 1, x), with Hurwitz' zeta function by Euler–Maclaurin summation. Below 0 the
 * sum over 1 / (x + k)^(n+1) is split at the sign of x + k; both parts are zeta functions of positive arguments.
 * Errors stay below 12 ulp for x &gt; 0 and n up to 10; below 0, of the larger part.
 */
final class Polygamma {

    private Polygamma() {}

    static final Helper HURWITZ_ZETA = Helper.ofDouble(
            "hurwitzZeta",
            "Σ 1 / (q + k)^s over k = 0, 1, 2, …, for s >= 2 and q > 0; Euler–Maclaurin summation.",
            List.of("s", "q"),
            """
            double a = q;
            double sum = 0;
            while (a < 12 + s) {
                sum += Math.pow(a, -s);
                a += 1;
            }
            double power = Math.pow(a, -s);
            double square = a * a;
            double term = s * power / a;
            double tail = term / 12;
            term *= (s + 1) * (s + 2) / square;
            tail -= term / 720;
            term *= (s + 3) * (s + 4) / square;
            tail += term / 30240;
            term *= (s + 5) * (s + 6) / square;
            tail -= term / 1209600;
            term *= (s + 7) * (s + 8) / square;
            tail += term / 47900160;
            term *= (s + 9) * (s + 10) / square;
            tail -= term * 5.2841901386874932e-10;
            term *= (s + 11) * (s + 12) / square;
            tail += term * 1.3382536530684679e-11;
            return tail + power / 2 + Math.pow(a, 1 - s) / (s - 1) + sum;
            """);

    static double hurwitzZeta(double s, double q) {
        double a = q;
        double sum = 0;
        while (a < 12 + s) {
            sum += Math.pow(a, -s);
            a += 1;
        }
        double power = Math.pow(a, -s);
        double square = a * a;
        double term = s * power / a;
        double tail = term / 12;
        term *= (s + 1) * (s + 2) / square;
        tail -= term / 720;
        term *= (s + 3) * (s + 4) / square;
        tail += term / 30240;
        term *= (s + 5) * (s + 6) / square;
        tail -= term / 1209600;
        term *= (s + 7) * (s + 8) / square;
        tail += term / 47900160;
        term *= (s + 9) * (s + 10) / square;
        tail -= term * 5.2841901386874932e-10;
        term *= (s + 11) * (s + 12) / square;
        tail += term * 1.3382536530684679e-11;
        return tail + power / 2 + Math.pow(a, 1 - s) / (s - 1) + sum;
    }

    static final Helper POLYGAMMA = Helper.ofDouble(
            "polygamma",
            "n-th derivative of digamma, n >= 1; 12 ulp for x > 0 and n <= 10.",
            List.of("n", "x"),
            """
            boolean even = n % 2 == 0;
            double factorial = even ? -1 : 1;
            for (double k = 2; k <= n; k++) {
                factorial *= k;
            }
            if (x > 0) {
                return factorial * hurwitzZeta(n + 1, x);
            }
            if (x == 0) {
                return factorial * Math.pow(x, -n - 1);
            }
            double f = -x - Math.floor(-x);
            if (f == 0) {
                return even ? Double.NaN : Double.POSITIVE_INFINITY;
            }
            double below = hurwitzZeta(n + 1, f) - hurwitzZeta(n + 1, 1 - x);
            double above = hurwitzZeta(n + 1, 1 - f);
            return factorial * (even ? above - below : above + below);
            """,
            HURWITZ_ZETA);

    static double polygamma(double n, double x) {
        boolean even = n % 2 == 0;
        double factorial = even ? -1 : 1;
        for (double k = 2; k <= n; k++) {
            factorial *= k;
        }
        if (x > 0) {
            return factorial * hurwitzZeta(n + 1, x);
        }
        if (x == 0) {
            return factorial * Math.pow(x, -n - 1);
        }
        double f = -x - Math.floor(-x);
        if (f == 0) {
            return even ? Double.NaN : Double.POSITIVE_INFINITY;
        }
        double below = hurwitzZeta(n + 1, f) - hurwitzZeta(n + 1, 1 - x);
        double above = hurwitzZeta(n + 1, 1 - f);
        return factorial * (even ? above - below : above + below);
    }
}
