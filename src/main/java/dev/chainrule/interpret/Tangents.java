package dev.chainrule.interpret;

import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.ScalarFunction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The derivatives of tensors along a direction, computed beside their values; or none. */
final class Tangents {

    private final Optional<Propagation> propagation;
    private final Map<Tensor, double[]> given;
    private final Map<Tensor, double[]> known;

    private Tangents(Optional<Propagation> propagation, Map<Tensor, double[]> given) {
        this.propagation = propagation;
        this.given = given;
        this.known = new LinkedHashMap<>(given);
    }

    static Tangents none() {
        return new Tangents(Optional.empty(), Map.of());
    }

    static Tangents along(Direction direction) {
        return new Tangents(Optional.of(direction.propagation()), direction.tangents());
    }

    boolean wanted() {
        return propagation.isPresent();
    }

    /** Takes the tangents of a tensor with an equation, unless it is said how that moves. */
    void define(Tensor tensor, double[] tangents) {
        if (wanted() && !given.containsKey(tensor)) {
            known.put(tensor, tangents);
        }
    }

    double at(Tensor tensor, int position) {
        double[] tangents = known.get(tensor);
        return tangents == null ? 0 : tangents[position];
    }

    /** Where nothing moves nothing flows, however steep the function is. */
    double through(ScalarFunction function, double result, double[] operands, double[] tangents) {
        for (double tangent : tangents) {
            if (tangent != 0) {
                return propagation.orElseThrow().through(function, result, operands, tangents);
            }
        }
        return 0;
    }

    Map<Tensor, double[]> all() {
        return known;
    }
}
