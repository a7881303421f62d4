package dev.chainrule.differentiate;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Leafs;
import dev.chainrule.equation.Proof;
import dev.chainrule.equation.SafeOrder;
import dev.chainrule.equation.Substitution;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Whole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Turns the scatter form of a contribution into a gather by solving equalities for the indices summed over.
 *
 * <p>An equality gives an index if it is affine in it ({@link AffineElimination}), if the index is a last digit
 * ({@link DigitElimination}) or if it stands in a quotient or a remainder ({@link RoundingElimination}). Of several indices
 * the one with the longest range goes, since the others stay as loops. What can't be solved, such as {@code p == y[n]},
 * stays a condition; unless it ties the adjoint's own index {@code p} to ambient indices alone, as {@code p == r} does.
 */
final class IndexSolver {

    /** What is given: the parameters of {@link #solve}. */
    private record Task(
            Scalars scalars,
            Proof proof,
            Function<Scalar, Index> fresh,
            List<Index> summed,
            List<Index> frame,
            List<Index> ambient,
            List<Scalar> equalities,
            List<Scalar> conditions) {}

    private final Scalars scalars;
    private final Proof proof;
    private final List<Index> summed;
    private final List<Index> frame;
    private final List<Scalar> equalities;
    private final List<Scalar> ranges = new ArrayList<>();
    private final AffineElimination affine;
    private final DigitElimination digits;
    private final RoundingElimination roundings;
    private List<Scalar> others;
    private final Map<Index, Scalar> replaced = new LinkedHashMap<>();
    private final Map<Index, Scalar> ties = new LinkedHashMap<>();

    private IndexSolver(Task task) {
        scalars = task.scalars();
        proof = task.proof();
        summed = new ArrayList<>(task.summed());
        frame = task.frame();
        equalities = new ArrayList<>(task.equalities());
        others = new ArrayList<>();
        task.conditions().forEach(condition -> (condition.is(Whole.EQUAL) ? equalities : others).add(condition));
        Unknowns unknowns = new Unknowns(scalars, proof, summed, frame, task.fresh());
        affine = new AffineElimination(unknowns);
        digits = new DigitElimination(unknowns);
        roundings = new RoundingElimination(unknowns);
    }

    /**
     * The gather form; empty if the conditions are proven never to hold.
     *
     * @param builder makes indices, and knows what is assumed
     * @param summed indices bound by the sum
     * @param frame the adjoint's own indices
     * @param ambient indices that they may be tied to
     * @param equalities what is solved, in this order
     * @param conditions what else must hold; equalities among them are solved too
     */
    static Optional<Solution> solve(
            EquationSystem.Builder builder,
            List<Index> summed,
            List<Index> frame,
            List<Index> ambient,
            List<Scalar> equalities,
            List<Scalar> conditions) {
        Task task = new Task(
                builder.scalars(),
                builder.proof(),
                builder::freshIndex,
                summed,
                frame,
                ambient,
                equalities,
                conditions);
        IndexSolver solver = new IndexSolver(task);
        while (solver.step(solver.digits::of, solver.affine::of) || solver.step(solver.roundings::of)) {}
        if (!solver.isScatterable()) {
            solver = new IndexSolver(task);
            while (solver.step(solver.affine::of)) {}
        }
        while (solver.tie(ambient)) {}
        return solver.solution();
    }

    /** Whether each equality that is left between the adjoint's indices and others says where an element goes. */
    private boolean isScatterable() {
        return equalities.stream().allMatch(equality -> {
            Set<Index> indices = Leafs.indices(List.of(equality));
            return indices.stream().noneMatch(summed::contains)
                    || indices.stream().noneMatch(frame::contains)
                    || equality.operands().stream()
                            .anyMatch(side -> side instanceof Leaf leaf
                                    && leaf.atom() instanceof Index index
                                    && frame.contains(index));
        });
    }

