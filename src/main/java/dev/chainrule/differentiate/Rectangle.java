package dev.chainrule.differentiate;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.RangeBounds;
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
        RangeBounds bounds = new RangeBounds(scalars, builder.proof());
        Map<Index, Scalar> change = new LinkedHashMap<>();
        List<Index> reduced = new ArrayList<>();
        Scalar filter = null;
        for (Index index : equation.reduced()) {
            Scalar extent = Substitution.apply(scalars, index.extent(), change);
            Index wide = builder.freshIndex(isFixed(extent) ? extent : bounds.high(extent));
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
}
