package dev.chainrule.simplify;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The rewrites that are equal as real functions but better in floating point. Each can be switched off. */
public enum Stabilisation {
    SOFTPLUS("log(1 + exp(x))", "softplus(x)"),
    LOG_ONE_PLUS("log(1 + x)", "log1p(x)"),
    LOG_SIGMOID("log(sigmoid(x))", "-softplus(-x)"),
    LOG_ONE_MINUS_SIGMOID("log(1 - sigmoid(x))", "-softplus(x)"),
    LOG_SUM_EXP("log(sum(exp(x)))", "m + log(sum(exp(x - m))) with m = max(x), without a gradient"),
    LOG_SOFTMAX("log(exp(x) / s)", "x - log(s)"),
    EXP_MINUS_ONE("exp(x) - 1", "expm1(x)"),
    ONE_MINUS_TANH_SQUARED("1 - tanh(x)^2", "4 * sigmoid(2 * x) * sigmoid(-2 * x)"),
    SIGMOID("1 / (1 + exp(-x)), exp(x) / (1 + exp(x))", "sigmoid(x)");

    private final String before;
    private final String after;

    Stabilisation(String before, String after) {
        this.before = before;
        this.after = after;
    }

    /** What is recognised, as {@code .nn} says it. */
    public String before() {
        return before;
    }

    /** What is computed instead. */
    public String after() {
        return after;
    }

    /** The name of its switch: {@code log-sum-exp}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The stabilisation with a switch of this name. */
    public static Optional<Stabilisation> byKey(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }
}
