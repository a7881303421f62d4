package dev.chainrule.schedule;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Proof;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.SafeOrder;
import dev.chainrule.equation.Substitution;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Whole;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Chooses the loop order of an equation, and executes a filter {@code p == e} as a scatter to {@code e}. */
final class TaskBuilder {

    private final Scalars scalars;
    private final Proof proof;

    TaskBuilder(Scalars scalars, Proof proof) {
        this.scalars = scalars;
        this.proof = proof;
    }

    /** @param looped indices that keep their loops, whatever the filter says */
    Task task(Equation equation, Set<Index> looped) {
        return equation.reduction() == Reduction.SUM && !equation.unfiltered()
                ? scatter(equation, looped)
                : gather(equation);
    }

    private Task gather(Equation equation) {
        List<Task.Nest> outer = nests(equation.indices(), false);
        List<Task.Nest> inner = nests(equation.reduced(), true);
        boolean reducedFirst = equation.reduction() == Reduction.SUM && adjacent(equation);
        List<Task.Nest> loops = new ArrayList<>(reducedFirst ? inner : outer);
        loops.addAll(reducedFirst ? outer : inner);
        return new Task(equation, loops, List.of(), subscripts(equation), equation.filter(), equation.body());
    }

    private List<Scalar> subscripts(Equation equation) {
        return equation.indices().stream().map(scalars::leaf).toList();
    }

    /**
     * A free index that the filter equates with something else needs no loop, unless a range depends on it: the element
     * goes where the other side says. So the work is that of the reduction alone, whatever the target's length.
     */
    private Task scatter(Equation equation, Set<Index> looped) {
        Map<Index, Scalar> places = new LinkedHashMap<>();
        Set<Index> mentioned = new HashSet<>(looped);
        equation.reduced().forEach(index -> mentioned.addAll(ContractionMatcher.indices(index.extent())));
        List<Scalar> conditions = new ArrayList<>();
        for (Scalar conjunct : conjuncts(equation.filter())) {
            Optional<Index> found = placed(conjunct, equation.indices(), places.keySet(), mentioned);
            if (found.isEmpty()) {
                conditions.add(conjunct);
                continue;
            }
            Index placed = found.get();
            Scalar place = conjunct.operand(0) == scalars.leaf(placed) ? conjunct.operand(1) : conjunct.operand(0);
            places.put(placed, place);
            mentioned.addAll(ContractionMatcher.indices(place));
            conditions.addAll(inside(place, placed));
        }
        if (places.isEmpty()) {
            return gather(equation);
        }
        List<Index> around = new ArrayList<>(equation.indices());
        around.retainAll(mentioned);
        List<Index> inside = new ArrayList<>(equation.indices());
        inside.removeAll(places.keySet());
        inside.removeAll(around);
        Scalar filter = all(SafeOrder.of(
                conditions.stream()
                        .map(condition -> Substitution.apply(scalars, condition, places))
                        .toList(),
                proof));
        List<Scalar> subscripts = new ArrayList<>();
        subscripts(equation).forEach(subscript -> subscripts.add(Substitution.apply(scalars, subscript, places)));
        Scalar body = Substitution.apply(scalars, equation.body(), places);
        List<Task.Nest> loops = new ArrayList<>(nests(around, false));
        loops.addAll(interleaved(equation, nests(inside, false), subscripts, body));
        return new Task(equation, loops, List.of(), subscripts, filter, body);
    }

    /** What must hold for an element to be there. */
    private List<Scalar> inside(Scalar place, Index placed) {
        if (proof.within(place, placed.extent())) {
            return List.of();
        }
        Scalar end = scalars.less(place, placed.extent());
        Scalar start = scalars.lessOrEqual(scalars.integer(0), place);
        return place instanceof Constant && proof.implies(start) ? List.of(end) : List.of(start, end);
    }

    private Scalar all(List<Scalar> conditions) {
        Scalar all = scalars.bool(true);
        for (int i = conditions.size() - 1; i >= 0; i--) {
            all = i == conditions.size() - 1 ? conditions.get(i) : scalars.and(conditions.get(i), all);
        }
        return all;
    }

