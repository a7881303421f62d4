package dev.chainrule.data;

/**
 * Seeded shuffles, the same on every Java: by SplitMix64 (Steele, Lea, Flood, 2014), whose k-th draw is a function of seed
 * and k, and the shuffle of Fisher and Yates.
 */
public final class Shuffle {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Shuffle(long seed) {
        this.state = seed;
    }

    /** 0 to {@code count - 1} in an order that depends on the seed alone. */
    public static int[] of(int count, long seed) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        shuffle(order, seed);
        return order;
    }

    /** Reorders in place; every order is equally likely. */
    public static void shuffle(int[] rows, long seed) {
        Shuffle draws = new Shuffle(seed);
        for (int i = rows.length - 1; i > 0; i--) {
            int j = draws.below(i + 1);
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
    }

    /** A seed of its own for part {@code k} of what {@code seed} began: an epoch, say. */
    public static long seed(long seed, long k) {
        return mix(mix(seed + GOLDEN) ^ (k + 1) * GOLDEN);
    }

    /** Even over 0 to {@code bound - 1}: draws that would favour small numbers are drawn again. */
    private int below(int bound) {
        long bits = next() >>> 33;
        long result = bits % bound;
        while (bits - result + (bound - 1) > Integer.MAX_VALUE) {
            bits = next() >>> 33;
            result = bits % bound;
        }
        return (int) result;
    }

    private long next() {
        state += GOLDEN;
        return mix(state);
    }

    private static long mix(long z) {
        long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long x = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
