package dev.chainrule.differentiate;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Leafs;
import dev.chainrule.equation.Proof;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The indices that a contribution sums over, as unknowns of its equalities. */
final class Unknowns {

    /** An axis this many times as long as an index is not worth walking for it. */
    private static final double WORTH = 8;

    private final Scalars scalars;
    private final Proof proof;
    private final List<Index> summed;
    private final List<Index> frame;
    private final Function<Scalar, Index> fresh;

    /**
     * @param summed may be changed by the owner
     * @param frame the adjoint's own indices
     * @param fresh makes an index with a range
     */
    Unknowns(Scalars scalars, Proof proof, List<Index> summed, List<Index> frame, Function<Scalar, Index> fresh) {
        this.scalars = scalars;
        this.proof = proof;
        this.summed = summed;
        this.frame = frame;
        this.fresh = fresh;
    }

    Scalars scalars() {
        return scalars;
    }

    Index fresh(Scalar extent) {
        return fresh.apply(extent);
    }

    /** Whether no unknown occurs, neither in a subscript nor in the range of an index. */
    boolean areAbsent(Scalar node) {
        return Leafs.indices(List.of(node)).stream().noneMatch(summed::contains);
    }

    boolean areAbsent(Affine form) {
        return form.terms().keySet().stream().allMatch(this::areAbsent);
    }

    /** The unknowns that a form can be solved for, perhaps with a stride. */
    List<Index> solvable(Affine form) {
        List<Index> solvable = new ArrayList<>();
        for (Index index : summed) {
            if (form.coefficient(scalars.leaf(index)) != 0 && isFree(form.without(scalars.leaf(index)), index)) {
                solvable.add(index);
            }
        }
        return solvable;
    }

    /** Whether a form contains an index nowhere. */
    boolean isFree(Affine form, Index index) {
        return form.terms().isEmpty()
                || !Traversal.operandsFirst(form.terms().keySet()).contains(scalars.leaf(index));
    }

    /** Of those, the one with the longest range; of equal ones, one without a stride. */
    Optional<Index> longest(Affine form) {
        Index best = null;
        for (Index index : solvable(form)) {
            best = best == null || isBetter(index, best, form) ? index : best;
        }
        return Optional.ofNullable(best);
    }

    private boolean isBetter(Index candidate, Index best, Affine form) {
        int longer = Long.compare(length(candidate), length(best));
        boolean stride = Math.abs(form.coefficient(scalars.leaf(best))) > 1;
        return longer > 0 || longer == 0 && stride && Math.abs(form.coefficient(scalars.leaf(candidate))) == 1;
    }

    /** Ranges of unknown length count as long. */
    private static long length(Index index) {
        return Affine.of(index.extent()).value().orElse(Long.MAX_VALUE);
    }

    /**
     * Whether a gather would walk an axis of the adjoint that is much longer than the index it saves, once for each value
     * of another unknown: the sum is then better scattered.
     */
    boolean isTooShort(Index solved, Affine form, double times) {
        Set<Index> all = Leafs.indices(form.terms().keySet());
        return all.stream().anyMatch(index -> !index.equals(solved) && summed.contains(index))
                && all.stream()
                        .anyMatch(index ->
                                frame.contains(index) && times * Magnitude.of(index) > WORTH * Magnitude.of(solved));
    }

    /** The conditions among these that are not proven. */
    List<Scalar> unproven(Scalar... conditions) {
        List<Scalar> left = new ArrayList<>();
        Proof now = proof;
        for (Scalar condition : conditions) {
            Optional<Boolean> known = Conjuncts.known(condition, now);
            if (known.isEmpty() || !known.get()) {
                left.add(condition);
            }
            now = now.assuming(condition);
        }
        return left;
    }

    /** That a divisor is above 0, if that is not proven. The adjoint's own indices have values wherever it is asked. */
    List<Scalar> unprovenDivisor(Scalar divisor) {
        Proof now = proof;
        for (Index index : frame) {
            now = now.assuming(scalars.less(scalars.leaf(index), index.extent()));
        }
        Scalar positive = scalars.lessOrEqual(scalars.integer(1), divisor);
        return now.implies(positive) ? List.of() : List.of(positive);
    }

    boolean isAtMost(Scalar a, Scalar b) {
        return proof.nonNegative(scalars.call(dev.chainrule.scalar.Whole.SUBTRACT, b, a));
    }

    /** {@code index == value}. */
    Elimination solved(Index index, Scalar value, List<Scalar> conditions, List<Scalar> equalities) {
        return new Elimination(Map.of(index, value), conditions, equalities, Optional.empty());
    }
}
