package dev.chainrule.check;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Origin;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Tensor;
import java.util.List;
import java.util.Optional;

/** How an equation is named in a report: as it is computed, and the line of the file behind it. */
final class Location {

    private Location() {}

    /** {@code net.nn:7:7: h[n, j] = tanh(s[n, j] + b[j])}. */
    static String of(EquationSystem system, Equation equation) {
        return origin(system, equation).map(origin -> origin + ": ").orElse("") + Notation.of(equation);
    }

    /** What the compiler made itself belongs to the first reader that the file defines. */
    static Optional<Origin> origin(EquationSystem system, Equation equation) {
        return equation.target()
                .origin()
                .filter(origin -> origin != Origin.NONE)
                .or(() -> readers(system, equation.target()).stream()
                        .filter(reader -> reader != equation)
                        .flatMap(reader -> reader.target().origin().stream())
                        .findFirst());
    }

    static List<Equation> readers(EquationSystem system, Tensor tensor) {
        return system.equations().stream()
                .filter(reader -> Reads.tensors(reader).contains(tensor))
                .toList();
    }
}
