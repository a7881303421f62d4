package dev.chainrule.train;

import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.DataProblems;
import dev.chainrule.data.IdxArray;
import dev.chainrule.data.Matrix;
import dev.chainrule.data.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Makes indices of labels, and says which row has one that is none. */
final class IndexColumns {

    private final NetworkDescription.Input input;
    private final NetworkDescription.Axis dim;
    private final DataProblems problems;

    IndexColumns(NetworkDescription.Input input, DataProblems problems) {
        this.input = input;
        this.dim = input.indexOf().orElseThrow();
        this.problems = problems;
    }

    /** What the labels of a table are called. */
    LabelNames learn(Table table, List<String> columns) {
        Set<String> texts = new LinkedHashSet<>();
        for (String column : columns) {
            for (int row = 0; row < table.rows(); row++) {
                texts.add(table.label(row, column));
            }
        }
        LabelNames names = LabelNames.learn(texts);
        OptionalInt length = dim.length();
        if (length.isPresent() && names.names().size() > length.getAsInt()) {
            problems.add(DataProblem.of(
                            DataCode.MISFIT,
                            table.file(),
                            "there are " + names.names().size() + " different labels, " + Listing.of(names.names())
                                    + ", but the length of " + dim + " is " + length.getAsInt())
                    .column(columns.get(0))
                    .hint("give the dim another length: -D " + dim + "="
                            + names.names().size()));
        }
        return names;
    }

    int[] of(Table table, List<String> columns, LabelNames names) {
        int[] indices = new int[Math.multiplyExact(table.rows(), columns.size())];
        int at = 0;
        for (int row = 0; row < table.rows(); row++) {
            for (String column : columns) {
                String text = table.label(row, column);
                OptionalInt index = names.index(text);
                if (index.isEmpty() || !isWithin(index.getAsInt())) {
                    problems.add(DataProblem.of(DataCode.MISFIT, table.file(), wrong(text, names))
                            .line(table.line(row))
                            .column(column)
                            .hint(allowed(names)));
                }
                indices[at++] = index.orElse(0);
            }
        }
        return indices;
    }

    int[] of(IdxArray array) {
        Matrix matrix = array.matrix();
        int[] indices = new int[array.size()];
        for (int at = 0; at < indices.length; at++) {
            double value = array.value(at);
            if (value != Math.rint(value) || !isWithin((long) value)) {
                String text = value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
                problems.add(DataProblem.of(
                                DataCode.MISFIT,
                                array.file(),
                                "row " + at / matrix.width() + " (from 0): " + wrong(text, LabelNames.NUMBERS))
                        .hint(allowed(LabelNames.NUMBERS)));
            }
            indices[at] = (int) value;
        }
        return indices;
    }

    private boolean isWithin(long index) {
        return index >= 0 && index < dim.length().orElse(Integer.MAX_VALUE);
    }

    private String wrong(String text, LabelNames names) {
        return DataProblem.quoted(text) + " is no "
                + (names.areNumbers() ? "index of " + dim : "label of " + input.name() + " that the network knows");
    }

    private String allowed(LabelNames names) {
        if (!names.areNumbers()) {
            return "the labels are " + Listing.of(names.names());
        }
        OptionalInt length = dim.length();
        return length.isPresent()
                ? "its length is " + length.getAsInt() + ", so that indices go from 0 to " + (length.getAsInt() - 1)
                        + "; another length can be given with -D " + dim + "=N"
                : "indices are whole numbers from 0 up";
    }
}
