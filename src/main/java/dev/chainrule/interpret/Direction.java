package dev.chainrule.interpret;

import dev.chainrule.equation.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A direction in which tensors move.
 *
 * @param tangents how each moves, row-major; the others stay, or follow by their equations. A tensor with an equation
 *     moves as said here, whatever its equation says
 * @param propagation how that passes through scalar functions
 */
public record Direction(Map<Tensor, double[]> tangents, Propagation propagation) {

    public Direction {
        tangents = new LinkedHashMap<>(tangents);
    }
}
