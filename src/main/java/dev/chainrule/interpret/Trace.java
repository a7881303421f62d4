package dev.chainrule.interpret;

/**
 * The decisions of an evaluation: sides of choices, winners of maxima, signs at kinks. Two points with the same trace lie
 * on the same smooth piece. Kept as a hash, so that a long evaluation needs no room.
 */
public final class Trace {

    private long hash = 17;

    void decide(double decision) {
        long bits = Double.doubleToLongBits(decision + 0.0); // both zeros decide alike
        hash = (hash ^ bits) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 29;
    }

    /** Equal for equal decisions in the same order. */
    public long hash() {
        return hash;
    }
}
