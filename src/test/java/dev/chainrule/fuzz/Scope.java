package dev.chainrule.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What an expression of a program may name. */
final class Scope {

    /**
     * A dim.
     *
     * @param text as it is declared, {@code = 3}; empty if it is open
     * @param inhabited whether it is known to have an element
     */
    record Dim(String name, Optional<String> text, boolean inhabited) {}

    /**
     * A tensor.
     *
     * @param indexOf the dim whose indices its elements are
     */
    record Tensor(String name, List<Dim> axes, Optional<Dim> indexOf) {

        Tensor {
            axes = List.copyOf(axes);
        }

        boolean isIndex() {
            return indexOf.isPresent();
        }

        /** Whether arrays of this line up by name: no axis is there twice. */
        boolean aligns() {
            return axes.stream().distinct().count() == axes.size();
        }
    }

    /**
     * An index that is bound.
     *
     * @param dim it stays inside of
     * @param below how many places before the end of the dim it stops
     */
    record Index(String name, Dim dim, int below) {}

    final Chance chance;
    final List<Dim> dims = new ArrayList<>();
    final List<Tensor> tensors = new ArrayList<>();
    private final AtomicInteger names;

    Scope(Chance chance) {
        this(chance, new AtomicInteger());
    }

    private Scope(Chance chance, AtomicInteger names) {
        this.chance = chance;
        this.names = names;
    }

    /** What may be named now; what comes later is named in one of the two, by names that neither has used. */
    Scope copy() {
        Scope copy = new Scope(chance, names);
        copy.dims.addAll(dims);
        copy.tensors.addAll(tensors);
        return copy;
    }

    /** A name that nothing else has. */
    String fresh(String start) {
        return start + names.getAndIncrement();
    }

    List<Tensor> reals() {
        return tensors.stream().filter(tensor -> !tensor.isIndex()).toList();
    }

    /** A real tensor, the last ones more often. */
    Tensor real() {
        List<Tensor> reals = reals();
        int last = reals.size() - 1;
        return reals.get(chance.one(2) ? chance.between(Math.max(0, last - 2), last) : chance.below(reals.size()));
    }

    List<Tensor> indicesOf(Dim dim) {
        return tensors.stream()
                .filter(tensor -> tensor.indexOf().filter(dim::equals).isPresent())
                .toList();
    }

    Optional<Dim> inhabited() {
        List<Dim> some = dims.stream().filter(Dim::inhabited).toList();
        return some.isEmpty() ? Optional.empty() : Optional.of(chance.of(some));
    }

    /** Some dims; the same one twice if {@code repeated}. */
    List<Dim> axes(int count, boolean repeated) {
        List<Dim> axes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Dim dim = chance.of(dims);
            if (repeated || !axes.contains(dim)) {
                axes.add(dim);
            }
        }
        return axes;
    }
}
