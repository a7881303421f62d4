package dev.chainrule.schedule;

import dev.chainrule.equation.Index;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;

/** Tells tasks that write where a computed subscript says from those that write element by element. */
final class Scatter {

    private Scatter() {}

    /** Whether some subscript of the target is anything but a free loop's index. */
    static boolean of(Task task) {
        for (Scalar subscript : task.subscripts()) {
            if (!(subscript instanceof Leaf leaf && leaf.atom() instanceof Index index && isFree(task, index))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFree(Task task, Index index) {
        return task.loops().stream().anyMatch(nest -> nest.index().equals(index) && !nest.reduced())
                || task.opened().stream().anyMatch(nest -> nest.index().equals(index) && !nest.reduced());
    }
}
