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

    private Differences() {}

    /**
     * A derivative.
     *
     * @param value the extrapolated difference
     * @param error the estimated error
     * @param smooth whether all points of the stencil lie on one smooth piece
     */
    public record Estimate(double value, double error, boolean smooth) {}

    /** A function that tells with its value on which smooth piece the point lies. */
    @FunctionalInterface
    public interface Function {
        Sample at(double[] x);
    }

    /** A value, and a number that is equal for points on the same smooth piece. */
    public record Sample(double value, long piece) {}

    /** The partial derivative of {@code f} at {@code x} for element {@code i}. {@code x} is unchanged afterwards. */
    public static Estimate partial(Function f, double[] x, int i) {
        double at = x[i];
        double wanted = STEP * Math.max(1, Math.abs(at));
        double h = (at + wanted) - at; // exactly representable
        Sample center = f.at(x);
        Estimate coarse = difference(f, x, i, h, center.piece());
        Estimate fine = difference(f, x, i, h / 2, center.piece());
        double removed = (fine.value() - coarse.value()) / 63;
        double rounding = 4 * Math.ulp(1.0) * Math.abs(center.value()) / h;
        return new Estimate(fine.value() + removed, 4 * Math.abs(removed) + rounding, coarse.smooth() && fine.smooth());
    }

    private static Estimate difference(Function f, double[] x, int i, double h, long piece) {
        double at = x[i];
        double sum = 0;
        boolean smooth = true;
        for (int k = 1; k <= 3; k++) {
            x[i] = at + k * h;
            Sample above = f.at(x);
            x[i] = at - k * h;
            Sample below = f.at(x);
            sum += WEIGHTS[k - 1] * (above.value() - below.value());
            smooth &= above.piece() == piece && below.piece() == piece;
        }
        x[i] = at;
        return new Estimate(sum / (60 * h), 0, smooth);
    }
}
