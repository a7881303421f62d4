package dev.chainrule.schedule;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives each loop of an entry its counter's name, and the indices of each equation the names of the loops they became. */
final class LoopNaming {

    private final CounterNames counters;
    private final Map<Index, String> open = new LinkedHashMap<>();
    private final Map<Tensor, List<String>> names = new HashMap<>();

    private LoopNaming(CounterNames counters) {
        this.counters = counters;
    }

    /** The same steps under those names. */
    static List<Step> name(List<Step> steps, CounterNames counters) {
        return new LoopNaming(counters).named(steps);
    }

    /** Loops nest no deeper than an equation has indices, so this recursion is over a few levels. */
    private List<Step> named(List<Step> steps) {
        List<Step> inner = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Loop loop) {
                inner.add(loop(loop));
            } else if (step instanceof Step.Sequence sequence) {
                inner.add(sequence(sequence));
            } else if (step instanceof Step.Body body) {
                names.put(body.task().target(), names(body.task()));
                inner.add(new Step.Body(named(body.task())));
            } else if (step instanceof Step.Contract contract) {
                inner.add(new Step.Contract(named(contract.contraction())));
            } else {
                inner.add(step);
            }
        }
        List<Step> all = new ArrayList<>(); // what opens a reduction is named after the loops that follow
        for (Step step : inner) {
            if (step instanceof Step.Open opens) {
                all.add(new Step.Open(named(opens.task())));
            } else if (step instanceof Step.Close closes) {
                all.add(new Step.Close(named(closes.task())));
            } else {
                all.add(step);
            }
        }
        return all;
    }

    private Step loop(Step.Loop loop) {
        String name = counters.of(loop.index().extent(), open.values());
        open.put(loop.index(), name);
        List<Step> body = named(loop.body());
        open.remove(loop.index());
        return new Step.Loop(loop.index(), name, loop.from(), loop.to(), body);
    }

    private Step sequence(Step.Sequence sequence) {
        String name = counters.of(sequence.time().extent(), open.values());
        open.put(sequence.time(), name);
        List<Step> body = named(sequence.body());
        open.remove(sequence.time());
        return new Step.Sequence(sequence.time(), name, sequence.backward(), body);
    }

    private Task named(Task task) {
        return task.with(task.equation().named(names.get(task.target())));
    }

    /** By ordinal: the name of the loop, and for an index without one, whose place is computed, another. */
    private List<String> names(Task task) {
        Map<Integer, String> byOrdinal = new HashMap<>();
        task.opened().forEach(nest -> byOrdinal.put(nest.ordinal(), open.get(nest.index())));
        return complete(task.equation(), byOrdinal);
    }

    private List<String> complete(Equation equation, Map<Integer, String> byOrdinal) {
        List<Index> indices = new ArrayList<>(equation.indices());
        indices.addAll(equation.reduced());
        List<String> all = new ArrayList<>();
        for (Index index : indices) {
            String name = byOrdinal.get(index.ordinal());
            if (name == null) {
                name = counters.of(index.extent(), byOrdinal.values());
                byOrdinal.put(index.ordinal(), name);
            }
            all.add(name);
        }
        return all;
    }

    private Contraction named(Contraction contraction) {
        Map<Integer, String> byOrdinal = new HashMap<>();
        contraction.opened().forEach((own, loop) -> byOrdinal.put(own.ordinal(), open.get(loop)));
        return contraction.named(complete(contraction.equation(), byOrdinal));
    }
}
