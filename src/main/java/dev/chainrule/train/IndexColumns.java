package dev.chainrule.train;

import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.DataProblems;
import dev.chainrule.data.IdxArray;
import dev.chainrule.data.Matrix;
import dev.chainrule.data.Table;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Makes indices of labels, and says which row has one that is none. */
final class IndexColumns {

    private final NetworkDescription.Input input;
    private final NetworkDescription.Axis dim;
    private final DataProblems problems;
    private final Map<String, Wrong> wrong = new LinkedHashMap<>();

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
                    DataProblem problem = DataProblem.of(DataCode.MISFIT, table.file(), wrong(text, names))
                            .line(table.line(row))
                            .column(column);
                    wrong.computeIfAbsent(text, first -> new Wrong(problem)).rows++;
                }
                indices[at++] = index.orElse(0);
            }
        }
        report(names);
        return indices;
    }

    int[] of(IdxArray array) {
        Matrix matrix = array.matrix();
        int[] indices = new int[array.size()];
        for (int at = 0; at < indices.length; at++) {
            double value = array.value(at);
            if (value != Math.rint(value) || !isWithin((long) value)) {
                String text = value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
                DataProblem problem = DataProblem.of(
                        DataCode.MISFIT,
                        array.file(),
                        "row " + at / matrix.width() + " (from 0): " + wrong(text, LabelNames.NUMBERS));
                wrong.computeIfAbsent(text, first -> new Wrong(problem)).rows++;
            }
            indices[at] = (int) value;
        }
        report(LabelNames.NUMBERS);
        return indices;
    }

    /** One message for one wrong label, with its first row, however often it occurs. */
    private void report(LabelNames names) {
        for (Wrong label : wrong.values()) {
            DataProblem first = label.first;
            String times = label.rows == 1 ? "" : " (here first, " + label.rows + " times in all)";
            problems.add(new DataProblem(
                    first.code(),
                    first.file(),
                    first.line(),
                    first.column(),
                    first.message() + times,
                    Optional.of(allowed(names))));
        }
        wrong.clear();
    }

    private static final class Wrong {
        private final DataProblem first;
        private int rows;

        private Wrong(DataProblem first) {
            this.first = first;
        }
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
