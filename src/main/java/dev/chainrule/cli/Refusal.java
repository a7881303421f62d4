package dev.chainrule.cli;

import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;

/** Something that was asked for cannot be done: what, where, and what to do, for the user. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient DataException problems;

    Refusal(DataProblem problem) {
        this(problem.exception());
    }

    Refusal(DataException problems) {
        super(problems.getMessage());
        this.problems = problems;
    }

    DataException problems() {
        return problems;
    }
}
