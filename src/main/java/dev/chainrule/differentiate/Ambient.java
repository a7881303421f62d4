package dev.chainrule.differentiate;

import dev.chainrule.equation.Index;
import dev.chainrule.equation.Leafs;
import dev.chainrule.scalar.Scalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Indices that every adjoint may have in front of its own: one for each axis of what is differentiated, so that all
 * rows of a Jacobian are made at once. A gradient has none.
 *
 * @param names for display
 */
record Ambient(List<Index> indices, List<String> names) {

    static final Ambient NONE = new Ambient(List.of(), List.of());

    Ambient {
        indices = List.copyOf(indices);
        names = List.copyOf(names);
    }

    /** Those that occur in expressions: an adjoint that is the same for all rows is computed once. */
    Ambient in(Collection<Scalar> expressions) {
        if (indices.isEmpty()) {
            return this;
        }
        Set<Index> occurring = Leafs.indices(expressions);
        List<Index> used = new ArrayList<>();
        List<String> called = new ArrayList<>();
        for (int i = 0; i < indices.size(); i++) {
            if (occurring.contains(indices.get(i))) {
                used.add(indices.get(i));
                called.add(names.get(i));
            }
        }
        return new Ambient(used, called);
    }
}
