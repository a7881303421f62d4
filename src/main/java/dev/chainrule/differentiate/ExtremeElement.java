package dev.chainrule.differentiate;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Proof;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which element a {@code max} or {@code min} takes: {@code a[I] = argmax K. body}. The gradient flows to that element
 * alone, the first of equal ones, so that what it flows through is {@code K == a[I]}, not a comparison of all.
 *
 * @param position the tensor {@code a}: positions counted row by row over {@code ranges}, -1 for an empty range
 * @param ranges of the reduction, free of other indices
 * @param mayBeEmpty whether -1 is possible
 */
record ExtremeElement(Tensor position, List<Scalar> ranges, boolean mayBeEmpty) {

    static ExtremeElement of(Equation equation, EquationSystem.Builder builder) {
        Rectangle rectangle = Rectangle.of(equation, builder);
        List<Scalar> ranges = rectangle.reduced().stream().map(Index::extent).toList();
        boolean filtered = rectangle.filter() != builder.scalars().bool(true);
        boolean mayBeEmpty = filtered || ranges.stream().anyMatch(range -> !hasElement(range, builder.proof()));
        Optional<Dim> indexOf = mayBeEmpty || ranges.size() != 1 ? Optional.empty() : dim(ranges.get(0));
        Tensor position = builder.define(
                equation.target().name() + "_at",
                Optional.empty(),
                indexOf,
                equation.indices(),
                equation.reduction() == Reduction.MAX ? Reduction.ARGMAX : Reduction.ARGMIN,
                rectangle.reduced(),
                rectangle.filter(),
                rectangle.body(),
                equation.names());
        return new ExtremeElement(position, ranges, mayBeEmpty);
    }

    private static Optional<Dim> dim(Scalar range) {
        return range instanceof Leaf leaf && leaf.atom() instanceof SizeOf size
                ? Optional.of(size.dim())
                : Optional.empty();
    }

    /** An open dim of length 0 is refused before a maximum over it is asked for. */
    private static boolean hasElement(Scalar range, Proof proof) {
        return dim(range).filter(Dim::isOpen).isPresent()
                || proof.proven(Affine.of(range).plus(-1));
    }

    /** {@code K == a[I]}, one equality for each index of the reduction. */
    List<Scalar> equalities(List<Scalar> target, List<Scalar> reduced, Scalars scalars) {
        Scalar left = scalars.leaf(new Read(position, target));
        List<Scalar> equalities = new ArrayList<>();
        for (int k = reduced.size() - 1; k >= 0; k--) {
            Scalar range = Affine.of(ranges.get(k)).toScalar(scalars);
            Scalar here = k == 0 ? left : scalars.call(Whole.FLOOR_MODULO, left, range);
            equalities.add(0, scalars.equal(reduced.get(k), here));
            left = k == 0 ? left : scalars.call(Whole.FLOOR_DIVIDE, left, range);
        }
        return equalities;
    }

    /** What must hold besides. */
    List<Scalar> conditions(List<Scalar> target, Scalars scalars) {
        return mayBeEmpty
                ? List.of(scalars.lessOrEqual(scalars.integer(0), scalars.leaf(new Read(position, target))))
                : List.of();
    }
}
