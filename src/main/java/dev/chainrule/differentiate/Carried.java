package dev.chainrule.differentiate;

import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import java.util.List;
import java.util.Optional;

/**
 * Where something flows to the elements of a tensor. Outside of it, the adjoint is 0.
 *
 * @param known whether the condition could be written
 * @param gates over the adjoint's indices; none means everywhere
 */
record Carried(boolean known, List<Scalar> gates) {

    /** A condition larger than this is not worth writing into every reader: the adjoint itself is asked. */
    private static final int LARGEST = 40;

    static final Carried EVERYWHERE = new Carried(true, List.of());

    /** It went through a reduction. */
    static final Carried UNKNOWN = new Carried(false, List.of());

    Carried {
        gates = List.copyOf(gates);
    }

    static Carried where(List<Scalar> gates) {
        return Traversal.operandsFirst(gates).size() > LARGEST ? UNKNOWN : new Carried(true, gates);
    }

    boolean isEverywhere() {
        return known && gates.isEmpty();
    }

    /** Where the sum of several flows: what flows everywhere needs no guard, whatever is added to it. */
    static Carried union(List<Carried> parts, Scalars scalars, Supports supports) {
        if (parts.stream().anyMatch(Carried::isEverywhere)) {
            return EVERYWHERE;
        }
        if (parts.size() == 1 || parts.stream().anyMatch(part -> !part.known)) {
            return parts.size() == 1 ? parts.get(0) : UNKNOWN;
        }
        Optional<Scalar> any = parts.stream()
                .map(part -> supports.conjunction(part.gates))
                .distinct()
                .reduce(scalars::or);
        return where(List.of(any.orElseThrow()));
    }
}
