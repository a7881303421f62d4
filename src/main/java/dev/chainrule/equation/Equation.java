package dev.chainrule.equation;

import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import java.util.List;

/**
 * {@code T[i, j, …] = reduce[k, … where filter] body}.
 *
 * <p>The body is evaluated only where the filter holds. Where nothing is reduced, the reduction is
 * {@link Reduction#NONE}, there are no reduction indices and the filter is {@code true}.
 *
 * @param target what is defined
 * @param indices one for each axis of the target, ordinals 0, 1, …
 * @param reduction how values are combined
 * @param reduced the reduction's indices, outermost first, ordinals following those of {@code indices}
 * @param filter which combinations of indices take part
 * @param body a scalar expression over indices, sizes, constants and reads
 * @param names display names of all indices, in order of their ordinals; no part of what makes equations equal
 */
public record Equation(
        Tensor target,
        List<Index> indices,
        Reduction reduction,
        List<Index> reduced,
        Scalar filter,
        Scalar body,
        List<String> names) {

    public Equation {
        indices = List.copyOf(indices);
        reduced = List.copyOf(reduced);
        names = List.copyOf(names);
        if (indices.size() != target.rank()
                || names.size() != indices.size() + reduced.size()
                || (reduction == Reduction.NONE) != reduced.isEmpty() && reduction == Reduction.NONE) {
            throw new IllegalStateException("malformed equation for " + target);
        }
    }

    /** Whether every combination of the reduction's indices takes part. */
    public boolean unfiltered() {
        return filter instanceof Constant constant && constant.isTrue();
    }

    /** The display name of an index of this equation. */
    public String nameOf(Index index) {
        return names.get(index.ordinal());
    }

    /** The same equation, its indices under other names. */
    public Equation named(List<String> others) {
        return new Equation(target, indices, reduction, reduced, filter, body, others);
    }

    /** The same equation with another body. */
    public Equation withBody(Scalar other) {
        return new Equation(target, indices, reduction, reduced, filter, other, names);
    }
}
