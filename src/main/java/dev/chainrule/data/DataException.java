package dev.chainrule.data;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Files or options from which nothing can be made. Checked, so that no user's mistake ends in a stack trace: whoever calls
 * must say what becomes of it, and the shell renders {@link #problems}.
 */
public final class DataException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<DataProblem> problems;
    private final long total;

    public DataException(DataProblem problem) {
        this(List.of(problem), 1);
    }

    /** The first problems of {@code total}. */
    DataException(List<DataProblem> problems, long total) {
        super(problems.stream().map(DataProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
        this.total = total;
    }

    /** At least one, at most {@link DataProblems#SHOWN}. */
    public List<DataProblem> problems() {
        return problems;
    }

    /** How many there are, with those that are not among {@link #problems}. */
    public long total() {
        return total;
    }

    /** The kind of the first. */
    public DataCode code() {
        return problems.get(0).code();
    }
}
