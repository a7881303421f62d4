package dev.chainrule.loop;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The comment over a loop nest: what each equation says, and the {@code .nn} line it comes from. */
final class Comments {

    private static final int WIDTH = 110;

    private Comments() {}

    static List<String> of(List<Equation> equations) {
        List<String> lines = new ArrayList<>();
        for (Equation equation : equations) {
            String formula = Notation.of(equation);
            lines.add(formula.length() > WIDTH ? formula.substring(0, WIDTH - 1) + "…" : formula);
        }
        for (Equation equation : equations) {
            Optional<Origin> origin = equation.target().origin();
            origin.ifPresent(at -> {
                String name = at.fileName();
                String line = name + ":" + at.line() + ": " + at.text();
                lines.add(line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line);
            });
        }
        return lines.stream().distinct().toList();
    }
}
