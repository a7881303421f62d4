package dev.chainrule.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What the scheduler does for speed alone. Each can be switched off; none changes a bit of what a class computes in {@code
 * math exact}.
 */
public enum Optimisation {
    /** Cheap equations are put into their readers. */
    INLINING,
    /** Dear subexpressions of several equations get an equation of their own. */
    SHARED_SUBEXPRESSIONS,
    /** Sums of products of two factors go through kernels that keep a tile in registers. */
    CONTRACTIONS,
    /** What is made of a contraction's sums element by element is computed while they are at hand. */
    EPILOGUES,
    /** Nests over the same range share a loop. */
    FUSION,
    /** A condition on a counter becomes a bound of its loop. */
    LOOP_BOUNDS,
    /** Of a tensor that is made and read in one loop, only the loop's own part is kept. */
    NARROW_STORAGE,
    /** Buffers whose lives do not touch use one array. */
    SHARED_ARRAYS;

    /** The name of its switch: {@code loop-bounds}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The optimisation with a switch of this name. */
    public static Optional<Optimisation> byKey(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }
}
