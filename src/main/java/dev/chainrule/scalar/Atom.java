package dev.chainrule.scalar;

/**
 * A leaf whose meaning this package does not know: an index, the length of a dim, a read of a tensor.
 *
 * <p>Implementations are values: two atoms that mean the same are equal, and their hash does not depend on the run.
 */
public interface Atom {

    /** The type of the leaf's value. */
    Type type();

    /** The scalars this leaf is made of: the subscripts of a read, the extent of an index; empty for most. */
    java.util.List<Scalar> parts();
}
