package dev.chainrule.equation;

import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** All points, one by one: the last resort where all lengths are fixed and there are not too many. */
final class Enumeration {

    private static final long MOST = 100_000;

    private final Points points;
    private final List<Integer> free = new ArrayList<>();

    private Enumeration(Points points) {
        this.points = points;
    }

    /** Whether a value is at least 0 wherever the conditions hold; false too if there are too many points. */
    static boolean proves(Affine value, Collection<Scalar> conditions, Points points) {
        return new Enumeration(points).run(value, conditions);
    }

    private boolean run(Affine value, Collection<Scalar> conditions) {
        for (int i = 0; i < points.size(); i++) {
            Scalar node = points.node(i);
            boolean opaque = points.isFree(i) && node.type() == Type.BOOLEAN;
            if (points.isBounded(node) || opaque) {
                free.add(i);
            } else if (points.isFree(i)) {
                return false;
            }
        }
        Odometer odometer = new Odometer();
        long seen = 0;
        int from = 0;
        while (from >= 0) {
            if (++seen > MOST) {
                return false;
            }
            int broken = from;
            while (broken < points.size() && points.set(broken, odometer)) {
                broken++;
            }
            if (broken == points.size()) {
                long found = points.hold(conditions) ? points.value(value) : 0;
                if (found < 0 && found != Points.UNDEFINED) {
                    return false;
                }
            }
            from = odometer.next(broken);
        }
        return true;
    }

    /** Counts the free nodes up, the last one fastest. */
    private final class Odometer implements Points.Chooser {

        private final long[] at = new long[free.size()];
        private final long[] bounds = new long[free.size()];

        /** The first node that changes; -1 at the end. What stands from {@code end} on had no value. */
        int next(int end) {
            int last = free.size() - 1;
            while (last >= 0 && free.get(last) >= end) {
                at[last--] = 0;
            }
            while (last >= 0 && ++at[last] >= bounds[last]) {
                at[last--] = 0;
            }
            return last < 0 ? -1 : free.get(last);
        }

        @Override
        public long index(Scalar node, long bound) {
            int number = free.indexOf(points.number(node));
            bounds[number] = bound;
            return at[number];
        }

        @Override
        public long unbounded(Scalar node, boolean negativeToo) {
            throw new IllegalStateException(node + " has no bound");
        }
    }
}
