package dev.chainrule.equation;

import dev.chainrule.scalar.Atom;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import java.util.List;

/**
 * A bound index; it runs over {@code 0 … extent - 1}.
 *
 * <p>In an equation of a system, ordinals are canonical: the left side's indices are 0, 1, …, those of the reduction
 * follow. So an index needs no name, and equations that differ in names only are equal. While an equation is being
 * built, {@link EquationSystem.Builder#freshIndex} gives indices that collide with no other.
 *
 * @param ordinal tells indices of one equation apart
 * @param extent an integer expression over sizes of dims and, in a triangular range, indices bound before
 */
public record Index(int ordinal, Scalar extent) implements Atom {

    @Override
    public Type type() {
        return Type.INTEGER;
    }

    @Override
    public List<Scalar> parts() {
        return List.of(extent);
    }

    @Override
    public int hashCode() {
        return 31 * ordinal + extent.hashCode();
    }

    @Override
    public String toString() {
        return "i" + ordinal;
    }
}
