package dev.chainrule.equation;

import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A point where all that is known holds and yet a value is negative. Looked for among small lengths and at the ends of
 * ranges; so most of what can't be proven is found out before anything dear is tried.
 */
final class Counterexample {

    private static final int TRIES = 96;
    private static final int ENOUGH = 32;
    private static final long[] LENGTHS = {1, 2, 3, 4, 5, 6, 2, 3, 8, 12, 1, 0};

    private Counterexample() {}

    /** The indices and open lengths of such a point, by age, with their values; empty if none is found. */
    static Optional<Map<Scalar, Long>> of(Affine value, Collection<Scalar> conditions, Points points) {
        SplittableRandom random = new SplittableRandom(1);
        int possible = 0;
        for (int i = 0; i < TRIES && possible < ENOUGH; i++) {
            Choice choice = new Choice(random, i);
            if (points.choose(choice) && points.hold(conditions)) {
                possible++;
                long found = points.value(value);
                if (found < 0 && found != Points.UNDEFINED) {
                    return Optional.of(choice.chosen());
                }
            }
        }
        return Optional.empty();
    }

    private static final class Choice implements Points.Chooser {

        private final SplittableRandom random;
        private final int round;
        private final Map<Scalar, Long> chosen = new LinkedHashMap<>();

        Choice(SplittableRandom random, int round) {
            this.random = random;
            this.round = round;
        }

        @Override
        public long index(Scalar node, long bound) {
            int way = round < 2 ? round : random.nextInt(4);
            long value = way == 0 ? bound - 1 : way == 1 ? 0 : random.nextLong(bound);
            if (node instanceof Leaf) {
                chosen.put(node, value);
            }
            return value;
        }

        @Override
        public long unbounded(Scalar node, boolean negativeToo) {
            long value = negativeToo ? random.nextInt(-3, 8) : round < 2 ? 4 : LENGTHS[random.nextInt(LENGTHS.length)];
            chosen.put(node, value);
            return value;
        }

        Map<Scalar, Long> chosen() {
            List<Scalar> leaves = new ArrayList<>(chosen.keySet());
            leaves.sort(java.util.Comparator.comparingInt(Scalar::number));
            Map<Scalar, Long> sorted = new LinkedHashMap<>();
            leaves.forEach(leaf -> sorted.put(leaf, chosen.get(leaf)));
            return sorted;
        }
    }
}
