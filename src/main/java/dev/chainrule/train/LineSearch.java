package dev.chainrule.train;

import dev.chainrule.data.DataException;
import java.util.Optional;

/**
 * Finds a point along a line of descent that satisfies the strong Wolfe conditions: lower by at least a share of what the
 * slope promises, and less steep. J. Nocedal and S. J. Wright, Numerical Optimization, 2nd edition, 2006: algorithms 3.5 and
 * 3.6, with cubic interpolation (3.59). A value that is not finite counts as too high.
 */
final class LineSearch {

    /** Evaluates a point. */
    @FunctionalInterface
    interface Evaluation {
        Lbfgs.Point at(double[] x) throws DataException;
    }

    private static final double DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final double GROWTH = 2;
    private static final int EVALUATIONS = 40;

    /** A place on the line: how far, the point there, and the slope. */
    private record Place(double alpha, Lbfgs.Point point, double slope) {

        double value() {
            return point.value();
        }

        boolean finite() {
            return Double.isFinite(point.value()) && Double.isFinite(slope);
        }
    }

    private final Evaluation evaluation;
    private final double[] direction;
    private final Place start;
    private int evaluations;

    LineSearch(Evaluation evaluation, Lbfgs.Point start, double[] direction) {
        this.evaluation = evaluation;
        this.direction = direction;
        this.start = new Place(0, start, Lbfgs.dot(start.gradient(), direction));
    }

    /** The point found; empty if none is lower, as where rounding hides what is left to gain. */
    Optional<Lbfgs.Point> from(double first) throws DataException {
        Place before = start;
        double alpha = first;
        while (evaluations < EVALUATIONS) {
            Place here = at(alpha);
            if (!low(here) || before != start && here.value() >= before.value()) {
                return zoom(before, here);
            }
            if (flat(here)) {
                return Optional.of(here.point());
            }
            if (here.slope() >= 0) {
                return zoom(here, before);
            }
            before = here;
            alpha *= GROWTH;
        }
        return lower(before);
    }

    /** Algorithm 3.6: {@code low} is the lower end, and a point that satisfies both conditions lies between. */
    private Optional<Lbfgs.Point> zoom(Place low, Place high) throws DataException {
        Place best = low;
        Place other = high;
        while (evaluations < EVALUATIONS && best.alpha() != other.alpha()) {
            double alpha = between(best, other);
            if (alpha == best.alpha() || alpha == other.alpha()) {
                break;
            }
            Place here = at(alpha);
            if (!low(here) || here.value() >= best.value()) {
                other = here;
                continue;
            }
            if (flat(here)) {
                return Optional.of(here.point());
            }
            if (here.slope() * (other.alpha() - best.alpha()) >= 0) {
                other = best;
            }
            best = here;
        }
        return lower(best);
    }

    private Optional<Lbfgs.Point> lower(Place place) {
        return place.value() < start.value() ? Optional.of(place.point()) : Optional.empty();
    }

    private Place at(double alpha) throws DataException {
        evaluations++;
        double[] x = start.point().x().clone();
        Lbfgs.add(alpha, direction, x);
        Lbfgs.Point point = evaluation.at(x);
        return new Place(alpha, point, Lbfgs.dot(point.gradient(), direction));
    }

    private boolean low(Place place) {
        return place.finite() && place.value() <= start.value() + DECREASE * place.alpha() * start.slope();
    }

    private boolean flat(Place place) {
        return Math.abs(place.slope()) <= -CURVATURE * start.slope();
    }

    /** The minimum of the cubic through both ends, if it is well inside; else the middle. */
    private static double between(Place a, Place b) {
        double middle = (a.alpha() + b.alpha()) / 2;
        if (!b.finite()) {
            return middle;
        }
        double width = b.alpha() - a.alpha();
        double d1 = a.slope() + b.slope() - 3 * (a.value() - b.value()) / (a.alpha() - b.alpha());
        double d2 = Math.signum(width) * Math.sqrt(d1 * d1 - a.slope() * b.slope());
        double cubic = b.alpha() - width * (b.slope() + d2 - d1) / (b.slope() - a.slope() + 2 * d2);
        double share = (cubic - a.alpha()) / width;
        return share >= 0.1 && share <= 0.9 ? cubic : middle;
    }
}
