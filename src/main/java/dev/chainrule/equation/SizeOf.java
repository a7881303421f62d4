package dev.chainrule.equation;

import dev.chainrule.scalar.Atom;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import java.util.List;

/** The length of a dim, as an integer leaf. Fixed dims stay symbolic too, so that names survive to the Java. */
public record SizeOf(Dim dim) implements Atom {

    @Override
    public Type type() {
        return Type.INTEGER;
    }

    @Override
    public List<Scalar> parts() {
        return List.of();
    }

    @Override
    public int hashCode() {
        return dim.name().hashCode();
    }

    @Override
    public String toString() {
        return dim.name();
    }
}
