package dev.chainrule.equation;

import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the axis along which a group of equations can be computed: each read within the group lies on one side of it. */
final class RecurrenceFinder {

    private final Scalars scalars;

    RecurrenceFinder(Scalars scalars) {
        this.scalars = scalars;
    }

    /** Where a read lies on the axis of time, as seen from the element that needs it. */
    private enum Place {
        EARLIER,
        EARLIER_OR_NOW,
        NOW,
        LATER_OR_NOW,
        LATER,
        /** It is never made: of an axis of length 2, no element lies two steps before another. */
        NEVER,
        UNKNOWN
    }

    /** A read of one member by another, what holds where it is made, and whether it is never made at all. */
    private record Edge(Equation reader, Read read, Proof proof, boolean never) {}

    Optional<Recurrence> find(List<Equation> group) {
        Set<Tensor> members = new LinkedHashSet<>();
        group.forEach(equation -> members.add(equation.target()));
        List<Edge> edges = new ArrayList<>();
        for (Equation equation : group) {
            addReads(equation, equation.filter(), Guards.ofFilter(equation, scalars), members, edges);
            addReads(equation, equation.body(), Guards.of(equation, scalars), members, edges);
        }
        return find(group, edges, Map.of());
    }

    private static void addReads(Equation equation, Scalar part, Guards guards, Set<Tensor> members, List<Edge> edges) {
        for (Read read : Reads.among(Traversal.operandsFirst(part))) {
            if (members.contains(read.tensor())) {
                edges.add(new Edge(equation, read, guards.proof(read), guards.neverMake(read)));
            }
        }
    }

