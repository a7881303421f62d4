package dev.chainrule.train;

import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.HeldBack;

/**
 * What a training run is told.
 *
 * @param epochs how often every row is seen
 * @param batchSize rows a step; 0 for all at once
 * @param heldBack rows that are kept from training
 * @param seed of the split, the initial parameters and the order of rows
 */
public record TrainingOptions(int epochs, int batchSize, HeldBack heldBack, long seed) {

    /** Refuses what makes no sense. */
    public void check() throws DataException {
        if (epochs < 0) {
            throw DataProblem.option("the number of epochs is negative: " + epochs)
                    .exception();
        }
        if (batchSize < 0) {
            throw DataProblem.option("the number of rows a step is negative: " + batchSize)
                    .hint("0 means all rows at once")
                    .exception();
        }
    }

    /** Rows a step, of {@code rows} to train on. */
    int batch(int rows) {
        return batchSize == 0 ? rows : Math.min(batchSize, rows);
    }
}
