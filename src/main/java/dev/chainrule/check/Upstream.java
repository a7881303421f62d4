package dev.chainrule.check;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A product with a Jacobian or a Hessian is linear in its vector: 1.7 times that gives 1.7 times as much, zeros give zeros. */
final class Upstream {

    private static final double SCALE = 1.7;

    private Upstream() {}

    /**
     * @param method the product, by name, and how it is called with a vector
     * @param product with {@code vector}
     * @param exact the relative error that rounding alone makes
     * @param noise what it may make of each element beyond that; asked where the products differ
     */
    static void compare(
            String method,
            UnaryOperator<double[]> call,
            double[] vector,
            double[] product,
            double exact,
            Supplier<double[]> noise,
            Findings findings) {
        double[] larger = call.apply(scaled(vector, SCALE));
        double[] expected = scaled(product, SCALE);
        double[] none = call.apply(new double[vector.length]);
        double norm = 1;
        for (double element : expected) {
            norm = Math.max(norm, Math.abs(element));
        }
        Tolerance tolerance = new Tolerance(exact, exact * norm);
        for (int i = 0; i < expected.length; i++) {
            if (!Double.isFinite(expected[i])) {
                continue; // a slope that is infinite: nothing times it is no number
            }
            if (!tolerance.holds(larger[i], expected[i])
                    && !tolerance.with(SCALE * noise.get()[i]).holds(larger[i], expected[i])) {
                wrong(method, i, "1.7 times its vector gives " + larger[i] + ", not " + expected[i], findings);
                return;
            }
            if (none[i] != 0) {
                wrong(method, i, "a vector of zeros gives " + none[i], findings);
                return;
            }
        }
    }

    private static void wrong(String method, int position, String what, Findings findings) {
        findings.add(
                CheckCode.MISMATCH,
                "the method " + method + " is not linear, at position " + position + ": " + what
                        + ": suspect differentiate or a later pass");
    }

    private static double[] scaled(double[] vector, double factor) {
        double[] scaled = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            scaled[i] = factor * vector[i];
        }
        return scaled;
    }
}