    private Optional<Solution> solution() {
        List<Scalar> filter = new ArrayList<>(ranges);
        filter.addAll(equalities);
        filter.addAll(others);
        if (!filter.stream().allMatch(one -> SafeOrder.isSafe(one, proof))) {
            filter.removeAll(equalities); // whatever says where an element goes may need all else
            filter.addAll(equalities);
            filter = SafeOrder.of(filter, proof);
        }
        return Conjuncts.unproven(filter, proof).map(kept -> new Solution(sorted(), kept, replaced, ties));
    }

    /** Uses one equality, if any allows it; for each the ways are tried in order. */
    @SafeVarargs
    private boolean step(Function<Affine, Optional<Elimination>>... ways) {
        for (int i = 0; i < equalities.size(); i++) {
            Affine difference = difference(equalities.get(i));
            for (Function<Affine, Optional<Elimination>> way : ways) {
                Optional<Elimination> found = way.apply(difference).filter(this::keepsRanges);
                if (found.isPresent()) {
                    equalities.remove(i);
                    eliminate(found.get());
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the ranges of the other indices can be computed before any condition is asked. */
    private boolean keepsRanges(Elimination found) {
        return summed.stream()
                .filter(index -> !found.values().containsKey(index))
                .map(index -> Substitution.apply(scalars, index.extent(), found.values()))
                .allMatch(extent -> SafeOrder.isSafe(extent, proof));
    }

    private static Affine difference(Scalar equality) {
        return Affine.of(equality.operand(0)).minus(Affine.of(equality.operand(1)));
    }

    /** Ties one of the adjoint's own indices to ambient ones, if any equality does. */
    private boolean tie(List<Index> ambient) {
        for (int i = 0; i < equalities.size() && !ambient.isEmpty(); i++) {
            Affine difference = difference(equalities.get(i));
            for (Index index : frame) {
                Affine rest = difference.without(scalars.leaf(index));
                Set<Index> indices = Leafs.indices(rest.terms().keySet());
                if (Math.abs(difference.coefficient(scalars.leaf(index))) == 1
                        && !indices.isEmpty()
                        && ambient.containsAll(indices)) {
                    equalities.remove(i);
                    eliminate(affine.of(difference, index));
                    ties.put(index, replaced.get(index));
                    return true;
                }
            }
        }
        return false;
    }

    private void eliminate(Elimination found) {
        summed.removeAll(found.values().keySet());
        found.added().ifPresent(summed::add);
        replace(found.values());
        replaced.putAll(found.values());
        ranges.addAll(found.conditions());
        equalities.addAll(found.equalities());
    }

    /** Puts the value in everywhere; an index whose range contained the eliminated one becomes another index. */
    private void replace(Map<Index, Scalar> value) {
        Map<Index, Scalar> change = new LinkedHashMap<>(value);
        for (int i = 0; i < summed.size(); i++) {
            Scalar now = Substitution.apply(scalars, scalars.leaf(summed.get(i)), value);
            if (now != scalars.leaf(summed.get(i))) {
                change.put(summed.get(i), now);
                replaced.put(summed.get(i), now);
                summed.set(i, (Index) ((Leaf) now).atom());
            }
        }
        equalities.replaceAll(node -> Substitution.apply(scalars, node, change));
        ranges.replaceAll(node -> Substitution.apply(scalars, node, change));
        others = others.stream()
                .map(node -> Substitution.apply(scalars, node, change))
                .toList();
        replaced.replaceAll((index, node) -> Substitution.apply(scalars, node, change));
    }

    /** The remaining indices, each after those in its range. */
    private List<Index> sorted() {
        List<Index> sorted = new ArrayList<>();
        List<Index> waiting = new ArrayList<>(summed);
        while (!waiting.isEmpty()) {
            Set<Scalar> leaves = new HashSet<>(); // membership only
            waiting.forEach(index -> leaves.add(scalars.leaf(index)));
            Index next = waiting.stream()
                    .filter(index ->
                            Traversal.operandsFirst(index.extent()).stream().noneMatch(leaves::contains))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("ranges that depend on each other: " + waiting));
            waiting.remove(next);
            sorted.add(next);
        }
        return sorted;
    }
}
