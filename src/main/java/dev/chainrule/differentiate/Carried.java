package dev.chainrule.differentiate;

import dev.chainrule.scalar.Scalar;
import java.util.List;

/**
 * Where something flows to the elements of a tensor. Outside of it, the adjoint is 0. Made by {@link SupportEquations}.
 *
 * @param known whether the condition could be written
 * @param gates over the adjoint's indices; none means everywhere
 */
record Carried(boolean known, List<Scalar> gates) {

    static final Carried EVERYWHERE = new Carried(true, List.of());

    /** It went through a reduction, or is too long to be written into every reader: the adjoint itself is asked. */
    static final Carried UNKNOWN = new Carried(false, List.of());

    Carried {
        gates = List.copyOf(gates);
    }

    boolean isEverywhere() {
        return known && gates.isEmpty();
    }
}
