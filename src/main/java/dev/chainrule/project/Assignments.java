package dev.chainrule.project;

import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.DataProblems;
import dev.chainrule.diagnostic.DidYouMean;
import dev.chainrule.parse.FileParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Options of the form {@code name=number}. */
public final class Assignments {

    private final String option;
    private final DataProblems problems = new DataProblems();

    private Assignments(String option) {
        this.option = option;
    }

    /**
     * Numbers by their names, in the order given.
     *
     * @param option the name under which the user gives them
     * @throws DataException for texts of another form, with all of them
     */
    public static Map<String, Integer> parse(String option, List<String> texts) throws DataException {
        Assignments assignments = new Assignments(option);
        Map<String, Integer> numbers = new LinkedHashMap<>();
        texts.forEach(text -> assignments.add(text.strip(), numbers));
        assignments.problems.throwIfAny();
        return numbers;
    }

    /** The limits of a compilation, with those changed that the user has named. */
    public static FileParser.Limits limits(String option, List<String> texts) throws DataException {
        FileParser.Limits limits = FileParser.Limits.STANDARD;
        for (Map.Entry<String, Integer> one : parse(option, texts).entrySet()) {
            Optional<FileParser.Limits> changed = limits.with(one.getKey(), one.getValue());
            if (changed.isEmpty() || one.getValue() < 1) {
                List<String> names = FileParser.Limits.names();
                String question = DidYouMean.question(one.getKey(), names);
                throw (changed.isEmpty()
                                ? DataProblem.option("there is no limit of " + DataProblem.quoted(one.getKey()) + " ("
                                                + option + ")")
                                        .hint(question.isEmpty() ? "there are " + String.join(", ", names) : question)
                                : DataProblem.option("the limit of " + one.getKey() + " is at least 1, not "
                                        + one.getValue() + " (" + option + ")"))
                        .exception();
            }
            int most = FileParser.Limits.most(one.getKey());
            if (one.getValue() > most) {
                throw DataProblem.option("the limit of " + one.getKey() + " is at most " + most + ", not "
                                + one.getValue() + " (" + option + ")")
                        .exception();
            }
            limits = changed.get();
        }
        return limits;
    }

    private void add(String text, Map<String, Integer> numbers) {
        int equals = text.indexOf('=');
        try {
            String name = text.substring(0, Math.max(0, equals)).strip();
            if (!name.isEmpty()) {
                if (numbers.put(
                                name,
                                Integer.parseInt(text.substring(equals + 1).strip()))
                        != null) {
                    problems.add(DataProblem.option(option + " has " + name + " twice"));
                }
                return;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        problems.add(DataProblem.option(option + " has " + DataProblem.quoted(text) + " where a name=number belongs"));
    }
}
