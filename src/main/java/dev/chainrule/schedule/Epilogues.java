package dev.chainrule.schedule;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Recurrence;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds for each contraction the element-wise equation that can be computed while its sums are at hand: its only
 * reader, reading element by element. The sums themselves are then never stored.
 */
final class Epilogues {

    private Epilogues() {}

    /** From the contraction's target to the equation that is its epilogue. An equation is the epilogue of one at most. */
    static Map<Tensor, Equation> find(EquationSystem system, Readers readers, Set<Tensor> results, boolean regroup) {
        Map<Tensor, Equation> found = new LinkedHashMap<>();
        Set<Tensor> taken = new HashSet<>();
        List<Equation> all = new ArrayList<>(system.equations());
        for (int i = all.size() - 1; i >= 0; i--) { // of two contractions into one equation, the later has the epilogue
            Equation sum = all.get(i);
            List<Readers.Use> uses = readers.of(sum.target());
            if (results.contains(sum.target())
                    || uses.size() != 1
                    || ContractionMatcher.match(sum, Map.of(), system.scalars(), regroup)
                            .isEmpty()) {
                continue;
            }
            Equation reader = uses.get(0).reader();
            if (reader.reduction() == Reduction.NONE
                    && isComputedBeside(sum, reader, system)
                    && !taken.contains(reader.target())
                    && readsElementwise(uses.get(0).read(), reader, system.scalars())) {
                found.put(sum.target(), reader);
                taken.add(reader.target());
            }
        }
        return found;
    }

    /** Whether both are computed at the same steps: in no recurrence, or in the same one, however they are nested. */
    private static boolean isComputedBeside(Equation sum, Equation reader, EquationSystem system) {
        List<Equation> group = system.recurrence(sum.target());
        if (!system.recurrence(reader.target()).equals(group)) {
            return false;
        }
        Optional<Recurrence> recurrence = group.isEmpty() ? Optional.empty() : Recurrence.of(group, system.scalars());
        return recurrence.isEmpty()
                || recurrence.get().innermost(sum.target()) == recurrence.get().innermost(reader.target());
    }

    private static boolean readsElementwise(Read read, Equation reader, Scalars scalars) {
        List<Scalar> own = new ArrayList<>();
        reader.indices().forEach(index -> own.add(scalars.leaf(index)));
        return read.subscripts().equals(own)
                && read.tensor().extents().equals(reader.target().extents());
    }
}
