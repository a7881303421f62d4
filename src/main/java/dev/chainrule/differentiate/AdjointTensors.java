package dev.chainrule.differentiate;

import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Defines the tensors of adjoints: over ambient indices, then over their own. */
final class AdjointTensors {

    private final EquationSystem.Builder builder;
    private final Ambient ambient;

    AdjointTensors(EquationSystem.Builder builder, Ambient ambient) {
        this.builder = builder;
        this.ambient = ambient;
    }

    /** A tensor, and the read of it at the indices over which it was written. */
    record Defined(Tensor tensor, Scalar read) {}

    /**
     * Defines a sum, or an element-wise tensor if {@code reduced} is empty, over those ambient indices that occur in it.
     *
     * @param own what follows the ambient indices
     * @param names for display
     */
    Defined define(
            String name, List<Index> own, List<Index> reduced, Scalar filter, Scalar body, Map<Index, String> names) {
        List<Scalar> parts = new ArrayList<>(List.of(filter, body));
        reduced.forEach(index -> parts.add(index.extent()));
        return define(name, ambient.in(parts), own, reduced, filter, body, names);
    }

    /** Defines an element-wise tensor over all ambient indices. */
    Tensor whole(String name, List<Index> own, Scalar body, Map<Index, String> names) {
        return define(name, ambient, own, List.of(), builder.scalars().bool(true), body, names)
                .tensor();
    }

    /** A tensor over all ambient indices and its own, whose equation comes with {@link #redefine}. */
    Defined declare(String name, List<Index> own) {
        List<Index> left = new ArrayList<>(ambient.indices());
        left.addAll(own);
        Tensor tensor = builder.declare(
                name, left.stream().map(Index::extent).toList(), Type.REAL, Optional.empty(), Optional.empty());
        return new Defined(
                tensor, builder.read(tensor, left.stream().map(builder::node).toList()));
    }

    /** Gives a declared tensor its equation: a sum, or an element-wise one if {@code reduced} is empty. */
    void redefine(
            Tensor declared,
            List<Index> own,
            List<Index> reduced,
            Scalar filter,
            Scalar body,
            Map<Index, String> names) {
        List<Index> left = new ArrayList<>(ambient.indices());
        left.addAll(own);
        builder.redefine(
                declared, left, reduction(reduced), reduced, filter, body, called(ambient, own, reduced, names));
    }

    private static Reduction reduction(List<Index> reduced) {
        return reduced.isEmpty() ? Reduction.NONE : Reduction.SUM;
    }

    /** Display names of all indices, each once. */
    private static List<String> called(Ambient around, List<Index> own, List<Index> reduced, Map<Index, String> names) {
        List<String> called = new ArrayList<>(around.names());
        Set<String> taken = new HashSet<>(called);
        own.forEach(index -> called.add(free(names.getOrDefault(index, "p"), taken)));
        reduced.forEach(index -> called.add(free(names.getOrDefault(index, "k"), taken)));
        return called;
    }

    /** Whether {@code value} reads {@code tensor}, which is over all ambient indices, at these and its own. */
    boolean isWhole(Scalar value, Tensor tensor, List<Index> own) {
        List<Index> all = new ArrayList<>(ambient.indices());
        all.addAll(own);
        return tensor.rank() == all.size()
                && value == builder.read(tensor, all.stream().map(builder::node).toList());
    }

    private Defined define(
            String name,
            Ambient around,
            List<Index> own,
            List<Index> reduced,
            Scalar filter,
            Scalar body,
            Map<Index, String> names) {
        List<Index> left = new ArrayList<>(around.indices());
        left.addAll(own);
        List<Scalar> at = left.stream().map(builder::node).toList();
        Tensor tensor = builder.define(
                name,
                Optional.empty(),
                left,
                reduction(reduced),
                reduced,
                filter,
                body,
                called(around, own, reduced, names));
        return new Defined(tensor, builder.read(tensor, at));
    }

    private static String free(String wanted, Set<String> taken) {
        String free = wanted;
        for (int i = 2; !taken.add(free); i++) {
            free = wanted + i;
        }
        return free;
    }
}
