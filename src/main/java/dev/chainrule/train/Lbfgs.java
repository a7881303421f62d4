package dev.chainrule.train;

import dev.chainrule.data.DataException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Limited-memory BFGS: each iteration goes along the gradient, turned by an approximate inverse Hessian that is made of the
 * last few changes of point and gradient. J. Nocedal and S. J. Wright, Numerical Optimization, 2nd edition, 2006: the
 * direction is algorithm 7.4, the scale of the first Hessian (7.20), the iteration algorithm 7.5.
 */
final class Lbfgs {

    /** A function of many variables. */
    @FunctionalInterface
    interface Objective {

        /** The value at {@code x}; writes the gradient there. */
        double at(double[] x, double[] gradient) throws DataException;
    }

    /** A point, its value and its gradient. */
    record Point(double[] x, double value, double[] gradient) {

        /** The largest magnitude of an element of the gradient. */
        double steepness() {
            double largest = 0;
            for (double element : gradient) {
                largest = Math.max(largest, Math.abs(element));
            }
            return largest;
        }
    }

    /** How point and gradient changed: s, y, 1 / yᵀs. */
    private record Change(double[] s, double[] y, double rho) {}

    private final Objective objective;
    private final int memory;
    private final Deque<Change> changes = new ArrayDeque<>();
    private Point now;

    Lbfgs(Objective objective, double[] start, int memory) throws DataException {
        this.objective = objective;
        this.memory = memory;
        this.now = evaluated(start.clone());
    }

    private Point evaluated(double[] x) throws DataException {
        double[] gradient = new double[x.length];
        return new Point(x, objective.at(x, gradient), gradient);
    }

    /** Where the minimum has been sought last. */
    Point now() {
        return now;
    }

    /** One iteration; false if no lower point was found. */
    boolean iterate() throws DataException {
        double[] direction = direction();
        boolean fresh = changes.isEmpty();
        double first = fresh ? Math.min(1, 1 / norm(now.gradient())) : 1;
        Optional<Point> next = step(direction, first);
        if (next.isEmpty() && !fresh) {
            changes.clear(); // what is remembered leads nowhere: once more along the gradient itself
            return iterate();
        }
        next.ifPresent(this::remember);
        return next.isPresent();
    }

    private Optional<Point> step(double[] direction, double first) throws DataException {
        if (!(dot(direction, now.gradient()) < 0)) {
            return Optional.empty();
        }
        return new LineSearch(this::evaluated, now, direction).from(first);
    }

    private void remember(Point next) {
        double[] s = minus(next.x(), now.x());
        double[] y = minus(next.gradient(), now.gradient());
        double curvature = dot(s, y);
        if (curvature > 1e-16 * dot(y, y)) {
            changes.addLast(new Change(s, y, 1 / curvature));
            if (changes.size() > memory) {
                changes.removeFirst();
            }
        }
        now = next;
    }

    /** Algorithm 7.4, the two-loop recursion: −H ∇f. */
    private double[] direction() {
        double[] q = now.gradient().clone();
        List<Change> latestFirst = new ArrayList<>(changes);
        Collections.reverse(latestFirst);
        double[] alphas = new double[latestFirst.size()];
        for (int i = 0; i < alphas.length; i++) {
            Change change = latestFirst.get(i);
            alphas[i] = change.rho() * dot(change.s(), q);
            add(-alphas[i], change.y(), q);
        }
        if (!latestFirst.isEmpty()) {
            Change latest = latestFirst.get(0);
            scale(dot(latest.s(), latest.y()) / dot(latest.y(), latest.y()), q);
        }
        for (int i = alphas.length - 1; i >= 0; i--) {
            Change change = latestFirst.get(i);
            double beta = change.rho() * dot(change.y(), q);
            add(alphas[i] - beta, change.s(), q);
        }
        scale(-1, q);
        return q;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = a.clone();
        add(-1, b, difference);
        return difference;
    }

    /** {@code to += factor * a}. */
    static void add(double factor, double[] a, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * a[i];
        }
    }

    private static void scale(double factor, double[] a) {
        for (int i = 0; i < a.length; i++) {
            a[i] *= factor;
        }
    }
}
