package dev.chainrule.data;

import java.util.ArrayList;
import java.util.List;

/** Collects problems, so that one run shows several: keeps the first, counts all. */
public final class DataProblems {

    /** As many are kept. */
    public static final int SHOWN = 20;

    private final List<DataProblem> problems = new ArrayList<>();
    private long total;

    public void add(DataProblem problem) {
        total++;
        if (problems.size() < SHOWN) {
            problems.add(problem);
        }
    }

    /** All that the exception has. */
    public void add(DataException exception) {
        exception.problems().forEach(this::add);
        total += exception.total() - exception.problems().size();
    }

    public boolean isEmpty() {
        return total == 0;
    }

    /** Ends here, if anything was wrong. */
    public void throwIfAny() throws DataException {
        if (!isEmpty()) {
            throw new DataException(problems, total);
        }
    }
}
