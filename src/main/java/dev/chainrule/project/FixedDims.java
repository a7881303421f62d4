package dev.chainrule.project;

import dev.chainrule.CompileResult;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.DataProblems;
import dev.chainrule.diagnostic.DidYouMean;
import dev.chainrule.equation.Dim;
import java.util.Collection;
import java.util.List;

/** The dims whose lengths a user may replace. */
public final class FixedDims {

    private FixedDims() {}

    /** Refuses lengths for dims that have none to replace: nothing would come of them. */
    public static void check(Collection<String> named, List<CompileResult> compiled) throws DataException {
        List<Dim> dims = compiled.stream()
                .flatMap(result -> result.models().stream())
                .flatMap(stages -> stages.elaborated().dims().stream())
                .toList();
        List<String> fixed = dims.stream()
                .filter(dim -> dim.fixedLength().isPresent())
                .map(Dim::name)
                .distinct()
                .toList();
        DataProblems problems = new DataProblems();
        for (String name : named) {
            if (!fixed.contains(name)) {
                problems.add(problem(name, dims, fixed));
            }
        }
        problems.throwIfAny();
    }

    private static DataProblem problem(String name, List<Dim> dims, List<String> fixed) {
        String others = fixed.isEmpty() ? "no dim here is fixed" : "the fixed dims are " + String.join(", ", fixed);
        for (Dim dim : dims) {
            if (dim.name().equals(name)) {
                return DataProblem.option("the dim " + name + " is not fixed: its length "
                                + (dim.isOpen() ? "comes with each call" : "follows from others"))
                        .hint(others);
            }
        }
        String question = DidYouMean.question(name, fixed);
        return DataProblem.option("there is no dim " + DataProblem.quoted(name))
                .hint(question.isEmpty() ? others : question);
    }
}
