package dev.chainrule.maven;

import java.util.Locale;

/** Numbers in sentences. */
final class Words {

    private static final double NANOSECONDS = 1e9;

    private Words() {}

    /** {@code 1 file}, {@code 2 files}. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : noun.endsWith("s") ? "es" : "s");
    }

    /** {@code 0.4 s} since a time of {@link System#nanoTime}. */
    static String since(long start) {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / NANOSECONDS);
    }
}
