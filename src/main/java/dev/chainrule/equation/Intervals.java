package dev.chainrule.equation;

import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Whole;
import java.util.Optional;

/**
 * Interval arithmetic: each term gives way to its bound, the youngest first, since its bound may contain older ones.
 *
 * <p>An index lies in {@code 0 … extent - 1}, the size of a dim is at least 0, an element of a tensor of indices lies
 * within its dim, a remainder within its divisor.
 */
final class Intervals {

    private static final int STEPS = 64;

    private final Scalars scalars;

    Intervals(Scalars scalars) {
        this.scalars = scalars;
    }

    /** Whether the value is at least 0. */
    boolean holds(Affine value) {
        return lowest(value)
                .filter(low -> low.isConstant() && low.constant() >= 0)
                .isPresent();
    }

    /** A lower bound in terms that have none themselves, or only one that is 0 times them: empty if there is none. */
    private Optional<Affine> lowest(Affine value) {
        Affine left = value;
        for (int step = 0; step < STEPS; step++) {
            Scalar bounded = null;
            for (Scalar term : left.terms().keySet()) {
                if (left.coefficient(term) > 0 ? hasLowerBound(term) : hasUpperBound(term)) {
                    bounded = bounded == null ? term : later(bounded, term);
                }
            }
            if (bounded == null) {
                return Optional.of(left);
            }
            left = without(left, bounded);
        }
        return Optional.empty();
    }

    /** The same with lengths of dims kept: what a value runs down to, as a person would write it. */
    Optional<Affine> least(Affine value) {
        Affine left = value;
        for (int step = 0; step < STEPS; step++) {
            Scalar bounded = null;
            for (Scalar term : left.terms().keySet()) {
                if (!isSize(term)) {
                    bounded = bounded == null ? term : later(bounded, term);
                }
            }
            if (bounded == null) {
                return Optional.of(left);
            }
            if (!(left.coefficient(bounded) > 0 ? hasLowerBound(bounded) : hasUpperBound(bounded))) {
                return Optional.empty();
            }
            left = without(left, bounded);
        }
        return Optional.empty();
    }

    private Affine without(Affine value, Scalar term) {
        long coefficient = value.coefficient(term);
        Affine rest = value.without(term);
        return coefficient > 0 ? rest : rest.plus(upper(term).times(coefficient));
    }

    /** Indices are resolved before the sizes and indices in their bounds. */
    private static Scalar later(Scalar a, Scalar b) {
        boolean sizeA = isSize(a);
        boolean sizeB = isSize(b);
        if (sizeA != sizeB) {
            return sizeA ? b : a;
        }
        return ordinal(a) >= ordinal(b) ? a : b;
    }

    private static int ordinal(Scalar term) {
        return term instanceof Leaf leaf && leaf.atom() instanceof Index index ? index.ordinal() : -1;
    }

    private static boolean isSize(Scalar term) {
        return term instanceof Leaf leaf && leaf.atom() instanceof SizeOf;
    }

    private static boolean isElement(Leaf leaf) {
        return leaf.atom() instanceof Read read && read.tensor().indexOf().isPresent();
    }

    private static boolean isRemainder(Scalar term) {
        return term.is(Whole.FLOOR_MODULO) && Affine.of(term.operand(1)).value().orElse(0) > 0;
    }

    private static boolean hasUpperBound(Scalar term) {
        return term instanceof Leaf leaf ? leaf.atom() instanceof Index || isElement(leaf) : isRemainder(term);
    }

    private static boolean hasLowerBound(Scalar term) {
        return term instanceof Leaf leaf
                ? leaf.atom() instanceof Index || leaf.atom() instanceof SizeOf || isElement(leaf)
                : isRemainder(term);
    }

    private Affine upper(Scalar term) {
        if (term instanceof Leaf leaf && leaf.atom() instanceof Index index) {
            return Affine.of(index.extent()).plus(-1);
        }
        if (term instanceof Leaf leaf && leaf.atom() instanceof Read read) {
            return Affine.of(scalars.leaf(new SizeOf(read.tensor().indexOf().orElseThrow())))
                    .plus(-1);
        }
        return Affine.of(term.operand(1)).plus(-1);
    }
}
