package dev.chainrule.schedule;

import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Traversal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is put in order: a nest of loops that may run together with others, or a contraction, which runs alone. */
record Work(Optional<Task> task, Optional<Contraction> contraction) {

    static Work of(Task task) {
        return new Work(Optional.of(task), Optional.empty());
    }

    static Work of(Contraction contraction) {
        return new Work(Optional.empty(), Optional.of(contraction));
    }

    /** The tensor that is stored when it is done. */
    Tensor produces() {
        return task.map(Task::target).orElseGet(() -> contraction.orElseThrow().stored());
    }

    /** The tensors that must be there before. */
    Set<Tensor> needs() {
        if (task.isPresent()) {
            return task.get().reads();
        }
        Contraction c = contraction.orElseThrow();
        List<dev.chainrule.scalar.Scalar> roots = new ArrayList<>(List.of(c.left(), c.right()));
        c.epilogue().ifPresent(epilogue -> roots.add(epilogue.body()));
        Set<Tensor> needs = new LinkedHashSet<>();
        Reads.among(Traversal.operandsFirst(roots)).forEach(read -> needs.add(read.tensor()));
        needs.remove(c.equation().target());
        return needs;
    }

    /** Whether it is a nest with a loop still to open. */
    boolean hasLoop() {
        return task.isPresent() && !task.get().loops().isEmpty();
    }
}
