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
 * one local.
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

    /** @param narrow whether less than all of a tensor may be kept */
    static Map<Tensor, Storage> plan(Entry entry, List<Step> steps, Scalars scalars, boolean narrow) {
        StoragePlanner planner = new StoragePlanner(scalars, narrow);
        planner.collect(steps);
        Map<Tensor, Storage> storage = new LinkedHashMap<>();
        Set<Tensor> elsewhere = InPlace.unsafe(entry, steps);
        entry.computed().stream()
                .filter(result ->
                        result.destination() != Entry.Destination.RETURNED && !elsewhere.contains(result.value()))
                .forEach(result -> storage.put(result.value(), new Storage(Storage.Kind.RESULT, axes(result.value()))));
        elsewhere.forEach(tensor -> storage.put(
                tensor, new Storage(tensor.rank() == 0 ? Storage.Kind.LOCAL : Storage.Kind.BUFFER, axes(tensor))));
        planner.producers.forEach((tensor, task) -> storage.putIfAbsent(
                tensor,
                planner.storage(
                        tensor,
                        task.aroundElement().stream().map(Task.Nest::index).toList(),
                        task.aroundElement().stream().map(Task.Nest::ordinal).toList())));
        planner.contractions.forEach((tensor, contraction) -> storage.putIfAbsent(
                tensor,
                planner.storage(
                        tensor,
                        List.copyOf(contraction.opened().values()),
                        contraction.opened().keySet().stream()
                                .map(contraction.equation().indices()::indexOf)
                                .toList())));
        return storage;
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
    private Storage storage(Tensor tensor, List<Index> around, List<Integer> along) {
        TreeSet<Integer> kept = new TreeSet<>(axes(tensor));
        for (int depth = 0; narrow && depth < around.size(); depth++) {
            if (!allShare(tensor, around.get(depth), depth, along.get(depth))) {
                break;
            }
            kept.remove(along.get(depth));
        }
        return new Storage(kept.isEmpty() ? Storage.Kind.LOCAL : Storage.Kind.BUFFER, List.copyOf(kept));
    }

    private boolean allShare(Tensor tensor, Index index, int depth, int axis) {
        return readers.getOrDefault(tensor, List.of()).stream()
                .allMatch(reader -> reader.around().size() > depth
                        && reader.around().get(depth).equals(index)
                        && reader.read().subscripts().get(axis) instanceof Leaf leaf
                        && leaf.atom().equals(index));
    }
}
