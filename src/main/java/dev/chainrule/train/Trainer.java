package dev.chainrule.train;

import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.Shuffle;
import dev.chainrule.data.Split;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Trains: every epoch takes all rows in an order of its own, which depends on the seed and the epoch's number alone, so that
 * a run that was interrupted and resumed takes the same steps as one that was not.
 */
public final class Trainer {

    private final CompiledModel model;
    private final Dataset data;
    private final int[] training;
    private final int[] judged;
    private final Optional<AccuracyRule> rule;

    public Trainer(CompiledModel model, Dataset data, Split split, Optional<AccuracyRule> rule) throws DataException {
        if (!model.network().trainable()) {
            throw DataProblem.of(
                            DataCode.MISFIT,
                            "",
                            "the network " + model.network().name() + " has no training step")
                    .hint("end it with, say, train loss with sgd(rate = 0.1);")
                    .exception();
        }
        this.model = model;
        this.data = data;
        this.rule = rule;
        this.training = split.training();
        this.judged = split.heldBack().length > 0 ? split.heldBack() : split.training();
    }

    /** Trains for further epochs, from where {@code state} is. */
    public TrainingState run(TrainingState state, TrainingOptions options, TrainingListener listener)
            throws DataException {
        options.check();
        if (model.network().lbfgs().isPresent()) {
            return new Minimisation(model, data, training, judged, rule).run(state, options, listener);
        }
        TrainingState now = state;
        for (int i = 0; i < options.epochs(); i++) {
            Epoch epoch = epoch(now.history().size() + 1, options, listener);
            now = now.after(epoch);
            listener.ended(epoch);
        }
        if (!model.isFinite()) {
            throw diverged("parameters are not finite any more after the last step");
        }
        return now;
    }

    private Epoch epoch(int number, TrainingOptions options, TrainingListener listener) throws DataException {
        int[] order = training.clone();
        Shuffle.shuffle(order, Shuffle.seed(options.seed(), number));
        int size = options.batch(order.length);
        listener.begins(number, (order.length + size - 1) / size);
        double sum = 0;
        int steps = 0;
        for (int from = 0; from < order.length; from += size) {
            int to = Math.min(from + size, order.length);
            double loss = model.step(data.batch(order, from, to));
            if (!Double.isFinite(loss)) {
                throw diverged("the loss is " + loss + " in step " + (steps + 1) + " of epoch " + number);
            }
            sum += loss * (to - from);
            listener.stepped(++steps, sum / to);
        }
        OptionalDouble accuracy =
                rule.isPresent() ? Evaluation.of(model, data, judged, rule).accuracy() : OptionalDouble.empty();
        return new Epoch(number, sum / order.length, accuracy);
    }

    private static DataException diverged(String what) {
        return DataProblem.of(DataCode.DIVERGED, "", what)
                .hint("lower the learning rate, as in --set rate=0.01, or scale the columns: --scale standard")
                .exception();
    }
}
