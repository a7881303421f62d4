package dev.chainrule.elaborate;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.scalar.Scalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The indices of one model: the one that stands for an axis in every value, those made for one place, and their names. */
final class Indices {

    private record AxisKey(Dim dim, int occurrence) {}

    private final EquationSystem.Builder equations;
    private final Map<AxisKey, Index> axes = new HashMap<>();
    private final Map<Index, String> names = new HashMap<>();
    private final Map<Index, Integer> order = new HashMap<>();
    private final Map<Dim, Scalar> ranges = new HashMap<>();

    Indices(EquationSystem.Builder equations) {
        this.equations = equations;
    }

    /** A dim of an index's range, known to one call only. */
    Dim range(String name, Scalar extent) {
        Dim dim = Dim.open(name);
        ranges.put(dim, extent);
        return dim;
    }

    /** The length of a dim. */
    Scalar size(Dim dim) {
        Scalar range = ranges.get(dim.actual());
        return range == null ? equations.size(dim) : range;
    }

    /** The index that stands for the {@code occurrence}-th axis of a dim in every value. */
    Index ofAxis(Dim dim, int occurrence) {
        return axes.computeIfAbsent(
                new AxisKey(dim, occurrence), any -> fresh(size(dim), dim.name().substring(0, 1)));
    }

    /** A new index under a name for display. */
    Index fresh(Scalar extent, String name) {
        Index index = equations.freshIndex(extent);
        names.put(index, name);
        order.put(index, order.size());
        return index;
    }

    String nameOf(Index index) {
        return names.getOrDefault(index, "i");
    }

    /** What the indices of an equation are called in it: no two alike. */
    List<String> namesOf(List<Index> indices) {
        List<String> display = new ArrayList<>();
        for (Index index : indices) {
            display.add(unique(nameOf(index), display));
        }
        return display;
    }

    private static String unique(String wanted, List<String> taken) {
        String name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + i;
        }
        return name;
    }

    /** Indices in the order in which they were made. */
    List<Index> inOrder(Collection<Index> indices) {
        return indices.stream()
                .sorted(Comparator.comparingInt(index -> order.getOrDefault(index, Integer.MAX_VALUE)))
                .toList();
    }
}
