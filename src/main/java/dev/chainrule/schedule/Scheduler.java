package dev.chainrule.schedule;

import dev.chainrule.equation.Checkpoints;
import dev.chainrule.equation.Checkpoints.Phase;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalars;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides for each entry what is inlined, stored, fused, and in which order it runs. */
public final class Scheduler {

    private final Model model;
    private final Scalars scalars;
    private final CounterNames counters;

    private Scheduler(Model model) {
        this.model = model;
        this.scalars = model.system().scalars();
        this.counters = new CounterNames(model);
    }

    /** A schedule for each of the model's entries. */
    public static Schedule schedule(Model model) {
        Scheduler scheduler = new Scheduler(model);
        List<EntrySchedule> entries =
                model.entries().stream().map(scheduler::entry).toList();
        return new Schedule(model, scheduler.share(entries));
    }

    /** A network keeps its arrays from call to call, so that all entries use the same; a function's are local. */
    private List<EntrySchedule> share(List<EntrySchedule> entries) {
        return model.kind() == Model.Kind.NETWORK
                ? SharedArrays.plan(entries)
                : entries.stream()
                        .flatMap(entry -> SharedArrays.plan(List.of(entry)).stream())
                        .toList();
    }

    private EntrySchedule entry(Entry entry) {
        Set<Tensor> results = new LinkedHashSet<>();
        entry.computed().forEach(result -> results.add(result.value()));
        List<Step> steps = entry.checkpoints()
                .map(segments -> steps(segments, results))
                .orElseGet(() -> steps(model.system(), results));
        return new EntrySchedule(entry, scalars, steps, StoragePlanner.plan(entry, steps, scalars));
    }

    /** Phase by phase; what one keeps, none after it computes. */
    private List<Step> steps(Checkpoints segments, Set<Tensor> results) {
        List<Step> all = new ArrayList<>();
        EquationSystem left = model.system();
        for (Phase phase : segments.phases()) {
            boolean last = phase == segments.phases().get(segments.phases().size() - 1);
            Set<Tensor> computed = new LinkedHashSet<>(phase.computed());
            computed.addAll(last ? results : Set.of());
            List<Step> steps = new ArrayList<>();
            phase.before().forEach(move -> steps.add(new Step.Move(move)));
            steps.addAll(steps(left, computed));
            phase.after().forEach(move -> steps.add(new Step.Move(move)));
            if (phase.direction() == Checkpoints.Direction.ONCE) {
                all.addAll(steps);
            } else {
                all.add(new Step.Segmented(phase.direction() == Checkpoints.Direction.BACKWARDS, steps));
            }
            left = left.without(phase.kept());
        }
        return all;
    }

    private List<Step> steps(EquationSystem all, Set<Tensor> results) {
        EquationSystem needed = all.reachable(results);
        Readers readers = new Readers(needed);
        Map<Tensor, Equation> epilogues = Epilogues.find(needed, readers, results, model.fast());
        Set<Tensor> stored = new HashSet<>(results);
        epilogues.values().forEach(epilogue -> stored.add(epilogue.target()));
        EquationSystem system = SharedSubexpressions.extract(Inliner.inline(needed, stored, readers));
        List<Step> fused =
                new Fuser(scalars).steps(WorkBuilder.work(system.reachable(results), epilogues, model.fast()));
        return LoopNaming.name(LoopBounds.tightened(fused, scalars), counters);
    }
}
