package dev.chainrule.differentiate;

import dev.chainrule.equation.Index;
import dev.chainrule.equation.Substitution;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The adjoint of a tensor as an expression over its indices: a read of the adjoint's own tensor, or something so simple
 * (a constant, a read of another tensor) that it needs none.
 */
record Adjoint(List<Index> indices, Scalar value, Carried carried) {

    Adjoint {
        indices = List.copyOf(indices);
    }

    /** The same adjoint over other indices. */
    Adjoint over(List<Index> others, Scalars scalars) {
        Map<Index, Scalar> change = new LinkedHashMap<>();
        for (int axis = 0; axis < indices.size(); axis++) {
            change.put(indices.get(axis), scalars.leaf(others.get(axis)));
        }
        List<Scalar> gates = carried.gates().stream()
                .map(gate -> Substitution.apply(scalars, gate, change))
                .toList();
        return new Adjoint(others, Substitution.apply(scalars, value, change), new Carried(carried.known(), gates));
    }
}
