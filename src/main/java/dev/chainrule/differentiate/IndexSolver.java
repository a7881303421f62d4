package dev.chainrule.differentiate;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Leafs;
import dev.chainrule.equation.Proof;
import dev.chainrule.equation.Reads;
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

/**
 * Turns the scatter form of a contribution into a gather by solving equalities for the indices summed over.
 *
 * <p>An equality that is affine in such an index gives its value, {@code i = rest} or, for a stride,
 * {@code i = div(rest, s)} where {@code mod(rest, s) == 0}; the index's range becomes a condition, unless it is proven.
 * Of several indices the one with the longest range goes, since the others stay as loops. What can't be solved, such as
 * {@code p == y[n]}, stays a condition; unless it ties the adjoint's own index {@code p} to ambient indices alone, as
 * {@code p == r} does.
 */
final class IndexSolver {

    private final Scalars scalars;
    private final List<Index> summed;
    private final List<Scalar> equalities;
    private final List<Scalar> ranges = new ArrayList<>();
    private List<Scalar> others;
    private final Map<Index, Scalar> replaced = new LinkedHashMap<>();
    private final Map<Index, Scalar> ties = new LinkedHashMap<>();

    private IndexSolver(Scalars scalars, List<Index> summed, List<Scalar> equalities, List<Scalar> others) {
        this.scalars = scalars;
        this.summed = new ArrayList<>(summed);
        this.equalities = new ArrayList<>(equalities);
        this.others = others;
    }

    /**
     * The gather form; empty if the conditions are proven never to hold.
     *
     * @param summed indices bound by the sum
     * @param frame the adjoint's own indices
     * @param ambient indices that they may be tied to
     * @param equalities what is solved, in this order
     * @param conditions what else must hold; equalities among them are solved too
     */
    static Optional<Solution> solve(
            Scalars scalars,
            List<Index> summed,
            List<Index> frame,
            List<Index> ambient,
            List<Scalar> equalities,
            List<Scalar> conditions) {
        List<Scalar> all = new ArrayList<>(equalities);
        List<Scalar> others = new ArrayList<>();
        conditions.forEach(condition -> (condition.is(Whole.EQUAL) ? all : others).add(condition));
        IndexSolver solver = new IndexSolver(scalars, summed, all, others);
        while (solver.step()) {}
        while (solver.tie(frame, ambient)) {}
        List<Scalar> filter = new ArrayList<>();
        solver.ranges.stream().filter(range -> !reads(range)).forEach(filter::add); // before reads that they guard
        solver.ranges.stream().filter(IndexSolver::reads).forEach(filter::add);
        filter.addAll(solver.equalities);
        filter.addAll(solver.others);
        return Conjuncts.unproven(filter, scalars)
                .map(kept -> new Solution(solver.sorted(), kept, solver.replaced, solver.ties));
    }

    private static boolean reads(Scalar condition) {
        return !Reads.among(Traversal.operandsFirst(condition)).isEmpty();
    }

    /** Eliminates one index, if any equality allows it. */
    private boolean step() {
        for (int i = 0; i < equalities.size(); i++) {
            Scalar equality = equalities.get(i);
            Affine difference = Affine.of(equality.operand(0)).minus(Affine.of(equality.operand(1)));
            Optional<Index> solvable = longest(difference);
            if (solvable.isPresent()) {
                equalities.remove(i);
                eliminate(solvable.get(), difference);
                return true;
            }
        }
        return false;
    }

    /** Ties one of the adjoint's own indices to ambient ones, if any equality does. */
    private boolean tie(List<Index> frame, List<Index> ambient) {
        for (int i = 0; i < equalities.size() && !ambient.isEmpty(); i++) {
            Scalar equality = equalities.get(i);
            Affine difference = Affine.of(equality.operand(0)).minus(Affine.of(equality.operand(1)));
            for (Index index : frame) {
                Affine rest = difference.without(scalars.leaf(index));
                Set<Index> others = Leafs.indices(rest.terms().keySet());
                if (Math.abs(difference.coefficient(scalars.leaf(index))) == 1
                        && !others.isEmpty()
                        && ambient.containsAll(others)) {
                    equalities.remove(i);
                    eliminate(index, difference);
                    ties.put(index, replaced.get(index));
                    return true;
                }
            }
        }
        return false;
    }

    /** Of the indices that a form can be solved for, the one with the longest range; of equal ones, without a stride. */
    private Optional<Index> longest(Affine form) {
        Index best = null;
        for (Index index : summed) {
            long coefficient = form.coefficient(scalars.leaf(index));
            if (coefficient != 0
                    && isFree(form.without(scalars.leaf(index)), index)
                    && (best == null || better(index, best, form))) {
                best = index;
            }
        }
        return Optional.ofNullable(best);
    }

    private boolean better(Index candidate, Index best, Affine form) {
        int longer = Long.compare(length(candidate), length(best));
        boolean stride = Math.abs(form.coefficient(scalars.leaf(best))) > 1;
        return longer > 0 || longer == 0 && stride && Math.abs(form.coefficient(scalars.leaf(candidate))) == 1;
    }

    /** Ranges of unknown length count as long. */
    private static long length(Index index) {
        return Affine.of(index.extent()).value().orElse(Long.MAX_VALUE);
    }

    /** Whether a form contains an index nowhere: not in a subscript, nor in the range of an index. */
    private boolean isFree(Affine form, Index index) {
        return form.terms().isEmpty()
                || !Traversal.operandsFirst(form.terms().keySet()).contains(scalars.leaf(index));
    }

    private void eliminate(Index index, Affine difference) {
        long coefficient = difference.coefficient(scalars.leaf(index));
        Affine rest = difference.without(scalars.leaf(index)).times(coefficient > 0 ? -1 : 1);
        Scalar value = rest.toScalar(scalars);
        List<Scalar> conditions = new ArrayList<>();
        if (Math.abs(coefficient) > 1) {
            Scalar stride = scalars.integer(Math.abs(coefficient));
            conditions.add(scalars.equal(scalars.call(Whole.FLOOR_MODULO, value, stride), scalars.integer(0)));
            value = scalars.call(Whole.FLOOR_DIVIDE, value, stride);
        }
        Proof proof = Proof.plain(scalars);
        if (!proof.nonNegative(value)) {
            conditions.add(scalars.lessOrEqual(scalars.integer(0), value));
        }
        if (!proof.below(value, index.extent())) {
            conditions.add(scalars.less(value, index.extent()));
        }
        summed.remove(index);
        replace(Map.of(index, value));
        replaced.put(index, value);
        ranges.addAll(conditions);
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
