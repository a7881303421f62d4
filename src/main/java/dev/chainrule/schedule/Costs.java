package dev.chainrule.schedule;

import dev.chainrule.equation.Read;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;

/** What an expression costs, in multiply-adds. */
final class Costs {

    /** What reading a stored value costs, and so what is worth storing. */
    static final int STORED = 4;

    private Costs() {}

    /** The sum of the costs of the distinct nodes; reading an element counts one. */
    static int of(Scalar expression) {
        int cost = 0;
        for (Scalar node : Traversal.operandsFirst(expression)) {
            if (node instanceof Call call) {
                cost += call.function().cost();
            } else if (node instanceof Leaf leaf && leaf.atom() instanceof Read) {
                cost += 1;
            }
        }
        return cost;
    }
}
