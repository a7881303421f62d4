package dev.chainrule.check;

/**
 * How far two numbers may be apart: {@code |a − b| ≤ relative · max(|a|, |b|) + floor}.
 *
 * @param relative the share of the larger one
 * @param floor what is allowed even if both are 0
 */
record Tolerance(double relative, double floor) {

    /** Where all numbers are smaller than this, they may be what rounding leaves of terms that cancel. */
    private static final double CANCELLED = 1e-3;

    /**
     * Of numbers whose only error is rounding.
     *
     * @param relative the share of the larger one
     * @param largest of the numbers that belong together: what rounding does to one grows with it
     */
    static Tolerance rounding(double relative, double largest) {
        return new Tolerance(relative, relative * Math.max(largest, CANCELLED));
    }

    /** The distance, relative to the larger one where the floor does not matter: allowed up to {@link #relative}. */
    double error(double a, double b) {
        double distance = Math.abs(a - b);
        return distance == 0 ? 0 : distance / (Math.max(Math.abs(a), Math.abs(b)) + floor / relative);
    }

    /** Never for a NaN, nor for two infinities: those say nothing about each other. */
    boolean holds(double a, double b) {
        return error(a, b) <= relative;
    }

    /** This with a further floor. */
    Tolerance with(double more) {
        return new Tolerance(relative, floor + more);
    }
}
