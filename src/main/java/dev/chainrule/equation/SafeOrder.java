package dev.chainrule.equation;

import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Whole;
import java.util.ArrayList;
import java.util.List;

/** An order of conditions that must all hold in which each can be evaluated: those before it keep its reads inside. */
public final class SafeOrder {

    private SafeOrder() {}

    /**
     * In an order in which each is evaluated only where those before it keep its reads inside and its divisors from 0. Where
     * that can't be proven of any that are left, the first of them is next.
     */
    public static List<Scalar> of(List<Scalar> conjuncts, Proof known) {
        List<Scalar> order = new ArrayList<>();
        List<Scalar> waiting = new ArrayList<>(conjuncts);
        Proof proof = known;
        while (!waiting.isEmpty()) {
            Proof now = proof;
            Scalar next =
                    waiting.stream().filter(one -> isSafe(one, now)).findFirst().orElse(waiting.get(0));
            waiting.remove(next);
            order.add(next);
            proof = proof.assuming(next);
        }
        return order;
    }

    /** Whether each keeps its reads inside and its divisors from 0 where those before it hold. */
    public static boolean isThatOf(List<Scalar> conjuncts, Proof known) {
        Proof proof = known;
        for (Scalar conjunct : conjuncts) {
            if (!isSafe(conjunct, proof)) {
                return false;
            }
            proof = proof.assuming(conjunct);
        }
        return true;
    }

    /** Whether each read in an expression is inside, and each divisor not 0. */
    public static boolean isSafe(Scalar expression, Proof proof) {
        return Traversal.operandsFirst(expression).stream().allMatch(node -> isItselfSafe(node, proof));
    }

    /** The same of an expression whose operands can be evaluated. */
    public static boolean isItselfSafe(Scalar node, Proof proof) {
        if (node.is(Whole.FLOOR_DIVIDE) || node.is(Whole.FLOOR_MODULO)) {
            return proof.divides(node.operand(0), node.operand(1));
        }
        if (node instanceof Leaf leaf && leaf.atom() instanceof Read read) {
            for (int axis = 0; axis < read.subscripts().size(); axis++) {
                if (!proof.within(
                        read.subscripts().get(axis), read.tensor().extents().get(axis))) {
                    return false;
                }
            }
        }
        return true;
    }
}
