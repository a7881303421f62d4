package dev.chainrule.differentiate;

import dev.chainrule.scalar.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The condition under which anything flows: a chain of gates, each evaluated only where those before it hold. Made by
 * {@link Supports} only, which returns the same object for equal chains.
 */
final class Support {

    private final Optional<Support> outer;
    private final Optional<Scalar> gate;
    private final int depth;

    private Support(Optional<Support> outer, Optional<Scalar> gate, int depth) {
        this.outer = outer;
        this.gate = gate;
        this.depth = depth;
    }

    static Support everywhere() {
        return new Support(Optional.empty(), Optional.empty(), 0);
    }

    Support inside(Scalar condition) {
        return new Support(Optional.of(this), Optional.of(condition), depth + 1);
    }

    boolean isEverywhere() {
        return depth == 0;
    }

    /** Whether {@code condition} is one of the last few gates; not all are looked at, to stay linear. */
    boolean endsWith(Scalar condition) {
        Support at = this;
        for (int i = 0; i < 8 && at.depth > 0; i++) {
            if (at.gate.get() == condition) {
                return true;
            }
            at = at.outer.get();
        }
        return false;
    }

    /** The gates, outermost first. */
    List<Scalar> gates() {
        return gatesInside(Optional.empty());
    }

    /** The gates that stand inside of {@code ancestor}, outermost first. */
    List<Scalar> gatesInside(Support ancestor) {
        return gatesInside(Optional.of(ancestor));
    }

    private List<Scalar> gatesInside(Optional<Support> ancestor) {
        List<Scalar> gates = new ArrayList<>();
        int end = ancestor.map(support -> support.depth).orElse(0);
        for (Support at = this; at.depth > end; at = at.outer.get()) {
            gates.add(at.gate.get());
        }
        Collections.reverse(gates);
        return gates;
    }

    /** The longest chain with which both begin. */
    static Support common(Support a, Support b) {
        Support left = a;
        Support right = b;
        while (left.depth > right.depth) {
            left = left.outer.get();
        }
        while (right.depth > left.depth) {
            right = right.outer.get();
        }
        while (left != right) {
            left = left.outer.get();
            right = right.outer.get();
        }
        return left;
    }
}
