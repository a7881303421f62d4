package dev.chainrule.simplify;

import dev.chainrule.equation.Index;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Looks at integer expressions, which are small; large ones are left alone, so that passes stay linear. */
final class IntegerExpressions {

    private static final int LARGE = 64;

    private IntegerExpressions() {}

    /** The nodes of an expression, without the ranges of its indices; at most {@link #LARGE}. */
    private static Set<Scalar> nodes(Scalar root) {
        Set<Scalar> seen = new HashSet<>();
        Deque<Scalar> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty() && seen.size() < LARGE) {
            Scalar node = open.pop();
            if (seen.add(node) && !(node instanceof Leaf leaf && leaf.atom() instanceof Index)) {
                node.operands().forEach(open::push);
            }
        }
        return seen;
    }

    static boolean isLarge(Scalar root) {
        return nodes(root).size() >= LARGE;
    }

    /** How many operations there are. */
    static int operations(Scalar root) {
        return (int) nodes(root).stream().filter(Call.class::isInstance).count();
    }

    /** Whether the length of a dim occurs. */
    static boolean namesLength(Scalar root) {
        return nodes(root).stream().anyMatch(node -> node instanceof Leaf leaf && leaf.atom() instanceof SizeOf);
    }
}
