package dev.chainrule.train;

import dev.chainrule.data.DataException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How good a network is on some rows, as it predicts.
 *
 * @param rows how many
 * @param loss the mean over batches, weighted by their rows
 * @param correct rows whose label is found; nothing without a rule for accuracy
 */
public record Evaluation(int rows, double loss, Optional<Integer> correct) {

    private static final int BATCH = 512;

    /** Evaluates the rows in {@code order}. */
    public static Evaluation of(CompiledModel model, Dataset data, int[] order, Optional<AccuracyRule> rule)
            throws DataException {
        double loss = 0;
        int correct = 0;
        for (int from = 0; from < order.length; from += BATCH) {
            int to = Math.min(from + BATCH, order.length);
            Batch batch = data.batch(order, from, to);
            loss += model.lossInPrediction(batch) * (to - from) / order.length;
            if (rule.isPresent()) {
                correct += rule.get().correct(model.output(rule.get().output(), batch), batch);
            }
        }
        return new Evaluation(order.length, loss, rule.isPresent() ? Optional.of(correct) : Optional.empty());
    }

    /** The share of rows whose label is found. */
    public OptionalDouble accuracy() {
        return correct.isPresent() && rows > 0
                ? OptionalDouble.of((double) correct.get() / rows)
                : OptionalDouble.empty();
    }

    /** {@code loss 0.1234, accuracy 97.22 % (350 of 360)}. */
    @Override
    public String toString() {
        String text = String.format(Locale.ROOT, "loss %.5g", loss);
        return accuracy().isPresent()
                ? text
                        + String.format(
                                Locale.ROOT,
                                ", accuracy %.2f %% (%d of %d)",
                                100 * accuracy().getAsDouble(),
                                correct.get(),
                                rows)
                : text;
    }
}
