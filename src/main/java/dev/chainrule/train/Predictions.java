package dev.chainrule.train;

import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Predicts row by row, as lines of CSV: the label first, if there is one to predict, then what the output says of each
 * class or position.
 */
public final class Predictions {

    private static final int BATCH = 512;

    private final CompiledModel model;
    private final NetworkDescription.Output output;
    private final Optional<AccuracyRule> rule;
    private final Map<String, LabelNames> labels;

    /** @param rule of which the output is shown; if there is none, {@code output} is */
    public Predictions(
            CompiledModel model,
            NetworkDescription.Output output,
            Optional<AccuracyRule> rule,
            Map<String, LabelNames> labels) {
        this.model = model;
        this.output = rule.map(AccuracyRule::output).orElse(output);
        this.rule = rule;
        this.labels = labels;
    }

    /** A header, then a line for each row. */
    public void write(Dataset data, Consumer<String> lines) throws DataException {
        if (output.axes().isEmpty() || !output.axes().get(0).dim().equals(data.rowDim())) {
            throw DataProblem.option("the output " + output + " has nothing for each row: its first axis is not "
                            + data.rowDim())
                    .exception();
        }
        int[] order = new int[data.rows()];
        for (int row = 0; row < order.length; row++) {
            order[row] = row;
        }
        for (int from = 0; from < order.length; from += BATCH) {
            int to = Math.min(from + BATCH, order.length);
            Object out = model.output(output, data.batch(order, from, to));
            int width = Array.getLength(out) / (to - from);
            if (from == 0) {
                lines.accept(header(width));
            }
            for (int row = 0; row < to - from; row++) {
                lines.accept(line(out, row, width));
            }
        }
    }

    private String header(int width) {
        List<String> cells = new ArrayList<>();
        rule.ifPresent(with -> cells.add(with.label().name()));
        for (int k = 0; k < width; k++) {
            cells.add(output.axes().size() < 2 ? output.name() : output.name() + "." + name(k));
        }
        return joined(cells);
    }

    private String line(Object out, int row, int width) {
        List<String> cells = new ArrayList<>();
        rule.ifPresent(with -> cells.add(name(with.predicted(out, row))));
        for (int k = 0; k < width; k++) {
            cells.add(String.valueOf(Array.get(out, row * width + k)));
        }
        return joined(cells);
    }

    private String name(int index) {
        return rule.map(with -> labels.getOrDefault(with.label().name(), LabelNames.NUMBERS))
                .orElse(LabelNames.NUMBERS)
                .name(index);
    }

    private static String joined(List<String> cells) {
        List<String> written = new ArrayList<>();
        for (String cell : cells) {
            boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            written.add(plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"");
        }
        return String.join(",", written);
    }
}
