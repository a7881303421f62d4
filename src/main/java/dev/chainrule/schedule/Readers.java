package dev.chainrule.schedule;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** For each tensor, who reads it and how. */
final class Readers {

    /** One read, and the equation in which it stands. */
    record Use(Equation reader, Read read) {}

    private final Map<Tensor, List<Use>> uses = new HashMap<>();

    Readers(EquationSystem system) {
        for (Equation equation : system.equations()) {
            for (Read read : Reads.of(equation)) {
                uses.computeIfAbsent(read.tensor(), any -> new ArrayList<>()).add(new Use(equation, read));
            }
        }
    }

    /** In order of the readers. */
    List<Use> of(Tensor tensor) {
        return uses.getOrDefault(tensor, List.of());
    }
}
