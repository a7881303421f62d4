package dev.chainrule.schedule;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Recurrence;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalars;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes work of equations: nests of loops, contractions with their epilogues, recurrences. */
final class WorkBuilder {

    /** Ordinals of the indices of loops over time, which many equations share. */
    private static final int FIRST_TIME = 4_000_000;

    private final Scalars scalars;
    private final boolean contracts;
    private final boolean regroup;
    private final TaskBuilder tasks;
    private final Map<Tensor, Equation> epilogues;
    private final Map<Tensor, Equation> sums = new HashMap<>();
    private int sequences;

    /** The loop of a recurrence that is open around an equation. */
    private record Opened(Recurrence recurrence, Index loop) {}

    private WorkBuilder(EquationSystem system, Map<Tensor, Equation> epilogues, boolean contracts, boolean regroup) {
        this.scalars = system.scalars();
        this.contracts = contracts;
        this.regroup = regroup;
        this.tasks = new TaskBuilder(scalars, system.proof());
        this.epilogues = epilogues;
        epilogues.forEach((sum, epilogue) -> system.definition(sum)
                .filter(equation -> system.definition(epilogue.target()).isPresent())
                .ifPresent(equation -> sums.put(epilogue.target(), equation)));
    }

    /**
     * The work of a system, definitions before readers.
     *
     * @param epilogues as {@link Epilogues#find} gives them
     * @param contracts whether contractions are recognised
     * @param regroup whether products may be regrouped
     */
    static List<Work> work(EquationSystem system, Map<Tensor, Equation> epilogues, boolean contracts, boolean regroup) {
        WorkBuilder builder = new WorkBuilder(system, epilogues, contracts, regroup);
        List<Work> work = new ArrayList<>();
        for (List<Equation> group : system.groups()) {
            if (system.recurrence(group.get(0).target()).isEmpty()) {
                work.addAll(builder.alone(group.get(0), List.of()));
            } else {
                work.add(builder.recurrence(group));
            }
        }
        return work;
    }

    private Work recurrence(List<Equation> group) {
        Recurrence recurrence = Recurrence.of(group, scalars)
                .orElseThrow(() -> new IllegalStateException(
                        "no order for " + group.stream().map(Notation::of).toList()));
        return Work.of(sequence(recurrence, List.of()));
    }

    /** Recurrences nest no deeper than tensors have axes. */
    private Sequence sequence(Recurrence recurrence, List<Opened> around) {
        Equation any = recurrence.parts().get(0).equations().get(0);
        Index loop = new Index(FIRST_TIME + sequences++, recurrence.time(any).extent());
        List<Opened> opened = new ArrayList<>(around);
        opened.add(new Opened(recurrence, loop));
        List<Work> parts = new ArrayList<>();
        for (Recurrence.Part part : recurrence.parts()) {
            if (part.recurrence().isPresent()) {
                parts.add(Work.of(sequence(part.recurrence().get(), opened)));
            } else {
                parts.addAll(alone(part.equations().get(0), opened));
            }
        }
        return new Sequence(loop, recurrence.backward(), parts);
    }

    /** One equation; none for a sum that is computed with its epilogue, where that stands. */
    private List<Work> alone(Equation equation, List<Opened> opened) {
        Equation sum = sums.getOrDefault(equation.target(), equation);
        Optional<Contraction> contraction =
                contracts ? ContractionMatcher.match(sum, fixed(sum, opened), scalars, regroup) : Optional.empty();
        if (contraction.isEmpty()) {
            return List.of(Work.of(task(equation, opened)));
        }
        if (sum != equation) {
            return List.of(Work.of(contraction.get().then(Optional.of(equation))));
        }
        return epilogues.containsKey(equation.target())
                        && sums.containsKey(epilogues.get(equation.target()).target())
                ? List.of()
                : List.of(Work.of(contraction.get()));
    }

    private static Map<Index, Index> fixed(Equation equation, List<Opened> opened) {
        Map<Index, Index> fixed = new LinkedHashMap<>();
        opened.forEach(outer -> fixed.put(outer.recurrence().time(equation), outer.loop()));
        return fixed;
    }

    private Task task(Equation equation, List<Opened> opened) {
        Task task = tasks.task(equation, fixed(equation, opened).keySet());
        for (Opened outer : opened) {
            task = task.outermost(outer.recurrence().time(equation).ordinal()).open(outer.loop(), scalars);
        }
        return task;
    }
}