    /**
     * Free loops among the reduced ones, whose order stays. That along the target's last axis is innermost; another one
     * stands before the first that runs along a later axis of more tensors than along an earlier one.
     */
    private List<Task.Nest> interleaved(Equation equation, List<Task.Nest> free, List<Scalar> subscripts, Scalar body) {
        List<List<Scalar>> accesses = new ArrayList<>(List.of(subscripts));
        Reads.among(Traversal.operandsFirst(body)).forEach(read -> accesses.add(read.subscripts()));
        List<Task.Nest> loops = new ArrayList<>(nests(equation.reduced(), true));
        int last = equation.target().rank() - 1;
        for (Task.Nest nest : free) {
            int at = nest.ordinal() == last ? loops.size() : 0;
            while (at < loops.size()
                    && (!loops.get(at).reduced()
                            || votes(nest.index(), loops.get(at).index(), accesses) <= 0)) {
                at++;
            }
            loops.add(at, nest);
        }
        return loops;
    }

    /** How many accesses have the one index at an earlier axis than the other, less those where it is later. */
    private static int votes(Index one, Index other, List<List<Scalar>> accesses) {
        int votes = 0;
        for (List<Scalar> subscripts : accesses) {
            int first = axis(one, subscripts);
            int second = axis(other, subscripts);
            votes += first < 0 || second < 0 ? 0 : Integer.compare(second, first);
        }
        return votes;
    }

    private static int axis(Index index, List<Scalar> subscripts) {
        for (int axis = 0; axis < subscripts.size(); axis++) {
            if (ContractionMatcher.indices(subscripts.get(axis)).contains(index)) {
                return axis;
            }
        }
        return -1;
    }

    private static List<Scalar> conjuncts(Scalar filter) {
        List<Scalar> conjuncts = new ArrayList<>();
        Deque<Scalar> open = new ArrayDeque<>(List.of(filter));
        while (!open.isEmpty()) {
            Scalar node = open.pop();
            if (node.is(Logic.AND)) {
                open.push(node.operand(1));
                open.push(node.operand(0));
            } else {
                conjuncts.add(node);
            }
        }
        return conjuncts;
    }

    /**
     * The free index that an equality places: it stands alone on one side, and the other is known in loops that no
     * equality has replaced.
     *
     * @param mentioned indices that keep their loops, since places depend on them
     */
    private static Optional<Index> placed(Scalar conjunct, List<Index> free, Set<Index> placed, Set<Index> mentioned) {
        if (!conjunct.is(Whole.EQUAL)) {
            return Optional.empty();
        }
        for (int side = 0; side < 2; side++) {
            if (conjunct.operand(side) instanceof Leaf leaf
                    && leaf.atom() instanceof Index index
                    && free.contains(index)
                    && !placed.contains(index)
                    && !mentioned.contains(index)
                    && ContractionMatcher.indices(conjunct.operand(1 - side)).stream()
                            .noneMatch(other -> other.equals(index) || placed.contains(other))) {
                return Optional.of(index);
            }
        }
        return Optional.empty();
    }

    private static List<Task.Nest> nests(List<Index> indices, boolean reduced) {
        return indices.stream()
                .map(index -> new Task.Nest(index, reduced, index.ordinal()))
                .toList();
    }

    /**
     * Whether the last free index runs over adjacent elements of more of the matrices read than the last reduced one:
     * then the sum is best collected row by row in memory.
     */
    private boolean adjacent(Equation equation) {
        if (equation.indices().isEmpty() || dependent(equation)) {
            return false;
        }
        Scalar free = scalars.leaf(equation.indices().get(equation.indices().size() - 1));
        Scalar reduced = scalars.leaf(equation.reduced().get(equation.reduced().size() - 1));
        int votes = 0;
        for (Read read : Reads.of(equation)) {
            if (read.subscripts().size() > 1) {
                Scalar last = read.subscripts().get(read.subscripts().size() - 1);
                votes += last == free ? 1 : last == reduced ? -1 : 0;
            }
        }
        return votes > 0;
    }

    /** Whether a reduced range depends on a free index, which must stay outside of it. */
    private static boolean dependent(Equation equation) {
        return equation.reduced().stream()
                .anyMatch(index -> !ContractionMatcher.indices(index.extent()).isEmpty());
    }
}
