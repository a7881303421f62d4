package dev.chainrule.cli;

import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;

/** Problems with files and options as text. */
final class DataMessages {

    private DataMessages() {}

    static String text(DataException failure) {
        StringBuilder text = new StringBuilder();
        for (DataProblem problem : failure.problems()) {
            text.append(text.length() == 0 ? "" : "\n")
                    .append("error[")
                    .append(problem.code().id())
                    .append("]: ")
                    .append(problem);
            problem.hint().ifPresent(hint -> text.append("\n  = hint: ").append(hint));
        }
        long more = failure.total() - failure.problems().size();
        return more > 0 ? text + "\n… and " + more + " more" : text.toString();
    }
}
