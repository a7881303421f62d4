package dev.chainrule.interpret;

import dev.chainrule.equation.Tensor;
import java.util.List;

/** An element that an equation read. */
public record Operand(Tensor tensor, List<Integer> at, double value) {

    public Operand {
        at = List.copyOf(at);
    }

    /** {@code s[3, 1] = -0.5}. */
    @Override
    public String toString() {
        return tensor + (at.isEmpty() ? "" : at.toString()) + " = " + value;
    }
}
