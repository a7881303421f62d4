package dev.chainrule.differentiate;

import dev.chainrule.equation.Index;
import dev.chainrule.equation.Proof;
import dev.chainrule.equation.Substitution;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a tensor's adjoint as an expression over its indices: a read of a tensor of its own, or something so simple
 * (a constant, a read of another tensor) that it needs none.
 *
 * @param indices of the tensor
 * @param ties those of them that are a function of ambient indices; elsewhere this part is 0 and {@code value} means
 *     nothing
 * @param value over ambient indices and those that are not tied
 * @param carried where anything flows
 */
record Adjoint(List<Index> indices, Map<Index, Scalar> ties, Scalar value, Carried carried) {

    Adjoint {
        indices = List.copyOf(indices);
    }

    /** The same adjoint over other indices. */
    Adjoint over(List<Index> others, Scalars scalars) {
        Map<Index, Scalar> change = new LinkedHashMap<>();
        Map<Index, Scalar> tied = new LinkedHashMap<>();
        for (int axis = 0; axis < indices.size(); axis++) {
            change.put(indices.get(axis), scalars.leaf(others.get(axis)));
            if (ties.containsKey(indices.get(axis))) {
                tied.put(others.get(axis), ties.get(indices.get(axis)));
            }
        }
        List<Scalar> gates = carried.gates().stream()
                .map(gate -> Substitution.apply(scalars, gate, change))
                .toList();
        return new Adjoint(
                others, tied, Substitution.apply(scalars, value, change), new Carried(carried.known(), gates));
    }

    /** What holds where this part is not 0; each condition can be evaluated where those before it hold. */
    List<Scalar> conditions(Scalars scalars, Proof proof) {
        List<Scalar> conditions = new ArrayList<>(Conjuncts.safety(ties.values(), scalars, proof));
        conditions.addAll(equalities(scalars));
        return conditions;
    }

    /** The ties as conditions. */
    List<Scalar> equalities(Scalars scalars) {
        List<Scalar> equalities = new ArrayList<>();
        ties.forEach((index, place) -> equalities.add(scalars.equal(scalars.leaf(index), place)));
        return equalities;
    }
}
