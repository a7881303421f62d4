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
import java.util.EnumSet;
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
    private final Set<Optimisation> off;

    private Scheduler(Model model, Set<Optimisation> off) {
        this.model = model;
        this.off = off;
        this.scalars = model.system().scalars();
        this.counters = new CounterNames(model);
    }

    /** A schedule for each of the model's entries. */
    public static Schedule schedule(Model model) {
        return schedule(model, EnumSet.noneOf(Optimisation.class));
    }

    /** The same without some optimisations. */
    public static Schedule schedule(Model model, Set<Optimisation> off) {
        Scheduler scheduler = new Scheduler(model, off);
        List<EntrySchedule> entries =
                model.entries().stream().map(scheduler::entry).toList();
        return new Schedule(model, scheduler.share(entries));
    }

    private boolean does(Optimisation optimisation) {
        return !off.contains(optimisation);
    }

    /** A network keeps its arrays from call to call, so that all entries use the same; a function's are local. */
    private List<EntrySchedule> share(List<EntrySchedule> entries) {
        if (!does(Optimisation.SHARED_ARRAYS)) {
            return entries;
        }
        return model.kind() == Model.Kind.NETWORK
                ? SharedArrays.plan(entries)
                : entries.stream()
                        .flatMap(entry -> SharedArrays.plan(List.of(entry)).stream())
                        .toList();
    }

    private EntrySchedule entry(Entry entry) {
        Set<Tensor> results = new LinkedHashSet<>();
        entry.computed().forEach(result -> results.add(result.value()));
        List<List<Step>> phases = entry.checkpoints()
                .map(segments -> phases(segments, results))
                .orElseGet(() -> List.of(steps(model.system(), results)));
        return new EntrySchedule(
                entry,
                scalars,
                phases.stream().flatMap(List::stream).toList(),
                StoragePlanner.plan(entry, phases, scalars, does(Optimisation.NARROW_STORAGE)));
    }

    /** Phase by phase; what one keeps, none after it computes. */
    private List<List<Step>> phases(Checkpoints segments, Set<Tensor> results) {
        List<List<Step>> all = new ArrayList<>();
        EquationSystem left = model.system();
        for (Phase phase : segments.phases()) {
            boolean last = phase == segments.phases().get(segments.phases().size() - 1);
            Set<Tensor> computed = new LinkedHashSet<>(phase.computed());
            computed.addAll(last ? results : Set.of());
            List<Step> steps = new ArrayList<>();
            phase.before().forEach(move -> steps.add(new Step.Move(move)));
            steps.addAll(steps(left, computed));
            phase.after().forEach(move -> steps.add(new Step.Move(move)));
            boolean backwards = phase.direction() == Checkpoints.Direction.BACKWARDS;
            all.add(
                    phase.direction() == Checkpoints.Direction.ONCE
                            ? steps
                            : List.of(new Step.Segmented(backwards, steps)));
            left = left.without(phase.kept());
        }
        return all;
    }

    private List<Step> steps(EquationSystem all, Set<Tensor> results) {
        EquationSystem needed = VacuousReads.dropped(all.reachable(results)).reachable(results);
        Readers readers = new Readers(needed);
        boolean contracts = does(Optimisation.CONTRACTIONS);
        Map<Tensor, Equation> epilogues = contracts && does(Optimisation.EPILOGUES)
                ? Epilogues.find(needed, readers, results, model.fast())
                : Map.of();
        Set<Tensor> stored = new HashSet<>(results);
        epilogues.values().forEach(epilogue -> stored.add(epilogue.target()));
        EquationSystem inlined = does(Optimisation.INLINING) ? Inliner.inline(needed, stored, readers) : needed;
        EquationSystem system =
                does(Optimisation.SHARED_SUBEXPRESSIONS) ? SharedSubexpressions.extract(inlined) : inlined;
        List<Work> work = WorkBuilder.work(system.reachable(results), epilogues, contracts, model.fast());
        List<Step> fused = new Fuser(scalars, does(Optimisation.FUSION)).steps(work);
        List<Step> bounded = does(Optimisation.LOOP_BOUNDS) ? LoopBounds.tightened(fused, scalars) : fused;
        return LoopNaming.name(bounded, counters);
    }
}
