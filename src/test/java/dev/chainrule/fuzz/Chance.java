package dev.chainrule.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Seeded choices. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** From 0 to {@code bound - 1}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** True once in {@code times}. */
    boolean one(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T of(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }

    @SafeVarargs
    final <T> T of(T... several) {
        return several[random.nextInt(several.length)];
    }

    <T> List<T> shuffled(List<T> several) {
        List<T> copy = new ArrayList<>(several);
        Collections.shuffle(copy, new Random(random.nextLong()));
        return copy;
    }

    /** A number as it may stand in a program. */
    String number() {
        return of("0.5", "2", "0.1", "1", "1.5", "0.25", "3", "0.7");
    }
}
