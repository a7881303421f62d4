package dev.chainrule.check;

import dev.chainrule.equation.Tensor;
import java.util.Optional;

/**
 * Differences of the objective along one element of a parameter, or along a direction through all of them.
 *
 * <p>The class itself is asked first, since it is fast: if its differences confirm the gradient, nothing stood in their
 * way. If they do not, the interpreter says whether a kink does, or a part that {@code stop_gradient} holds. Stencils
 * contradict a gradient only where two of different lengths say the same.
 */
final class Stencil {

    private static final double[] NARROWINGS = {1, 16, 256, 2048};

    private final Point point;
    private final Tensor tensor;
    private final Sampler generated;
    private final Sampler interpreted;

    /**
     * @param point is moved, and then as it was
     * @param generated knows no kinks
     */
    Stencil(Point point, Tensor tensor, Sampler generated, Sampler interpreted) {
        this.point = point;
        this.tensor = tensor;
        this.generated = generated;
        this.interpreted = interpreted;
    }

    /**
     * What differences say; empty if kinks are everywhere.
     *
     * @param conclusive whether that can be relied on
     */
    record Finding(Optional<Differences.Estimate> estimate, boolean conclusive) {}

    /** The partial derivative for an element, which is said to be {@code expected}. */
    Finding element(int i, double expected, double scale, Tolerance tolerance) {
        double[] x = point.values().get(tensor);
        double center = x[i];
        return find(
                t -> {
                    x[i] = t;
                },
                center,
                expected,
                scale,
                tolerance);
    }

    /** The derivative along a direction, which is said to be {@code expected}. */
    Finding direction(double[] direction, double expected, double scale, Tolerance tolerance) {
        double[] x = point.values().get(tensor);
        double[] center = x.clone();
        return find(
                t -> {
                    for (int i = 0; i < x.length; i++) {
                        x[i] = center[i] + t * direction[i];
                    }
                },
                0,
                expected,
                scale,
                tolerance);
    }

    /** Moves the point to a place on a line. */
    @FunctionalInterface
    private interface Move {
        void to(double t);
    }

    private Finding find(Move move, double center, double expected, double scale, Tolerance tolerance) {
        double terms = scale * Math.max(1, Math.abs(center));
        for (double narrowing : NARROWINGS) {
            Differences.Estimate estimate =
                    Differences.derivative(sampled(generated, move, center), center, terms, narrowing);
            if (confirms(estimate, expected, tolerance)) {
                return new Finding(Optional.of(estimate), true);
            }
        }
        Optional<Differences.Estimate> before = Optional.empty();
        Optional<Differences.Estimate> any = Optional.empty();
        for (double narrowing : NARROWINGS) {
            Differences.Estimate estimate =
                    Differences.derivative(sampled(interpreted, move, center), center, terms, narrowing);
            if (confirms(estimate, expected, tolerance)) {
                return new Finding(Optional.of(estimate), true);
            }
            if (before.isPresent()
                    && confirms(
                            estimate,
                            before.get().value(),
                            tolerance.with(before.get().error()))) {
                return new Finding(before, true);
            }
            before = estimate.conclusive() ? Optional.of(estimate) : before;
            any = estimate.smooth() ? Optional.of(estimate) : any;
        }
        return new Finding(any, false);
    }

    private static boolean confirms(Differences.Estimate estimate, double expected, Tolerance tolerance) {
        return estimate.conclusive() && tolerance.with(estimate.error()).holds(expected, estimate.value());
    }

    private Differences.Function sampled(Sampler sampler, Move move, double center) {
        return t -> {
            move.to(t);
            Differences.Sample sample = sampler.at(point);
            move.to(center);
            return sample;
        };
    }
}