    /** @param used the axes of each tensor that outer recurrences run along */
    private Optional<Recurrence> find(List<Equation> group, List<Edge> edges, Map<Tensor, Set<Integer>> used) {
        Tensor first = group.get(0).target();
        for (int axis = 0; axis < first.rank(); axis++) {
            if (!used.getOrDefault(first, Set.of()).contains(axis)) {
                Optional<Recurrence> found = along(axis, group, edges, used);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Recurrence> along(
            int axis, List<Equation> group, List<Edge> edges, Map<Tensor, Set<Integer>> used) {
        Optional<Map<Tensor, Integer>> times = times(axis, group, edges, used);
        if (times.isEmpty()) {
            return Optional.empty();
        }
        boolean forward = true;
        boolean backward = true;
        List<Edge> now = new ArrayList<>();
        for (Edge edge : edges) {
            Place place = place(edge, times.get());
            boolean either = place == Place.NOW || place == Place.NEVER;
            forward &= either || place == Place.EARLIER || place == Place.EARLIER_OR_NOW;
            backward &= either || place == Place.LATER || place == Place.LATER_OR_NOW;
            if (place != Place.EARLIER && place != Place.LATER && place != Place.NEVER) {
                now.add(edge);
            }
        }
        if (!forward && !backward || now.size() == edges.size()) {
            return Optional.empty();
        }
        boolean downwards = !forward;
        return parts(group, now, times.get(), used).map(parts -> new Recurrence(times.get(), downwards, parts));
    }

    /** The time of the first tensor is given; that of a tensor read follows from its reader's. */
    private Optional<Map<Tensor, Integer>> times(
            int axis, List<Equation> group, List<Edge> edges, Map<Tensor, Set<Integer>> used) {
        Map<Tensor, List<Edge>> byReader = new HashMap<>();
        edges.forEach(edge -> byReader.computeIfAbsent(edge.reader().target(), any -> new ArrayList<>())
                .add(edge));
        Map<Tensor, Integer> times = new LinkedHashMap<>();
        Tensor first = group.get(0).target();
        times.put(first, axis);
        Deque<Tensor> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            for (Edge edge : byReader.getOrDefault(open.pop(), List.of())) {
                Tensor read = edge.read().tensor();
                if (!times.containsKey(read)) {
                    Optional<Integer> time = time(edge, times, used);
                    if (time.isEmpty()) {
                        return Optional.empty();
                    }
                    times.put(read, time.get());
                    open.add(read);
                }
            }
        }
        return times.size() == group.size() ? Optional.of(times) : Optional.empty();
    }

    /**
     * The axis of a tensor read that is its reader's time: of the same length, and read nearest to the reader's own; rather
     * one that is read strictly earlier or later. Of short axes it is easily proven that one is nowhere behind another.
     */
    private Optional<Integer> time(Edge edge, Map<Tensor, Integer> times, Map<Tensor, Set<Integer>> used) {
        Tensor read = edge.read().tensor();
        Tensor reader = edge.reader().target();
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < read.rank(); axis++) {
            if (!used.getOrDefault(read, Set.of()).contains(axis)
                    && read.extents().get(axis) == reader.extents().get(times.get(reader))
                    && place(edge, times, axis) != Place.UNKNOWN) {
                axes.add(axis);
            }
        }
        return axes.stream()
                .min(Comparator.comparing((Integer axis) -> !contains(edge, times, axis))
                        .thenComparing(axis -> !isStrict(place(edge, times, axis))));
    }

    private static boolean isStrict(Place place) {
        return place == Place.EARLIER || place == Place.LATER;
    }

    /** Whether the reader's time occurs in the subscript of an axis. */
    private boolean contains(Edge edge, Map<Tensor, Integer> times, int axis) {
        Index time = edge.reader().indices().get(times.get(edge.reader().target()));
        return Affine.of(edge.read().subscripts().get(axis)).coefficient(scalars.leaf(time)) != 0;
    }

    private Place place(Edge edge, Map<Tensor, Integer> times) {
        return place(edge, times, times.get(edge.read().tensor()));
    }

    private Place place(Edge edge, Map<Tensor, Integer> times, int axis) {
        Index time = edge.reader().indices().get(times.get(edge.reader().target()));
        Affine ahead = Affine.of(edge.read().subscripts().get(axis)).minus(Affine.of(scalars.leaf(time)));
        Proof proof = edge.proof();
        if (edge.never()) {
            return Place.NEVER;
        }
        boolean notLater = proof.proven(ahead.times(-1));
        boolean notEarlier = proof.proven(ahead);
        if (notLater && notEarlier) {
            return Place.NOW;
        }
        if (notLater) {
            return proof.proven(ahead.times(-1).plus(-1)) ? Place.EARLIER : Place.EARLIER_OR_NOW;
        }
        if (notEarlier) {
            return proof.proven(ahead.plus(-1)) ? Place.LATER : Place.LATER_OR_NOW;
        }
        return Place.UNKNOWN;
    }

    /** What is to be done at one step, definitions before readers; what is still circular needs another axis. */
    private Optional<List<Recurrence.Part>> parts(
            List<Equation> group, List<Edge> now, Map<Tensor, Integer> times, Map<Tensor, Set<Integer>> used) {
        Map<Tensor, Equation> equations = new LinkedHashMap<>();
        Map<Tensor, List<Tensor>> reads = new HashMap<>();
        group.forEach(equation -> equations.put(equation.target(), equation));
        now.forEach(edge -> reads.computeIfAbsent(edge.reader().target(), any -> new ArrayList<>())
                .add(edge.read().tensor()));
        List<Recurrence.Part> parts = new ArrayList<>();
        for (List<Tensor> tensors :
                Components.of(equations.keySet(), tensor -> reads.getOrDefault(tensor, List.of()))) {
            List<Equation> part = tensors.stream().map(equations::get).toList();
            Tensor only = tensors.get(0);
            if (part.size() == 1 && !reads.getOrDefault(only, List.of()).contains(only)) {
                parts.add(new Recurrence.Part(part, Optional.empty()));
                continue;
            }
            Map<Tensor, Set<Integer>> taken = new HashMap<>();
            part.forEach(equation -> {
                Set<Integer> axes = new LinkedHashSet<>(used.getOrDefault(equation.target(), Set.of()));
                axes.add(times.get(equation.target()));
                taken.put(equation.target(), axes);
            });
            List<Edge> inside = now.stream()
                    .filter(edge -> part.contains(edge.reader())
                            && taken.containsKey(edge.read().tensor()))
                    .toList();
            Optional<Recurrence> nested = find(part, inside, taken);
            if (nested.isEmpty()) {
                return Optional.empty();
            }
            parts.add(new Recurrence.Part(part, nested));
        }
        return Optional.of(parts);
    }
}
