package dev.chainrule.schedule;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Substitution;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts element-wise equations into their readers where computing again is not dearer than storing and reading
 * ({@link Costs#STORED}), or where there is only one reader, which needs each element once. Exact: the same operations
 * on the same values.
 */
final class Inliner {

    /** Beyond this a body would no longer fit a small loop. */
    private static final int LARGEST = 300;

    private final EquationSystem system;
    private final Set<Tensor> stored;
    private final Readers readers;
    private final Scalars scalars;
    private final Map<Tensor, Equation> inlined = new HashMap<>();
    private final Map<Tensor, Integer> costs = new HashMap<>(); // of those

    private Inliner(EquationSystem system, Set<Tensor> stored, Readers readers) {
        this.system = system;
        this.stored = stored;
        this.readers = readers;
        this.scalars = system.scalars();
    }

    /** The system without the equations that went into their readers. */
    static EquationSystem inline(EquationSystem system, Set<Tensor> stored, Readers readers) {
        return new Inliner(system, stored, readers).run();
    }

    private EquationSystem run() {
        EquationSystem.Builder result = system.restart();
        for (Equation equation : system.equations()) {
            int cost = Costs.of(equation.body());
            boolean changes = false;
            for (Read read : Reads.of(equation)) {
                changes |= inlined.containsKey(read.tensor());
                cost += costs.getOrDefault(read.tensor(), 0);
            }
            Equation rewritten = changes ? rewritten(equation) : equation;
            if (worthInlining(rewritten, cost)) {
                inlined.put(equation.target(), rewritten);
                costs.put(equation.target(), cost);
            } else {
                result.keep(rewritten);
            }
        }
        return result.build();
    }

    private Equation rewritten(Equation equation) {
        return new Equation(
                equation.target(),
                equation.indices(),
                equation.reduction(),
                equation.reduced(),
                substituted(equation.filter()),
                substituted(equation.body()),
                equation.names());
    }

    private Scalar substituted(Scalar expression) {
        return Substitution.nodes(scalars, expression, this::replacement);
    }

    private Optional<Scalar> replacement(Scalar node) {
        if (!(node instanceof Leaf leaf && leaf.atom() instanceof Read read && inlined.containsKey(read.tensor()))) {
            return Optional.empty();
        }
        Equation definition = inlined.get(read.tensor());
        Map<Index, Scalar> places = new LinkedHashMap<>();
        for (int axis = 0; axis < read.subscripts().size(); axis++) {
            Scalar subscript = substituted(read.subscripts().get(axis)); // a subscript may read an inlined tensor
            if (subscript != scalars.leaf(definition.indices().get(axis))) {
                places.put(definition.indices().get(axis), subscript);
            }
        }
        return Optional.of(Substitution.apply(scalars, definition.body(), places));
    }

    private boolean worthInlining(Equation equation, int cost) {
        Tensor target = equation.target();
        if (equation.reduction() != Reduction.NONE
                || stored.contains(target)
                || system.carried().contains(target)) { // some reader has been left as it is already
            return false;
        }
        if (target.type() == Type.BOOLEAN || equation.body().operands().isEmpty()) {
            return true;
        }
        List<Readers.Use> uses = readers.of(target);
        boolean once = uses.size() == 1 && needsEachElementOnce(uses.get(0));
        if (target.rank() == 0) { // a named scalar becomes a local under its own name
            return target.origin().isEmpty() && (once || cost <= Costs.STORED);
        }
        return cost <= Costs.STORED || once && cost <= LARGEST;
    }

    /** Whether every index of the reader occurs in the subscripts, so that no element is asked for twice. */
    private boolean needsEachElementOnce(Readers.Use use) {
        Set<Index> named = new HashSet<>();
        use.read().subscripts().forEach(subscript -> named.addAll(ContractionMatcher.indices(subscript)));
        return named.containsAll(use.reader().indices())
                && named.containsAll(use.reader().reduced());
    }
}
