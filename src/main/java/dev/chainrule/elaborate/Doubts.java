package dev.chainrule.elaborate;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What mistakes that have been told leave in doubt. It is not judged again, so that one mistake makes one message. */
final class Doubts {

    private final Set<String> names = new HashSet<>();
    private final Set<Dim> lengths = new HashSet<>();
    private final Map<Index, Set<Scalar>> outside = new HashMap<>();

    /** Doubts what a name stands for: it was given twice, or what it stands for is not as it should be. */
    void name(String name) {
        names.add(name);
    }

    boolean ofName(String name) {
        return names.contains(name);
    }

    /** Doubts the length of a dim. */
    void length(Dim dim) {
        lengths.add(dim.actual());
    }

    boolean ofLength(Dim dim) {
        return lengths.contains(dim.actual());
    }

    /** Whether an integer depends on such a length, or an index in it runs over one. */
    boolean ofLength(Scalar whole) {
        return !lengths.isEmpty()
                && Traversal.operandsFirst(whole).stream()
                        .anyMatch(node -> node instanceof Leaf leaf
                                && leaf.atom() instanceof SizeOf size
                                && ofLength(size.dim()));
    }

    /**
     * Doubts the range of an index that leaves an axis.
     *
     * @param size the length of the axis
     * @return whether it was not in doubt before
     */
    boolean range(Index index, Scalar size) {
        return outside.computeIfAbsent(index, any -> new HashSet<>()).add(size);
    }
}
