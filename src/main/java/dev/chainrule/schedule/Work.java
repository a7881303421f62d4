package dev.chainrule.schedule;

import dev.chainrule.equation.Tensor;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What is put in order: a nest of loops that may run together with others, a contraction, or a recurrence. */
record Work(Optional<Task> task, Optional<Contraction> contraction, Optional<Sequence> sequence) {

    static Work of(Task task) {
        return new Work(Optional.of(task), Optional.empty(), Optional.empty());
    }

    static Work of(Contraction contraction) {
        return new Work(Optional.empty(), Optional.of(contraction), Optional.empty());
    }

    static Work of(Sequence sequence) {
        return new Work(Optional.empty(), Optional.empty(), Optional.of(sequence));
    }

    /** The tensors that are stored when it is done. */
    Set<Tensor> produces() {
        Set<Tensor> tensors = new LinkedHashSet<>();
        task.ifPresent(nest -> tensors.add(nest.target()));
        contraction.ifPresent(product -> tensors.add(product.stored()));
        sequence.ifPresent(steps -> steps.parts().forEach(part -> tensors.addAll(part.produces())));
        return tensors;
    }

    /** The tensors that must be there before. */
    Set<Tensor> needs() {
        Set<Tensor> needs = new LinkedHashSet<>();
        task.ifPresent(nest -> needs.addAll(nest.reads()));
        contraction.ifPresent(product -> needs.addAll(product.reads()));
        sequence.ifPresent(steps -> steps.parts().forEach(part -> needs.addAll(part.needs())));
        needs.removeAll(produces());
        return needs;
    }

    /** Whether it is a nest with a loop still to open. */
    boolean hasLoop() {
        return task.isPresent() && !task.get().loops().isEmpty();
    }
}
