package dev.chainrule.train;

import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.DataProblems;
import dev.chainrule.diagnostic.DidYouMean;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what an option says about columns: names and ranges of them in the order of the file, as in {@code a,p00..p77}. */
final class ColumnList {

    private final String file;
    private final List<String> header;
    private final DataProblems problems = new DataProblems();
    private final Set<String> columns = new LinkedHashSet<>();

    private ColumnList(String file, List<String> header) {
        this.file = file;
        this.header = header;
    }

    static List<String> parse(String text, String file, List<String> header) throws DataException {
        ColumnList list = new ColumnList(file, header);
        if (header.contains(text)) { // a name may have commas and points in it
            return List.of(text);
        }
        for (String part : text.split(",", -1)) {
            list.add(part.strip());
        }
        list.problems.throwIfAny();
        return List.copyOf(list.columns);
    }

    private void add(String part) {
        int dots = part.indexOf("..");
        if (header.contains(part) || dots < 0) {
            position(part).ifPresent(at -> take(at, at));
            return;
        }
        Optional<Integer> from = position(part.substring(0, dots).strip());
        Optional<Integer> to = position(part.substring(dots + 2).strip());
        if (from.isPresent() && to.isPresent()) {
            if (from.get() > to.get()) {
                problems.add(problem("in " + DataProblem.quoted(part) + " the first column comes after the second"));
            } else {
                take(from.get(), to.get());
            }
        }
    }

    private void take(int from, int to) {
        for (String column : header.subList(from, to + 1)) {
            if (!columns.add(column)) {
                problems.add(problem("this column is named twice").column(column));
            }
        }
    }

    private Optional<Integer> position(String name) {
        int at = header.indexOf(name);
        if (at >= 0) {
            return Optional.of(at);
        }
        DataProblem problem = problem("there is no column " + DataProblem.quoted(name));
        String question = DidYouMean.question(name, header);
        problems.add(problem.hint(question.isEmpty() ? "the columns are " + Listing.of(header) : question));
        return Optional.empty();
    }

    private DataProblem problem(String message) {
        return DataProblem.of(DataCode.MISFIT, file, message);
    }
}
