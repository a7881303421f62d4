package dev.chainrule.equation;

import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** What leaves expressions have. */
public final class Leafs {

    private Leafs() {}

    /** The indices in expressions, oldest first. */
    public static Set<Index> indices(Collection<Scalar> roots) {
        Set<Index> indices = new LinkedHashSet<>();
        for (Scalar node : Traversal.operandsFirst(roots)) {
            if (node instanceof Leaf leaf && leaf.atom() instanceof Index index) {
                indices.add(index);
            }
        }
        return indices;
    }
}
