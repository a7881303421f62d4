package dev.chainrule.equation;

import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What must hold of the lengths of dims: for all of a model, as a fact for proofs, or for one of its results. It is checked
 * wherever lengths come in.
 *
 * @param condition over lengths alone
 * @param broken what to say where it does not hold: {@code dim half = n / 2 leaves a rest}
 * @param origin where it is written
 */
public record Assumption(Scalar condition, String broken, Origin origin) {

    /** What to say where it does not hold, before the lengths. */
    public String message() {
        return origin.fileName() + ":" + origin.line() + ": " + broken;
    }

    /** The open dims that it speaks of, directly or through computed ones, in order of appearance. */
    public Set<Dim> openDims() {
        Set<Dim> dims = new LinkedHashSet<>();
        Deque<Scalar> waiting = new ArrayDeque<>(List.of(condition));
        while (!waiting.isEmpty()) {
            for (Scalar node : Traversal.operandsFirst(waiting.pop())) {
                if (node instanceof Leaf leaf && leaf.atom() instanceof SizeOf size && dims.add(size.dim())) {
                    size.dim().formula().ifPresent(waiting::push);
                }
            }
        }
        dims.removeIf(dim -> !dim.isOpen());
        return dims;
    }
}
