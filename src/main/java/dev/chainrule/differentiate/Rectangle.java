package dev.chainrule.differentiate;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Substitution;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A reduction over ranges that depend on no index, with a filter instead: {@code j: i} becomes {@code j: n where j < i}.
 * Positions in it can be counted, and its indices can stand on a left side.
 */
record Rectangle(List<Index> reduced, Scalar filter, Scalar body) {

    /** The equation's reduction with the ranges widened to the smallest that hold them for all indices. */
    static Rectangle of(Equation equation, EquationSystem.Builder builder) {
        Scalars scalars = builder.scalars();
        Map<Index, Scalar> change = new LinkedHashMap<>();
        List<Index> reduced = new ArrayList<>();
        Scalar filter = null;
        for (Index index : equation.reduced()) {
            Scalar extent = Substitution.apply(scalars, index.extent(), change);
            Index wide = builder.freshIndex(isFixed(extent) ? extent : widest(extent, scalars, equation));
            change.put(index, scalars.leaf(wide));
            reduced.add(wide);
            if (!isFixed(extent)) {
                Scalar inside = scalars.less(scalars.leaf(wide), extent);
                filter = filter == null ? inside : scalars.and(filter, inside);
            }
        }
        Scalar given = Substitution.apply(scalars, equation.filter(), change);
        return new Rectangle(
                reduced,
                filter == null ? given : equation.unfiltered() ? filter : scalars.and(filter, given),
                Substitution.apply(scalars, equation.body(), change));
    }

    private static boolean isFixed(Scalar extent) {
        return Traversal.operandsFirst(extent).stream().noneMatch(Rectangle::isIndex);
    }

    private static boolean isIndex(Scalar node) {
        return node instanceof Leaf leaf && leaf.atom() instanceof Index;
    }

    /** An upper bound, from those of the indices: an extent's indices were bound before, so this comes to an end. */
    private static Scalar widest(Scalar extent, Scalars scalars, Equation equation) {
        Affine bound = Affine.of(extent);
        boolean found = true;
        while (found) {
            found = false;
            for (Map.Entry<Scalar, Long> term : bound.terms().entrySet()) {
                if (isIndex(term.getKey())) {
                    Index index = (Index) ((Leaf) term.getKey()).atom();
                    Affine largest = Affine.of(index.extent()).plus(-1).times(term.getValue());
                    bound = bound.without(term.getKey());
                    bound = term.getValue() > 0 ? bound.plus(largest) : bound;
                    found = true;
                    break;
                }
            }
        }
        Scalar widest = bound.toScalar(scalars);
        if (!isFixed(widest)) {
            throw new IllegalStateException("no bound for a range of " + Notation.of(equation));
        }
        return widest;
    }
}
