package dev.chainrule.differentiate;

import dev.chainrule.equation.Index;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import java.util.List;
import java.util.Map;

/**
 * What one read gives to the adjoint of the tensor read, in gather form: {@code Σ reduced where filter. value}, in which
 * {@code value} flows only where all {@code gates} hold.
 *
 * @param reader whose body reads
 * @param position of the read among all, in the order of the source
 * @param reduced indices summed over; none for a contribution element by element
 * @param filter conditions on indices
 * @param gates conditions on data
 * @param value a number wherever filter and gates hold
 * @param carried where anything flows
 * @param ties those of the adjoint's indices that are a function of ambient ones, and occur nowhere else; where that does
 *     not hold, nothing is contributed
 * @param names display names of {@code reduced} and of those of the adjoint's indices that the reader names
 */
record Contribution(
        Tensor reader,
        long position,
        List<Index> reduced,
        List<Scalar> filter,
        List<Scalar> gates,
        Scalar value,
        Carried carried,
        Map<Index, Scalar> ties,
        Map<Index, String> names) {

    boolean isElementwise() {
        return reduced.isEmpty();
    }
}
