package dev.chainrule.equation;

import dev.chainrule.scalar.Atom;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import java.util.List;
import java.util.stream.Collectors;

/** An element of a tensor: {@code A[e1, e2, …]} with one integer expression for each axis. */
public record Read(Tensor tensor, List<Scalar> subscripts) implements Atom {

    public Read {
        subscripts = List.copyOf(subscripts);
        if (subscripts.size() != tensor.rank()) {
            throw new IllegalStateException(tensor + " read with " + subscripts.size() + " subscripts");
        }
    }

    @Override
    public Type type() {
        return tensor.type();
    }

    @Override
    public List<Scalar> parts() {
        return subscripts;
    }

    @Override
    public int hashCode() {
        return 31 * tensor.hashCode() + subscripts.hashCode();
    }

    @Override
    public String toString() {
        return tensor.name()
                + (subscripts.isEmpty()
                        ? ""
                        : subscripts.stream().map(Scalar::toString).collect(Collectors.joining(", ", "[", "]")));
    }
}
