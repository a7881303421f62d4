package dev.chainrule.train;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What one pass over the rows came to.
 *
 * @param number from 1, counted through all runs
 * @param loss the mean of the steps' losses, each before its update, weighted by rows
 * @param accuracy after the last step, on the rows held back, or on those trained on if none are
 */
public record Epoch(int number, double loss, OptionalDouble accuracy) {

    /** {@code epoch  3: loss 0.12345, accuracy 97.22 %}. */
    @Override
    public String toString() {
        String text =
                String.format(Locale.ROOT, "epoch %3d: loss " + (Math.abs(loss) < 1e6 ? "%.5f" : "%.5e"), number, loss);
        return accuracy.isPresent()
                ? text + String.format(Locale.ROOT, ", accuracy %.2f %%", 100 * accuracy.getAsDouble())
                : text;
    }
}
