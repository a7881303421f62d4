package dev.chainrule.scalar;

import dev.chainrule.scalar.Spelling.Helper;
import java.util.List;

/**
 * The logistic function and its integral, each twice: as a method, and as the text of the same method. Only exp(-|x|)
 * is ever formed, which cannot overflow. Errors stay below 3 ulp.
 */
final class Logistic {

    private Logistic() {}

    static final Helper SIGMOID = Helper.ofDouble(
            "sigmoid", "Logistic function 1 / (1 + exp(-x)), without overflow; 3 ulp.", List.of("x"), """
            double e = Math.exp(-Math.abs(x));
            return (x < 0 ? e : 1) / (1 + e);
            """);

    static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    static final Helper SOFTPLUS = Helper.ofDouble(
            "softplus", "log(1 + exp(x)), without overflow and accurate in both tails; 3 ulp.", List.of("x"), """
            return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            """);

    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
