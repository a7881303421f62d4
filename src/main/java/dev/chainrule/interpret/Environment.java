package dev.chainrule.interpret;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a system does not say itself.
 *
 * @param lengths of the open dims
 * @param values of the tensors without an equation, row-major; indices as whole numbers
 */
public record Environment(Map<Dim, Integer> lengths, Map<Tensor, double[]> values) {

    public Environment {
        lengths = new LinkedHashMap<>(lengths);
        values = new LinkedHashMap<>(values);
    }
}
