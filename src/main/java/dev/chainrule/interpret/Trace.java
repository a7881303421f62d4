package dev.chainrule.interpret;

import java.util.Arrays;

/**
 * The decisions of an evaluation: sides of choices, winners of maxima, signs at kinks. Two points with the same trace lie
 * on the same smooth piece. Kept as a hash, so that a long evaluation needs no room.
 */
public final class Trace {

    private long hash = 17;
    private boolean overflowed;

    void decide(double decision) {
        long bits = Double.doubleToLongBits(decision + 0.0); // both zeros decide alike
        hash = (hash ^ bits) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 29;
    }

    /** Takes note of a function that makes something infinite, or nothing, of numbers. */
    void compute(double result, double[] operands) {
        if (!overflowed && !Double.isFinite(result)) {
            overflowed = Arrays.stream(operands).allMatch(Double::isFinite);
        }
    }

    /** Whether a number was too large on the way, or a function not defined; the result need not show it: {@code 1 / exp(800)}. */
    public boolean overflowed() {
        return overflowed;
    }

    /** Equal for equal decisions in the same order. */
    public long hash() {
        return hash;
    }
}
