package dev.chainrule.data;

import java.util.Arrays;

/** Which rows are trained on and which are held back: every row is in exactly one of the two. */
public final class Split {

    private final int[] training;
    private final int[] heldBack;

    private Split(int[] training, int[] heldBack) {
        this.training = training;
        this.heldBack = heldBack;
    }

    /**
     * The rows held back are the last ones of a seeded shuffle, so that files sorted by label are split fairly; the same
     * file, seed and number give the same split everywhere.
     */
    public static Split of(int rows, HeldBack heldBack, long seed) throws DataException {
        int count = heldBack.of(rows);
        int[] order = Shuffle.of(rows, seed);
        return new Split(Arrays.copyOf(order, rows - count), Arrays.copyOfRange(order, rows - count, rows));
    }

    /** Row numbers, in shuffled order; a copy. */
    public int[] training() {
        return training.clone();
    }

    /** Row numbers, in shuffled order; a copy. */
    public int[] heldBack() {
        return heldBack.clone();
    }
}
