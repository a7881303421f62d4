package dev.chainrule.fuzz;

import java.util.List;

/** Shapes of scalar formulas that stay finite, and smooth enough for differences, wherever their operands are. */
final class Formulas {

    private static final List<String> UNARY = List.of(
            "sin(%1$s)",
            "cos(%1$s)",
            "tanh(%1$s)",
            "sigmoid(%1$s)",
            "softplus(%1$s)",
            "atan(%1$s)",
            "erf(%1$s)",
            "erfc(%1$s)",
            "exp(-((%1$s)^2))",
            "exp(tanh(%1$s))",
            "sqrt(1 + (%1$s)^2)",
            "log(1 + (%1$s)^2)",
            "log1p((%1$s)^2)",
            "expm1(sin(%1$s))",
            "(%1$s)^2",
            "(%1$s)^3",
            "(1.5 + sin(%1$s))^-2",
            "(2 + cos(%1$s))^1.5",
            "relu(%1$s)",
            "abs(%1$s)",
            "(-(%1$s))",
            "1 / (1 + (%1$s)^2)",
            "asinh(%1$s)",
            "acosh(1.5 + (%1$s)^2)",
            "atanh(0.9 * sin(%1$s))",
            "asin(0.9 * sin(%1$s))",
            "acos(0.9 * tanh(%1$s))",
            "cosh(tanh(%1$s))",
            "sinh(sin(%1$s))",
            "tan(tanh(%1$s))",
            "cbrt(2 + sin(%1$s))",
            "lgamma(1.5 + sigmoid(%1$s))",
            "digamma(1 + sigmoid(%1$s))",
            "stop_gradient(%1$s)",
            "0.2 * floor(3 * (%1$s))",
            "0.3 * sign(%1$s)",
            "0.2 * round(2 * (%1$s))",
            "0.2 * ceil(2 * (%1$s))",
            // what stabilisations are for, where the interpreter, which has none, does not cancel
            "log(1 + exp(2 * sin(%1$s)))",
            "log(sigmoid(%1$s))",
            "log(1 - sigmoid(2 * sin(%1$s)))",
            "(exp(sin(%1$s)) - 1)",
            "(1 - tanh(sin(%1$s))^2)",
            "1 / (1 + exp(-(%1$s)))",
            "exp(%1$s) / (1 + exp(%1$s))",
            // what a library function makes of it
            "gelu(%1$s)",
            "silu(%1$s)",
            "leaky_relu(%1$s)",
            "elu(%1$s)",
            "softsign(%1$s)",
            "clamp(%1$s, -1, 1)",
            "huber(%1$s, 0.3)");

    private static final List<String> BINARY = List.of(
            "(%1$s) + (%2$s)",
            "(%1$s) - (%2$s)",
            "(%1$s) * (%2$s)",
            "tanh(%1$s) * (%2$s)",
            "(%1$s) / (1 + (%2$s)^2)",
            "min(%1$s, %2$s)",
            "max(%1$s, %2$s)",
            "hypot(1 + (%1$s)^2, %2$s)",
            "atan2(%1$s, 1.5 + (%2$s)^2)",
            "(1 + (%1$s)^2)^tanh(%2$s)",
            "sin(%1$s) - cos(%2$s)",
            "squared_error(%1$s, %2$s)",
            "((%1$s) > (%2$s) ? %1$s : sin(%2$s))",
            "((%1$s) <= 0 || (%2$s) > 0.3 ? (%1$s) * (%2$s) : cos(%1$s))",
            "(!((%1$s) >= 0) && (%2$s) != 0 ? tanh(%2$s) : 0.5 * (%1$s))");

    /** The side that is not taken is infinite, or no number. */
    private static final List<String> GUARDED = List.of(
            "((%1$s) > 0 ? log(%1$s) : 0)",
            "((%1$s) > 0 ? sqrt(%1$s) : -(%1$s))",
            "((%1$s) != 0 ? sin(%1$s) / (%1$s) : 1)",
            "(abs(%1$s) < 1 ? asin(%1$s) : (%2$s))",
            "((%1$s) > 0.1 ? (%1$s)^(%2$s) : 1)",
            "((%1$s) < 0 ? 1 / (%1$s - 1) : log(1 + (%1$s)))",
            "((%1$s) > 0 && (%2$s) > 0 ? log(%1$s) * sqrt(%2$s) : tanh(%2$s))",
            "max(%1$s, (%2$s) > 0 ? log(%2$s) : -infinity)",
            "((%2$s) > 0 ? (%1$s) / (%2$s) : (%1$s))");

    private Formulas() {}

    static String unary(Chance chance, String operand) {
        return "(" + chance.of(UNARY).formatted(operand) + ")";
    }

    static String binary(Chance chance, String left, String right) {
        return "(" + chance.of(BINARY).formatted(left, right) + ")";
    }

    static String guarded(Chance chance, String left, String right) {
        return "(" + chance.of(GUARDED).formatted(left, right) + ")";
    }

    /** Between -1 and 1, or about as large as before. */
    static String bounded(Chance chance, String operand) {
        return chance.of("tanh(%s)", "sin(%s)", "0.5 * (%s)", "(%s)", "0.3 * (%s)", "softsign(%s)")
                .formatted(operand);
    }
}
