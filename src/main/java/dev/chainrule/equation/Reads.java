package dev.chainrule.equation;

import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an equation reads. */
public final class Reads {

    private Reads() {}

    /** The distinct reads among {@code nodes}, in their order. */
    public static List<Read> among(Collection<Scalar> nodes) {
        List<Read> reads = new ArrayList<>();
        for (Scalar node : nodes) {
            if (node instanceof Leaf leaf && leaf.atom() instanceof Read read) {
                reads.add(read);
            }
        }
        return reads;
    }

    /** The distinct reads of an equation's filter and body. */
    public static List<Read> of(Equation equation) {
        return among(EquationSystem.nodes(equation));
    }

    /** The tensors that an equation reads. */
    public static Set<Tensor> tensors(Equation equation) {
        Set<Tensor> tensors = new LinkedHashSet<>();
        of(equation).forEach(read -> tensors.add(read.tensor()));
        return tensors;
    }
}
