package dev.chainrule.equation;

import dev.chainrule.scalar.Scalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tensors by what defines them: two equations that say the same define one tensor. */
final class InternedEquations {

    /** All that matters of an equation; the indices in it are canonical. */
    record Key(
            List<Scalar> extents,
            List<Index> indices,
            Reduction reduction,
            List<Index> reduced,
            Scalar filter,
            Scalar body) {

        static Key of(Canonical canonical, List<Scalar> extents, Reduction reduction) {
            return new Key(
                    extents, canonical.indices(), reduction, canonical.reduced(), canonical.filter(), canonical.body());
        }

        static Key of(Equation equation) {
            return new Key(
                    equation.target().extents(),
                    equation.indices(),
                    equation.reduction(),
                    equation.reduced(),
                    equation.filter(),
                    equation.body());
        }
    }

    private final Map<Key, Tensor> tensors = new HashMap<>();

    Optional<Tensor> find(Key key) {
        return Optional.ofNullable(tensors.get(key));
    }

    /** The first tensor of a key stays. */
    void add(Key key, Tensor tensor) {
        tensors.putIfAbsent(key, tensor);
    }
}
