package dev.chainrule.schedule;

import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds for each tensor how much of it must be kept. Where producer and all readers stand in the same loop and read the
 * loop's own element, that loop's axis needs no room: {@code m[n]} between two loops over {@code n} that run together is
 * one local. Loops of two phases are two loops, whatever they run over: what one phase reads of another is there in full.
 */
final class StoragePlanner {

    private final Scalars scalars;
    private final boolean narrow;
    private final Map<Tensor, Task> producers = new LinkedHashMap<>();
    private final Map<Tensor, Contraction> contractions = new LinkedHashMap<>();
    private final Map<Tensor, List<Reader>> readers = new HashMap<>();

    /** One read and the loops that are open around it. */
    private record Reader(Read read, List<Index> around) {}

    private StoragePlanner(Scalars scalars, boolean narrow) {
        this.scalars = scalars;
        this.narrow = narrow;
    }

    /**
     * @param phases the steps of each; one, if there are no checkpoints
     * @param narrow whether less than all of a tensor may be kept
     */
    static Map<Tensor, Storage> plan(Entry entry, List<List<Step>> phases, Scalars scalars, boolean narrow) {
        Map<Tensor, Storage> storage = results(entry, phases);
        List<StoragePlanner> planners = new ArrayList<>();
        for (List<Step> steps : phases) {
            StoragePlanner planner = new StoragePlanner(scalars, narrow);
            planner.collect(steps);
            planners.add(planner);
        }
        planners.stream()
                .flatMap(planner -> planner.producers.keySet().stream())
                .forEach(tensor -> storage.computeIfAbsent(tensor, any -> storage(tensor, planners)));
        planners.stream()
                .flatMap(planner -> planner.contractions.keySet().stream())
                .forEach(tensor -> storage.computeIfAbsent(tensor, any -> storage(tensor, planners)));
        return storage;
    }

    private static Map<Tensor, Storage> results(Entry entry, List<List<Step>> phases) {
        Map<Tensor, Storage> storage = new LinkedHashMap<>();
        Set<Tensor> elsewhere =
                InPlace.unsafe(entry, phases.stream().flatMap(List::stream).toList());
        entry.computed().stream()
                .filter(result ->
                        result.destination() != Entry.Destination.RETURNED && !elsewhere.contains(result.value()))
                .forEach(result -> storage.put(result.value(), new Storage(Storage.Kind.RESULT, axes(result.value()))));
        elsewhere.forEach(tensor -> storage.put(
                tensor, new Storage(tensor.rank() == 0 ? Storage.Kind.LOCAL : Storage.Kind.BUFFER, axes(tensor))));
        return storage;
    }

    private static Storage storage(Tensor tensor, List<StoragePlanner> planners) {
        Set<Integer> kept = new TreeSet<>();
        planners.forEach(planner -> kept.addAll(planner.kept(tensor)));
        return new Storage(kept.isEmpty() ? Storage.Kind.LOCAL : Storage.Kind.BUFFER, List.copyOf(kept));
    }

    /** The axes that a phase needs; all, if it reads what another has produced. */
    private Collection<Integer> kept(Tensor tensor) {
        if (producers.containsKey(tensor)) {
            List<Task.Nest> around = producers.get(tensor).aroundElement();
            return kept(
                    tensor,
                    around.stream().map(Task.Nest::index).toList(),
                    around.stream().map(Task.Nest::ordinal).toList());
        }
        if (contractions.containsKey(tensor)) {
            Contraction contraction = contractions.get(tensor);
            return kept(
                    tensor,
                    List.copyOf(contraction.opened().values()),
                    contraction.opened().keySet().stream()
                            .map(contraction.equation().indices()::indexOf)
                            .toList());
        }
        return readers.containsKey(tensor) ? axes(tensor) : List.of();
    }

    private static List<Integer> axes(Tensor tensor) {
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < tensor.rank(); axis++) {
            axes.add(axis);
        }
        return axes;
    }

    /** Loops nest no deeper than a tensor has axes, so this recursion is over a few levels. */
    private void collect(List<Step> steps) {
        for (Step step : steps) {
            if (step instanceof Step.Loop loop) {
                collect(loop.body());
            } else if (step instanceof Step.Sequence sequence) {
                collect(sequence.body());
            } else if (step instanceof Step.Segmented segmented) {
                collect(segmented.body());
            } else if (step instanceof Step.Move move) {
                move.move().from().ifPresent(this::whole);
            } else if (step instanceof Step.Body body) {
                Task task = body.task();
                producers.put(task.target(), task);
                List<Index> around =
                        task.opened().stream().map(Task.Nest::index).toList();
                add(task.nodes(), around);
            } else if (step instanceof Step.Contract contract) {
                Contraction contraction = contract.contraction();
                contractions.put(contraction.stored(), contraction);
                add(contraction.nodes(scalars), List.copyOf(contraction.opened().values()));
            }
        }
    }

    /** All of a tensor is read, outside of all loops. */
    private void whole(Tensor tensor) {
        readers.computeIfAbsent(tensor, any -> new ArrayList<>())
                .add(new Reader(new Read(tensor, tensor.extents()), List.of()));
    }

    private void add(Collection<Scalar> nodes, List<Index> around) {
        for (Read read : Reads.among(nodes)) {
            readers.computeIfAbsent(read.tensor(), any -> new ArrayList<>()).add(new Reader(read, around));
        }
    }

    /**
     * @param around the loops that are open where an element begins, outermost first
     * @param along the tensor's axis that each of them runs along
     */
    private Collection<Integer> kept(Tensor tensor, List<Index> around, List<Integer> along) {
        TreeSet<Integer> kept = new TreeSet<>(axes(tensor));
        for (int depth = 0; narrow && depth < around.size(); depth++) {
            if (!allShare(tensor, around.get(depth), depth, along.get(depth))) {
                break;
            }
            kept.remove(along.get(depth));
        }
        return kept;
    }

    private boolean allShare(Tensor tensor, Index index, int depth, int axis) {
        return readers.getOrDefault(tensor, List.of()).stream()
                .allMatch(reader -> reader.around().size() > depth
                        && reader.around().get(depth).equals(index)
                        && reader.read().subscripts().get(axis) instanceof Leaf leaf
                        && leaf.atom().equals(index));
    }
}
