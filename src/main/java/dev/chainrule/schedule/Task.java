package dev.chainrule.schedule;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Substitution;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An equation as loops in a chosen order: {@code for loops: if (filter) target[subscripts] ⊕= body}.
 *
 * @param equation what is computed
 * @param loops those still to be opened, outermost first
 * @param opened loops that are open around this, outermost first
 * @param subscripts where in the target an element goes
 * @param filter which combinations take part
 * @param body the value
 */
public record Task(
        Equation equation, List<Nest> loops, List<Nest> opened, List<Scalar> subscripts, Scalar filter, Scalar body) {

    /**
     * One loop of a nest.
     *
     * @param index what it runs over
     * @param reduced whether the target is combined over it
     * @param ordinal of the equation's index that it stands for; if it is not reduced, the target's axis that it runs along
     */
    public record Nest(Index index, boolean reduced, int ordinal) {}

    public Task {
        loops = List.copyOf(loops);
        opened = List.copyOf(opened);
        subscripts = List.copyOf(subscripts);
    }

    public Tensor target() {
        return equation.target();
    }

    public Reduction reduction() {
        return equation.reduction();
    }

    public boolean unfiltered() {
        return filter instanceof Constant constant && constant.isTrue();
    }

    /** The name of a loop's counter. */
    public String nameOf(Nest nest) {
        return equation.names().get(nest.ordinal());
    }

    /** The same under another filter. */
    Task filtered(Scalar other) {
        return new Task(equation, loops, opened, subscripts, other, body);
    }

    /** The same loops, of an equation that differs in the names of its indices. */
    Task with(Equation renamed) {
        return new Task(renamed, loops, opened, subscripts, filter, body);
    }

    /** All expressions of this task. */
    public List<Scalar> nodes() {
        List<Scalar> roots = new ArrayList<>(subscripts);
        roots.add(filter);
        roots.add(body);
        return Traversal.operandsFirst(roots);
    }

    /** What it reads. */
    public Set<Tensor> reads() {
        Set<Tensor> tensors = new LinkedHashSet<>();
        Reads.among(nodes()).forEach(read -> tensors.add(read.tensor()));
        tensors.remove(target());
        return tensors;
    }

    /** What it reads and what it makes. */
    Set<Tensor> tensors() {
        Set<Tensor> tensors = reads();
        tensors.add(target());
        return tensors;
    }

    /** Whether the elements are combined in memory, not in a local: an axis of the target runs inside a reduced loop. */
    public boolean accumulatesInMemory() {
        boolean inside = false;
        List<Nest> all = new ArrayList<>(opened);
        all.addAll(loops);
        for (Nest nest : all) {
            if (inside && !nest.reduced()) {
                return true;
            }
            inside |= nest.reduced();
        }
        return scatters();
    }

    /** Whether an element's place is computed: some axis of the target has no loop that runs along it. */
    public boolean scatters() {
        long free = Stream.concat(opened.stream(), loops.stream())
                .filter(nest -> !nest.reduced())
                .count();
        return free < target().rank();
    }

    /** The loops that were open when the first reduced one was about to open, or all, if none is reduced. */
    public List<Nest> aroundElement() {
        List<Nest> around = new ArrayList<>();
        for (Nest nest : opened) {
            if (nest.reduced()) {
                break;
            }
            around.add(nest);
        }
        return around;
    }

    /** This with the loop of an index of its equation outermost. */
    Task outermost(int ordinal) {
        List<Nest> others = new ArrayList<>(loops);
        Nest first = loops.stream()
                .filter(nest -> nest.ordinal() == ordinal)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no loop over time in " + Notation.of(equation)));
        others.remove(first);
        others.add(0, first);
        return new Task(equation, others, opened, subscripts, filter, body);
    }

    /** This with its outermost loop opened, under the index that all members of a group share. */
    Task open(Index shared, Scalars scalars) {
        Nest first = loops.get(0);
        Map<Index, Scalar> change = new LinkedHashMap<>();
        change.put(first.index(), scalars.leaf(shared));
        List<Nest> left = new ArrayList<>();
        for (Nest nest : loops.subList(1, loops.size())) {
            Scalar extent = Substitution.apply(scalars, nest.index().extent(), change);
            Index moved = new Index(nest.index().ordinal(), extent);
            if (!moved.equals(nest.index())) {
                change.put(nest.index(), scalars.leaf(moved));
            }
            left.add(new Nest(moved, nest.reduced(), nest.ordinal()));
        }
        List<Nest> around = new ArrayList<>(opened);
        around.add(new Nest(shared, first.reduced(), first.ordinal()));
        List<Scalar> places = new ArrayList<>();
        subscripts.forEach(subscript -> places.add(Substitution.apply(scalars, subscript, change)));
        return new Task(
                equation,
                left,
                around,
                places,
                Substitution.apply(scalars, filter, change),
                Substitution.apply(scalars, body, change));
    }
}
