package dev.chainrule.interpret;

import dev.chainrule.scalar.Type;
import java.util.SplittableRandom;

/**
 * What happens to each number that is computed before it is used: nothing, or it moves to one of its neighbours, by
 * chance. How far results then scatter is what rounding may do to them, however they are computed (J. Vignes, A stochastic
 * arithmetic for reliable scientific computation, 1993).
 */
public final class Jitter {

    private static final Jitter NONE = new Jitter(0, false);

    private final SplittableRandom random;
    private final boolean shaking;

    private Jitter(long seed, boolean shaking) {
        this.random = new SplittableRandom(seed);
        this.shaking = shaking;
    }

    /** Every number stays. */
    static Jitter none() {
        return NONE;
    }

    /** Numbers move as this seed says. */
    public static Jitter of(long seed) {
        return new Jitter(seed, true);
    }

    double of(double value, Type type) {
        if (!shaking || type != Type.REAL || value == 0) {
            return value;
        }
        return random.nextBoolean() ? Math.nextUp(value) : Math.nextDown(value);
    }
}
