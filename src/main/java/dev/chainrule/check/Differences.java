package dev.chainrule.check;

import java.util.function.ToDoubleFunction;

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

    /** A function that can tell on which smooth piece a point lies. */
    public interface Function extends ToDoubleFunction<double[]> {

        /** Equal for points on the same piece. */
        long piece(double[] x);
    }

    /** The partial derivative of {@code f} at {@code x} for element {@code i}. {@code x} is unchanged afterwards. */
    public static Estimate partial(Function f, double[] x, int i) {
        double at = x[i];
        double wanted = STEP * Math.max(1, Math.abs(at));
        double h = (at + wanted) - at; // exactly representable
        boolean smooth = samePiece(f, x, i, h);
        double coarse = difference(f, x, i, h);
        double fine = difference(f, x, i, h / 2);
        x[i] = at;
        double removed = (fine - coarse) / 63;
        double value = f.applyAsDouble(x);
        double rounding = 4 * Math.ulp(1.0) * Math.abs(value) / h;
        return new Estimate(fine + removed, 4 * Math.abs(removed) + rounding, smooth);
    }

    private static boolean samePiece(Function f, double[] x, int i, double h) {
        double at = x[i];
        long piece = f.piece(x);
        boolean same = true;
        for (int k = 1; k <= 3 && same; k++) {
            x[i] = at + k * h;
            same = f.piece(x) == piece;
            x[i] = at - k * h;
            same &= f.piece(x) == piece;
        }
        x[i] = at;
        return same;
    }

    private static double difference(Function f, double[] x, int i, double h) {
        double at = x[i];
        double sum = 0;
        for (int k = 1; k <= 3; k++) {
            x[i] = at + k * h;
            double above = f.applyAsDouble(x);
            x[i] = at - k * h;
            double below = f.applyAsDouble(x);
            sum += WEIGHTS[k - 1] * (above - below);
        }
        x[i] = at;
        return sum / (60 * h);
    }
}
