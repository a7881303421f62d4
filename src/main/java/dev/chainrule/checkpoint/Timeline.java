package dev.chainrule.checkpoint;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Recurrence;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What of a system goes along with its recurrences, step by step: their own equations, those that are computed from them
 * at each step, and those that only they read. Of all these no more than a segment is needed at a time. The rest reads sums
 * over all steps, or the last step.
 */
public final class Timeline {

    /** Why a system can't be computed in segments. */
    public record Refusal(Optional<Equation> equation, String reason) {}

    private final EquationSystem system;
    private final Scalars scalars;
    private final Collection<Tensor> results;
    private final Map<Tensor, Integer> axes = new LinkedHashMap<>();
    private final Map<Equation, Index> times = new LinkedHashMap<>();
    private final Map<Tensor, Integer> lags = new HashMap<>();
    private final Set<Tensor> sums = new LinkedHashSet<>();
    private Optional<Scalar> steps = Optional.empty();
    private Optional<Refusal> refusal = Optional.empty();

    private Timeline(EquationSystem system, Collection<Tensor> results) {
        this.system = system;
        this.scalars = system.scalars();
        this.results = results;
    }

    /** Looks at what {@code results} need. */
    public static Timeline of(EquationSystem system, Collection<Tensor> results) {
        Timeline timeline = new Timeline(system.reachable(results), results);
        timeline.find();
        return timeline;
    }

    /** Empty if the system can be computed in segments. */
    public Optional<Refusal> refusal() {
        return refusal;
    }

    /** Whether there is a recurrence, and so steps to keep. */
    public boolean hasSteps() {
        return steps.isPresent();
    }

    /** The number of steps, an expression over lengths. */
    Scalar steps() {
        return steps.orElseThrow();
    }

    /** All equations that the results need. */
    EquationSystem system() {
        return system;
    }

    /** The tensors that go along with the steps, and which of their axes is time. */
    Map<Tensor, Integer> axes() {
        return axes;
    }

    /** The sums over all steps. */
    Set<Tensor> sums() {
        return sums;
    }

    /** The index of time in an equation that goes along with the steps, or sums over them. */
    Index time(Equation equation) {
        return times.get(equation);
    }

    /** How many steps of a tensor the next segment needs. */
    int lag(Tensor tensor) {
        return lags.getOrDefault(tensor, 0);
    }

    private void find() {
        for (List<Equation> group : system.groups()) {
            if (!system.recurrence(group.get(0).target()).isEmpty() && refusal.isEmpty()) {
                recurrence(group);
            }
        }
        if (steps.isEmpty() && refusal.isEmpty()) {
            refuse(Optional.empty(), "the objective needs no recurrence");
        }
        for (Equation equation : system.equations()) {
            if (refusal.isEmpty()) {
                along(equation);
            }
        }
        if (refusal.isEmpty()) {
            producers();
        }
    }

    private void refuse(Optional<Equation> equation, String reason) {
        if (refusal.isEmpty()) {
            refusal = Optional.of(new Refusal(equation, reason));
        }
    }

    private void recurrence(List<Equation> group) {
        Recurrence recurrence = Recurrence.of(group, scalars).orElseThrow();
        Equation first = group.get(0);
        Scalar extent = recurrence.time(first).extent();
        if (recurrence.backward()) {
            refuse(Optional.of(first), "a recurrence runs backwards");
        } else if (steps.isPresent() && steps.get() != extent) {
            refuse(Optional.of(first), "a recurrence runs along another axis than the one before it");
        }
        steps = Optional.of(extent);
        for (Equation equation : group) {
            axes.put(equation.target(), recurrence.times().get(equation.target()));
            times.put(equation, recurrence.time(equation));
        }
    }

