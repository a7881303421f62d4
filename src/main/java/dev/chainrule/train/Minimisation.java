package dev.chainrule.train;

import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Trains without steps: a driver around the flat array of parameters asks for the objective and its gradient of all rows at
 * once. An epoch is one iteration. What the driver remembers is not saved; a run that is resumed begins with the gradient.
 */
final class Minimisation {

    private final CompiledModel model;
    private final NetworkDescription.Lbfgs settings;
    private final Dataset data;
    private final int[] training;
    private final int[] judged;
    private final Optional<AccuracyRule> rule;

    Minimisation(CompiledModel model, Dataset data, int[] training, int[] judged, Optional<AccuracyRule> rule) {
        this.model = model;
        this.settings = model.network().lbfgs().orElseThrow();
        this.data = data;
        this.training = training;
        this.judged = judged;
        this.rule = rule;
    }

    /** At most so many epochs as the options say, fewer if nothing is left to gain. */
    TrainingState run(TrainingState state, TrainingOptions options, TrainingListener listener) throws DataException {
        Batch all = data.batch(training, 0, training.length);
        Lbfgs lbfgs =
                new Lbfgs((x, gradient) -> objective(all, x, gradient), model.parameterValues(), settings.memory());
        if (!Double.isFinite(lbfgs.now().value())) {
            throw DataProblem.of(
                            DataCode.DIVERGED, "", "the loss is " + lbfgs.now().value() + " where training would begin")
                    .hint("scale the columns: --scale standard")
                    .exception();
        }
        TrainingState now = state;
        for (int i = 0; i < options.epochs() && lbfgs.now().steepness() > settings.tolerance(); i++) {
            int number = now.history().size() + 1;
            listener.begins(number, 1);
            boolean lower = lbfgs.iterate();
            model.setParameterValues(lbfgs.now().x());
            if (!lower) {
                break;
            }
            listener.stepped(1, lbfgs.now().value());
            OptionalDouble accuracy =
                    rule.isPresent() ? Evaluation.of(model, data, judged, rule).accuracy() : OptionalDouble.empty();
            Epoch epoch = new Epoch(number, lbfgs.now().value(), accuracy);
            now = now.after(epoch);
            listener.ended(epoch);
        }
        return now;
    }

    private double objective(Batch all, double[] x, double[] gradient) throws DataException {
        model.setParameterValues(x);
        double value = model.lossAndGradient(all, gradient);
        List<NetworkDescription.Parameter> frozen = settings.frozen();
        for (NetworkDescription.Parameter parameter : frozen) {
            int size = parameter.shape().stream().reduce(1, Math::multiplyExact);
            java.util.Arrays.fill(gradient, parameter.offset(), parameter.offset() + size, 0);
        }
        return value;
    }
}
