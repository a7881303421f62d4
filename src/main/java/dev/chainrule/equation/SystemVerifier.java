package dev.chainrule.equation;

import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import java.util.HashSet;
import java.util.Set;

/**
 * Checks what every stage promises of an {@link EquationSystem}: definitions before readers, bound indices only,
 * bodies of the target's type, unique names.
 */
public final class SystemVerifier {

    private SystemVerifier() {}

    /** @throws IllegalStateException naming the equation that breaks an invariant */
    public static void verify(EquationSystem system) {
        Set<Tensor> known = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Equation equation : system.equations()) {
            Set<Index> bound = new HashSet<>(equation.indices());
            bound.addAll(equation.reduced());
            for (Scalar node : EquationSystem.nodes(equation)) {
                if (node instanceof Leaf leaf) {
                    require(!(leaf.atom() instanceof Index index) || bound.contains(index), "unbound index", equation);
                    require(
                            !(leaf.atom() instanceof Read read)
                                    || read.tensor().role() != Tensor.Role.DEFINED
                                    || known.contains(read.tensor())
                                    || system.recurrence(equation.target()).stream()
                                            .anyMatch(member -> member.target() == read.tensor()),
                            "read before its definition",
                            equation);
                }
            }
            require(equation.filter().type() == Type.BOOLEAN, "a filter that is no condition", equation);
            require(known.add(equation.target()), "a second definition", equation);
            require(names.add(equation.target().name()), "a name used twice", equation);
        }
    }

    private static void require(boolean holds, String broken, Equation equation) {
        if (!holds) {
            throw new IllegalStateException(broken + ": " + Notation.of(equation));
        }
    }
}
