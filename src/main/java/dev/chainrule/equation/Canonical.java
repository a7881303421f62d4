package dev.chainrule.equation;

import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of an equation with its indices renumbered 0, 1, … in order of binding. */
record Canonical(List<Index> indices, List<Index> reduced, Scalar filter, Scalar body) {

    /** Renumbers. An extent may contain indices bound before; it is rewritten with them. */
    static Canonical of(Scalars scalars, List<Index> indices, List<Index> reduced, Scalar filter, Scalar body) {
        Map<Index, Scalar> renumbered = new LinkedHashMap<>();
        List<Index> left = renumber(scalars, indices, renumbered);
        List<Index> right = renumber(scalars, reduced, renumbered);
        return new Canonical(
                left,
                right,
                Substitution.apply(scalars, filter, renumbered),
                Substitution.apply(scalars, body, renumbered));
    }

    private static List<Index> renumber(Scalars scalars, List<Index> bound, Map<Index, Scalar> renumbered) {
        List<Index> result = new ArrayList<>();
        for (Index index : bound) {
            Index canonical = new Index(renumbered.size(), Substitution.apply(scalars, index.extent(), renumbered));
            renumbered.put(index, scalars.leaf(canonical));
            result.add(canonical);
        }
        return result;
    }
}
