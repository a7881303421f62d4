package dev.chainrule.check;

import java.util.Arrays;
import java.util.function.Supplier;

/** Whether a class gives what the interpreter gives, for arrays of any meaning. */
final class Agreement {

    private Agreement() {}

    /**
     * Tells the first element that is another one.
     *
     * @param who gives {@code found}
     * @param exact the relative error that rounding alone makes, of the largest element or of 1
     * @param noise what it may make beyond that, for each element; asked where they differ
     */
    static void compare(
            String who, double[] found, double[] wanted, double exact, Supplier<double[]> noise, Findings findings) {
        double norm = Math.max(1, Arrays.stream(wanted).map(Math::abs).max().orElse(0));
        Tolerance tolerance = new Tolerance(exact, exact * norm);
        for (int i = 0; i < wanted.length; i++) {
            boolean same = Double.compare(found[i], wanted[i]) == 0; // outputs may be infinite, or NaN
            if (!same
                    && !tolerance.holds(found[i], wanted[i])
                    && !tolerance.with(noise.get()[i]).holds(found[i], wanted[i])) {
                findings.add(
                        CheckCode.MISMATCH,
                        who + " gives " + found[i] + (wanted.length > 1 ? " at position " + i : "")
                                + ", the interpreter " + wanted[i] + ": suspect simplify, schedule or a later pass");
                return;
            }
        }
    }

    /** Tells if a method that is called again gives other bits. */
    static void again(String who, double[] before, double[] after, Findings findings) {
        if (!Arrays.equals(before, after)) {
            findings.add(CheckCode.MISMATCH, who + " gives other numbers when it is called again");
        }
    }
}
