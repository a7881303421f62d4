package dev.chainrule.train;

import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a prediction is judged: the largest element of an output's row is the label, or, for two labels and one number, a
 * number above one half is label 1.
 *
 * @param output of shape [rows, classes], or [rows] for two classes
 * @param label an index of these classes for each row
 * @param classes how many there are
 */
public record AccuracyRule(NetworkDescription.Output output, NetworkDescription.Input label, int classes) {

    /**
     * The rule that the option names ({@code probability=y}, or {@code none}), else the only one there can be: an output
     * with a number for each class is preferred to one with a probability.
     */
    public static Optional<AccuracyRule> find(NetworkDescription network, String rowDim, Optional<String> option)
            throws DataException {
        if (option.isPresent() && option.get().equals("none")) {
            return Optional.empty();
        }
        List<AccuracyRule> rules = all(network, rowDim);
        if (option.isPresent()) {
            return Optional.of(rules.stream()
                    .filter(rule -> rule.toString().equals(option.get().replace(" ", "")))
                    .findFirst()
                    .orElseThrow(() -> DataProblem.option(
                                    "accuracy cannot be measured by " + DataProblem.quoted(option.get()))
                            .hint(
                                    rules.isEmpty()
                                            ? "no output has a number for each class of a label: --accuracy none"
                                            : "say one of " + Listing.of(names(rules)) + ", or none")
                            .exception()));
        }
        List<AccuracyRule> wide =
                rules.stream().filter(rule -> rule.output().axes().size() == 2).toList();
        List<AccuracyRule> preferred = wide.isEmpty() ? rules : wide;
        if (preferred.size() > 1) {
            throw DataProblem.option("accuracy could be measured in more than one way: " + Listing.of(names(preferred)))
                    .hint("say which: --accuracy " + preferred.get(0) + "; or --accuracy none")
                    .exception();
        }
        return preferred.stream().findFirst();
    }

    private static List<String> names(List<AccuracyRule> rules) {
        return rules.stream().map(AccuracyRule::toString).toList();
    }

    private static List<AccuracyRule> all(NetworkDescription network, String rowDim) {
        List<AccuracyRule> rules = new ArrayList<>();
        for (NetworkDescription.Output output : network.outputs()) {
            for (NetworkDescription.Input label : network.inputs()) {
                if (label.isIndex()
                        && label.axes().size() == 1
                        && label.indexOf().orElseThrow().length().isPresent()
                        && !output.call().inputs().contains(label.name())
                        && fits(output, label.indexOf().orElseThrow(), rowDim)) {
                    rules.add(new AccuracyRule(
                            output,
                            label,
                            label.indexOf().orElseThrow().length().getAsInt()));
                }
            }
        }
        return rules;
    }

    private static boolean fits(NetworkDescription.Output output, NetworkDescription.Axis classes, String rowDim) {
        List<NetworkDescription.Axis> axes = output.axes();
        if (axes.isEmpty() || !axes.get(0).dim().equals(rowDim)) {
            return false;
        }
        return axes.size() == 2 && axes.get(1).dim().equals(classes.dim())
                || axes.size() == 1 && !output.whole() && classes.length().getAsInt() == 2;
    }

    /** The label that the output of a batch gives to a row; ties go to the first. */
    public int predicted(Object out, int row) {
        if (output.axes().size() == 1) {
            return Array.getDouble(out, row) > 0.5 ? 1 : 0;
        }
        int best = 0;
        for (int k = 1; k < classes; k++) {
            if (Array.getDouble(out, row * classes + k) > Array.getDouble(out, row * classes + best)) {
                best = k;
            }
        }
        return best;
    }

    /** How many rows of a batch have the label that they should. */
    int correct(Object out, Batch batch) {
        int[] labels = (int[]) batch.array(label.name());
        int correct = 0;
        for (int row = 0; row < batch.rows(); row++) {
            if (predicted(out, row) == labels[row]) {
                correct++;
            }
        }
        return correct;
    }

    /** As the option says it. */
    @Override
    public String toString() {
        return output.name() + "=" + label.name();
    }
}