    /** An equation that reads what goes along with the steps. */
    private void along(Equation equation) {
        List<Read> reads = reads(equation);
        if (reads.isEmpty()) {
            return;
        }
        Optional<Index> time = Optional.ofNullable(times.get(equation)).or(() -> time(equation, reads));
        if (time.isPresent()) {
            boolean each = equation.indices().contains(time.get());
            if (!each && equation.reduction() != Reduction.SUM) {
                refuse(
                        Optional.of(equation),
                        "an equation needs all steps at once; of reductions over them, only sums can be added up");
            } else if (reads.stream().allMatch(read -> isAligned(read, time.get()))) {
                reads.forEach(read -> lag(read, time.get()));
                times.put(equation, time.get());
                if (each) {
                    axes.put(equation.target(), equation.indices().indexOf(time.get()));
                } else {
                    sums.add(equation.target());
                }
            } else {
                refuse(Optional.of(equation), "an equation reads other steps than its own and those before it");
            }
        } else if (reads.stream().allMatch(this::isLast)) {
            reads.forEach(read -> lags.merge(read.tensor(), 1, Math::max));
        } else {
            refuse(Optional.of(equation), "an equation reads a step that is neither its own nor the last");
        }
        if (axes.containsKey(equation.target()) && results.contains(equation.target())) {
            refuse(Optional.of(equation), "all steps are asked for");
        }
    }

    private List<Read> reads(Equation equation) {
        return Reads.of(equation).stream()
                .filter(read -> axes.containsKey(read.tensor()))
                .toList();
    }

    /** The index of an equation at which it reads: the same for all reads. */
    private Optional<Index> time(Equation equation, List<Read> reads) {
        List<Index> all = new ArrayList<>(equation.indices());
        all.addAll(equation.reduced());
        return all.stream()
                .filter(index -> index.extent() == steps())
                .filter(index -> reads.stream()
                        .anyMatch(read -> ahead(read, axis(read), index).isPresent()))
                .findFirst();
    }

    private int axis(Read read) {
        return axes.get(read.tensor());
    }

    /** How many steps after its reader's own a read lies, if that is a number. */
    private OptionalLong ahead(Read read, int axis, Index time) {
        return Affine.of(read.subscripts().get(axis))
                .minus(Affine.of(scalars.leaf(time)))
                .value();
    }

    private boolean isAligned(Read read, Index time) {
        return isAligned(read, axis(read), time);
    }

    private boolean isAligned(Read read, int axis, Index time) {
        OptionalLong ahead = ahead(read, axis, time);
        return ahead.isPresent() && ahead.getAsLong() <= 0 && ahead.getAsLong() > -Integer.MAX_VALUE;
    }

    private void lag(Read read, Index time) {
        int lag = (int) -ahead(read, axis(read), time).getAsLong();
        if (lag > 0) {
            lags.merge(read.tensor(), lag, Math::max);
        }
    }

    private boolean isLast(Read read) {
        OptionalLong before = Affine.of(steps())
                .minus(Affine.of(read.subscripts().get(axis(read))))
                .value();
        return before.isPresent() && before.getAsLong() == 1;
    }

    /** What does not depend on the recurrences, and is read by nothing but what goes along with them, does as well. */
    private void producers() {
        Map<Tensor, List<Equation>> readers = new HashMap<>();
        List<Equation> all = new ArrayList<>(system.equations());
        for (Equation equation : all) {
            Reads.tensors(equation)
                    .forEach(read -> readers.computeIfAbsent(read, any -> new ArrayList<>())
                            .add(equation));
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            Equation equation = all.get(i);
            Tensor target = equation.target();
            if (!times.containsKey(equation)
                    && !results.contains(target)
                    && system.recurrence(target).isEmpty()) {
                axis(target, readers.getOrDefault(target, List.of())).ifPresent(axis -> {
                    axes.put(target, axis);
                    times.put(equation, equation.indices().get(axis));
                    for (Equation reader : readers.get(target)) {
                        reads(reader).stream()
                                .filter(read -> read.tensor() == target)
                                .forEach(read -> lag(read, times.get(reader)));
                    }
                });
            }
        }
    }

    /** The axis of a tensor that all its readers read at their own step, or at one a fixed number before. */
    private Optional<Integer> axis(Tensor tensor, List<Equation> readers) {
        for (int axis = 0; axis < tensor.rank(); axis++) {
            int candidate = axis;
            boolean all = tensor.extents().get(axis) == steps()
                    && !readers.isEmpty()
                    && readers.stream()
                            .allMatch(reader -> times.containsKey(reader)
                                    && Reads.of(reader).stream()
                                            .filter(read -> read.tensor() == tensor)
                                            .allMatch(read -> isAligned(read, candidate, times.get(reader))));
            if (all) {
                return Optional.of(axis);
            }
        }
        return Optional.empty();
    }
}
