package dev.chainrule.equation;

import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import java.util.List;
import java.util.Optional;

/** A named array. Compared by identity; within a system names are unique. */
public final class Tensor {

    /** Where the elements come from. */
    public enum Role {
        /** An argument of the call. */
        INPUT,
        /** A trained array of a network. */
        PARAMETER,
        /** A number that may be set between calls: a {@code hyper}, a learning rate. */
        HYPER,
        /** The number of the training step, 1, 2, … */
        STEP,
        /** All parameters as one flat array, as optimisers see them. */
        FLAT_PARAMETERS,
        /** The gradient in the layout of {@link #FLAT_PARAMETERS}. */
        FLAT_GRADIENT,
        /** An optimiser's own array, in the layout of {@link #FLAT_PARAMETERS}; zero at first. */
        OPTIMIZER_STATE,
        /** What random draws depend on, besides the step and their place. */
        SEED,
        /** Whether a training method runs; known when elaboration ends. */
        TRAINING,
        /** An array that a network's training updates without a gradient. */
        STATE,
        /** What a phase of {@link Checkpoints} leaves to the next. */
        CARRIED,
        /** Defined by an equation. */
        DEFINED
    }

    private final int number;
    private final String name;
    private final Role role;
    private final List<Scalar> extents;
    private final Type type;
    private final Optional<Dim> indexOf;
    private final Optional<Origin> origin;

    Tensor(
            int number,
            String name,
            Role role,
            List<Scalar> extents,
            Type type,
            Optional<Dim> indexOf,
            Optional<Origin> origin) {
        this.number = number;
        this.name = name;
        this.role = role;
        this.extents = List.copyOf(extents);
        this.type = type;
        this.indexOf = indexOf;
        this.origin = origin;
    }

    /** Position in the order of creation within its compilation. */
    public int number() {
        return number;
    }

    public String name() {
        return name;
    }

    public Role role() {
        return role;
    }

    /** The length of each axis: an integer expression over sizes of dims. */
    public List<Scalar> extents() {
        return extents;
    }

    public int rank() {
        return extents.size();
    }

    /** The dim of an axis, unless its length is only an expression such as {@code n - 1}. */
    public Optional<Dim> dim(int axis) {
        return extents.get(axis) instanceof Leaf leaf && leaf.atom() instanceof SizeOf size
                ? Optional.of(size.dim())
                : Optional.empty();
    }

    /** The elements' type. */
    public Type type() {
        return type;
    }

    /** The dim of which each element is an index, for a tensor of indices. */
    public Optional<Dim> indexOf() {
        return indexOf;
    }

    /** Where the {@code .nn} file defines it; empty for what the compiler made. */
    public Optional<Origin> origin() {
        return origin;
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return name;
    }
}
