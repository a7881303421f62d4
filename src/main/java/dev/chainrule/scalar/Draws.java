package dev.chainrule.scalar;

import dev.chainrule.scalar.Spelling.Helper;
import java.util.List;

/**
 * Random numbers that are counted, not drawn in order: a function of the seed, the step, the site in the program and the
 * position among its elements. So every thread, and whoever computes one again, gets the same.
 *
 * <p>The bits of a seed and a step are those of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", 2014, with the mixer of D. Stafford's variant 13), started where seed and step say; site and position are
 * the number of the draw. All operands are integers of 32 bits, which wrap.
 */
public final class Draws {

    private Draws() {}

    private static final List<String> PLACE = List.of("seed", "step", "site", "position");

    static final Helper MIX = new Helper(
            "mix",
            "The mixer of SplitMix64 (Steele, Lea and Flood 2014): each bit of z changes half of the result's.",
            "long",
            "long",
            List.of("z"),
            """
            long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
            return b ^ (b >>> 31);
            """,
            List.of());

    static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    static final Helper BITS = new Helper(
            "drawnBits",
            "64 random bits for a place: number (site, position) of the SplitMix64 that (seed, step) starts.",
            "long",
            "int",
            PLACE,
            """
            long start = mix(((long) seed << 32 | step & 0xFFFFFFFFL) + 0x9E3779B97F4A7C15L);
            long number = (long) site << 32 | position & 0xFFFFFFFFL;
            return mix(start + (number + 1) * 0x9E3779B97F4A7C15L);
            """,
            List.of(MIX));

    static long drawnBits(int seed, int step, int site, int position) {
        long start = mix(((long) seed << 32 | step & 0xFFFFFFFFL) + 0x9E3779B97F4A7C15L);
        long number = (long) site << 32 | position & 0xFFFFFFFFL;
        return mix(start + (number + 1) * 0x9E3779B97F4A7C15L);
    }

    private static final Helper UNIFORM_HELPER = new Helper(
            "drawnUniform",
            "A random multiple of 2^-24 in [0, 1), which float holds as well as double.",
            "double",
            "int",
            PLACE,
            """
            return (drawnBits(seed, step, site, position) >>> 40) * 0x1.0p-24;
            """,
            List.of(BITS));

    static double drawnUniform(int seed, int step, int site, int position) {
        return (drawnBits(seed, step, site, position) >>> 40) * 0x1.0p-24;
    }

    private static final Helper NORMAL_HELPER = new Helper(
            "drawnNormal",
            "A standard normal number from two draws: Box and Muller 1958. The same on every machine.",
            "double",
            "int",
            PLACE,
            """
            double u = ((drawnBits(seed, step, site, position) >>> 11) + 1) * 0x1.0p-53;
            double v = (drawnBits(seed, step, site + 1, position) >>> 11) * 0x1.0p-53;
            return Math.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * v);
            """,
            List.of(BITS));

    static double drawnNormal(int seed, int step, int site, int position) {
        double u = ((drawnBits(seed, step, site, position) >>> 11) + 1) * 0x1.0p-53;
        double v = (drawnBits(seed, step, site + 1, position) >>> 11) * 0x1.0p-53;
        return Math.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * v);
    }

    /** An integer as Java's arithmetic would have left it. */
    private static int wrapped(double whole) {
        return (int) (long) whole;
    }

    /** Evenly in [0, 1). Cheap enough to be drawn again rather than kept: that is what its cost says. */
    public static final ScalarFunction UNIFORM = row(
                    "random_uniform", x -> drawnUniform(wrapped(x[0]), wrapped(x[1]), wrapped(x[2]), wrapped(x[3])))
            .range(new ScalarFunction.Range(0.0, 1))
            .ulps(0)
            .cost(7)
            .java(Spelling.ofDouble("drawnUniform($1, $2, $3, $4)", UNIFORM_HELPER))
            .nn("uniform#$3($1, $2, $4)")
            .build();

    /** From the bell curve with mean 0 and deviation 1. Uses its site and the next one. */
    public static final ScalarFunction NORMAL = row(
                    "random_normal", x -> drawnNormal(wrapped(x[0]), wrapped(x[1]), wrapped(x[2]), wrapped(x[3])))
            .ulps(2)
            .cost(60)
            .java(Spelling.ofDouble("drawnNormal($1, $2, $3, $4)", NORMAL_HELPER))
            .nn("normal#$3($1, $2, $4)")
            .build();

    private static ScalarFunction.Builder row(String name, ScalarFunction.Value value) {
        List<Type> place = List.of(Type.INTEGER, Type.INTEGER, Type.INTEGER, Type.INTEGER);
        return ScalarFunction.of(name, place, Type.REAL, value).flat().smooth().finite();
    }

    static final List<ScalarFunction> ROWS = List.of(UNIFORM, NORMAL);
}
