package dev.chainrule.schedule;

import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds which results may be written over the old value of what they are assigned to: those whose old elements nobody
 * reads later. An element may be read until it is replaced, so an update such as {@code m = a m + b g} needs no room; one
 * whose old value is read by a later loop, or at another element, is collected elsewhere and copied at the end.
 */
final class InPlace {

    /** One read: the step of the list in which it stands, the loops around it, and by which task. */
    private record Use(int step, Read read, List<Index> around, Optional<Task> task) {}

    private final List<Use> uses = new ArrayList<>();
    private final List<Use> products = new ArrayList<>(); // where results are made; the read is of the result itself

    private InPlace(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            collect(i, List.of(steps.get(i)), false);
        }
    }

    /** The assigned results that must be kept elsewhere first. */
    static Set<Tensor> unsafe(Entry entry, List<Step> steps) {
        List<Entry.Result> assigned = entry.computed().stream()
                .filter(result -> result.destination() == Entry.Destination.ASSIGNED)
                .toList();
        Set<Tensor> unsafe = new LinkedHashSet<>();
        if (!assigned.isEmpty()) {
            InPlace reads = new InPlace(steps);
            for (Entry.Result result : assigned) {
                if (!reads.isSafe(result.value(), result.of().orElseThrow())) {
                    unsafe.add(result.value());
                }
            }
        }
        return unsafe;
    }

    /**
     * Loops nest no deeper than a tensor has axes, so this recursion is over a few levels. What a step of a recurrence
     * touches, another one may touch again.
     */
    private void collect(int at, List<Step> steps, boolean repeated) {
        for (Step step : steps) {
            if (step instanceof Step.Loop loop) {
                collect(at, loop.body(), repeated);
            } else if (step instanceof Step.Sequence sequence) {
                collect(at, sequence.body(), true);
            } else if (step instanceof Step.Segmented segmented) {
                collect(at, segmented.body(), true);
            } else if (step instanceof Step.Body body) {
                Task task = body.task();
                List<Index> around =
                        task.opened().stream().map(Task.Nest::index).toList();
                Optional<Task> once = repeated ? Optional.empty() : Optional.of(task);
                products.add(new Use(at, new Read(task.target(), task.subscripts()), around, once));
                add(at, task.nodes(), around, once);
            } else if (step instanceof Step.Contract contract) {
                Contraction contraction = contract.contraction();
                List<Scalar> roots = new ArrayList<>(List.of(contraction.left(), contraction.right()));
                contraction.epilogue().ifPresent(epilogue -> roots.add(epilogue.body()));
                products.add(new Use(
                        at,
                        new Read(contraction.stored(), contraction.stored().extents()),
                        List.of(),
                        Optional.empty()));
                add(at, Traversal.operandsFirst(roots), List.of(), Optional.empty());
            }
        }
    }

    private void add(int at, Collection<Scalar> nodes, List<Index> around, Optional<Task> task) {
        Reads.among(nodes).forEach(read -> uses.add(new Use(at, read, around, task)));
    }

    private boolean isSafe(Tensor value, Tensor old) {
        return products.stream()
                .filter(product -> product.read().tensor() == value)
                .allMatch(product -> uses.stream()
                        .filter(use -> use.read().tensor() == old)
                        .allMatch(use -> use.step() < product.step() || isOwnElement(use, product)));
    }

    /** In the same innermost loop and at the same element; stores come last there. */
    private static boolean isOwnElement(Use use, Use product) {
        return use.step() == product.step()
                && product.task()
                        .filter(task -> task.reduction() == Reduction.NONE)
                        .isPresent()
                && use.task().filter(task -> task.reduction() == Reduction.NONE).isPresent()
                && use.around().equals(product.around())
                && use.read().subscripts().equals(product.read().subscripts());
    }
}
