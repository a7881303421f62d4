package dev.chainrule.check;

/**
 * Six-point central differences with one Richardson step.
 *
 * <p>{@code D(h) = Σ w (f(x + k h) − f(x − k h)) / 60 h} for k = 1, 2, 3 and w = 45, −9, 1, whose error is of order h⁶;
 * {@code D(h/2) + (D(h/2) − D(h)) / 63} removes that order, and {@code |D(h) − D(h/2)| / 63} estimates what was removed.
 * (Fornberg, Mathematics of Computation 51, 1988, table 1.)
 */
public final class Differences {

    /** The step for x of magnitude one: the seventh root of the rounding unit balances rounding and truncation. */
    private static final double STEP = Math.pow(Math.ulp(1.0), 1.0 / 7);

    private static final double[] WEIGHTS = {45, -9, 1};
    private static final double[] SIXTH = {15, -6, 1};

    /**
     * Independent errors of size s scatter the sixth difference by s √924, and the fine quotient by s √4214 / 30 h;
     * sixteen times that is allowed, since one scatter is a poor estimate of s.
     */
    private static final double NOISE = 16 * Math.sqrt(4214) / 30 / Math.sqrt(924);

    /** Of the derivative: a stencil that misses more by its length is too long to tell anything. */
    private static final double CONCLUSIVE = 1e-4;

    private Differences() {}

    /**
     * A derivative.
     *
     * @param value the extrapolated difference
     * @param truncation a bound for what the length of the stencil does to it
     * @param rounding a bound for what rounding of the terms that are known of does to it
     * @param noise what the values scatter besides, as terms do that cancel inside of the function
     * @param smooth whether all points of the stencil lie on one smooth piece
     */
    public record Estimate(double value, double truncation, double rounding, double noise, boolean smooth) {

        public double error() {
            return truncation + rounding + noise;
        }

        /** Whether this can be relied on. */
        boolean conclusive() {
            return smooth && truncation <= CONCLUSIVE * Math.abs(value) + rounding;
        }
    }

    /** A function of one number that tells with its value on which smooth piece the point lies. */
    @FunctionalInterface
    public interface Function {
        Sample at(double x);
    }

    /** A value, and a number that is equal for points on the same smooth piece. */
    public record Sample(double value, long piece) {}

    /** A function of one number with several values. */
    @FunctionalInterface
    interface Several {
        Samples at(double x);
    }

    /** Values, and a number that is equal for points on the same smooth piece. */
    record Samples(double[] values, long piece) {}

    /**
     * The derivative of {@code f} at {@code x}.
     *
     * @param terms how large the numbers are that are rounded on the way, if they are larger than the value: those of
     *     which {@code f} is a sum; or x times the derivative, since the points of the stencil are rounded too
     * @param narrowing what the stencil's length is divided by, to get between kinks
     */
    public static Estimate derivative(Function f, double x, double terms, double narrowing) {
        Several single = at -> {
            Sample sample = f.at(at);
            return new Samples(new double[] {sample.value()}, sample.piece());
        };
        return derivatives(single, x, new double[] {terms}, narrowing)[0];
    }

    /** The derivatives of all values of {@code f} at {@code x}, each with its {@code terms}. */
    static Estimate[] derivatives(Several f, double x, double[] terms, double narrowing) {
        double wanted = STEP * Math.max(1, Math.abs(x)) / narrowing;
        double h = (x + wanted) - x; // exactly representable
        Samples center = f.at(x);
        Quotients coarse = quotients(f, x, h, center);
        Quotients fine = quotients(f, x, h / 2, center);
        Estimate[] estimates = new Estimate[terms.length];
        for (int i = 0; i < estimates.length; i++) {
            double removed = (fine.values()[i] - coarse.values()[i]) / 63;
            double rounding = 4 * Math.ulp(1.0) * Math.max(Math.abs(center.values()[i]), terms[i]) / h;
            double scatter = Math.max(coarse.scatter()[i], fine.scatter()[i]);
            estimates[i] = new Estimate(
                    fine.values()[i] + removed,
                    4 * Math.abs(removed),
                    rounding,
                    NOISE * scatter / h,
                    coarse.smooth() && fine.smooth());
        }
        return estimates;
    }

    /** @param scatter the sixth difference: of a smooth function it is of order h⁶, and what is left is noise */
    private record Quotients(double[] values, double[] scatter, boolean smooth) {}

    private static Quotients quotients(Several f, double x, double h, Samples center) {
        double[] sums = new double[center.values().length];
        double[] scatter = new double[sums.length];
        for (int i = 0; i < sums.length; i++) {
            scatter[i] = -20 * center.values()[i];
        }
        boolean smooth = true;
        for (int k = 1; k <= 3; k++) {
            Samples above = f.at(x + k * h);
            Samples below = f.at(x - k * h);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += WEIGHTS[k - 1] * (above.values()[i] - below.values()[i]);
                scatter[i] += SIXTH[k - 1] * (above.values()[i] + below.values()[i]);
            }
            smooth &= above.piece() == center.piece() && below.piece() == center.piece();
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= 60 * h;
            scatter[i] = Math.abs(scatter[i]);
        }
        return new Quotients(sums, scatter, smooth);
    }
}
