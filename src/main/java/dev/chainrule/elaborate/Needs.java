package dev.chainrule.elaborate;

import dev.chainrule.equation.Assumption;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Origin;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold of lengths for each tensor that has an origin, and is checked by the methods that compute it. */
final class Needs {

    private final List<Assumption> pending = new ArrayList<>();
    private final Map<Tensor, Set<Assumption>> needed = new HashMap<>();

    /** An assumption, and the words for a class that is given lengths which break it. */
    static Assumption assumption(Scalar condition, String broken, Span at) {
        return new Assumption(condition, broken, new Origin(at.source().name(), at.line(), at.column(), at.text()));
    }

    /** Says what must hold for what is being defined. */
    void add(Scalar condition, String broken, Span at) {
        pending.add(assumption(condition, broken, at));
    }

    /** What was added since the last definition is so for this one. */
    void settle(Tensor tensor) {
        if (!pending.isEmpty()) {
            needed.computeIfAbsent(tensor, any -> new LinkedHashSet<>()).addAll(pending);
            pending.clear();
        }
    }

    /** What must hold for a tensor and for all that it is made of. */
    List<Assumption> of(Tensor tensor, EquationSystem.Builder equations) {
        if (needed.isEmpty()) {
            return List.of();
        }
        Set<Assumption> all = new LinkedHashSet<>();
        equations.build().reachable(List.of(tensor)).equations().stream()
                .map(equation -> needed.getOrDefault(equation.target(), Set.of()))
                .forEach(all::addAll);
        return List.copyOf(all);
    }
}
