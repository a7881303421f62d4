package dev.chainrule.schedule;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Guards;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Substitution;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads within recurrences that are never made: where a dim has the length 0, or a condition holds for no index. They give
 * no order, so that what stands later could be read; without them the equations need each other no more.
 */
final class VacuousReads {

    private VacuousReads() {}

    /** A system in which 0 stands for such reads. */
    static EquationSystem dropped(EquationSystem system) {
        Map<Tensor, Equation> changed = new LinkedHashMap<>();
        for (Equation equation : system.equations()) {
            List<Equation> group = system.recurrence(equation.target());
            if (!group.isEmpty()) {
                Equation less = dropped(equation, group, system.scalars());
                if (!less.equals(equation)) {
                    changed.put(equation.target(), less);
                }
            }
        }
        if (changed.isEmpty()) {
            return system;
        }
        EquationSystem.Builder builder = system.restart();
        system.equations().forEach(equation -> builder.keep(changed.getOrDefault(equation.target(), equation)));
        return builder.build();
    }

    private static Equation dropped(Equation equation, List<Equation> group, Scalars scalars) {
        Set<Tensor> members = group.stream().map(Equation::target).collect(Collectors.toSet());
        return new Equation(
                equation.target(),
                equation.indices(),
                equation.reduction(),
                equation.reduced(),
                dropped(equation.filter(), Guards.ofFilter(equation, scalars), members, scalars),
                dropped(equation.body(), Guards.of(equation, scalars), members, scalars),
                equation.names());
    }

    private static Scalar dropped(Scalar part, Guards guards, Set<Tensor> members, Scalars scalars) {
        return Substitution.nodes(
                scalars,
                part,
                node -> node instanceof Leaf leaf
                                && leaf.atom() instanceof Read read
                                && members.contains(read.tensor())
                                && guards.neverMake(read)
                        ? Optional.of(zero(node.type(), scalars))
                        : Optional.empty());
    }

    private static Scalar zero(Type type, Scalars scalars) {
        return type == Type.REAL ? scalars.zero() : scalars.integer(0);
    }
}
