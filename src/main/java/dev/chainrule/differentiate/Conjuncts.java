package dev.chainrule.differentiate;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Proof;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.SafeOrder;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Conditions that must all hold, and what is known of them without running anything. */
final class Conjuncts {

    private Conjuncts() {}

    /** The operands of all {@code &&} at the top of the conditions, in order, negated integer comparisons turned. */
    static List<Scalar> of(Collection<Scalar> conditions, Scalars scalars) {
        List<Scalar> conjuncts = new ArrayList<>();
        Deque<Scalar> open = new ArrayDeque<>(conditions);
        while (!open.isEmpty()) {
            Scalar node = open.pop();
            if (node.is(Logic.AND)) {
                open.push(node.operand(1));
                open.push(node.operand(0));
            } else if (!(node instanceof Constant constant && constant.isTrue())) {
                conjuncts.add(turned(node, scalars));
            }
        }
        return conjuncts;
    }

    private static Scalar turned(Scalar node, Scalars scalars) {
        if (!node.is(Logic.NOT) || !isWhole(node.operand(0))) {
            return node;
        }
        Scalar a = node.operand(0).operand(0);
        Scalar b = node.operand(0).operand(1);
        if (node.operand(0).is(Whole.LESS)) {
            return scalars.lessOrEqual(b, a);
        }
        if (node.operand(0).is(Whole.LESS_OR_EQUAL)) {
            return scalars.less(b, a);
        }
        return node.operand(0).is(Whole.EQUAL) ? scalars.notEqual(a, b) : scalars.equal(a, b);
    }

    /** Whether a condition compares integers: it then belongs to the shape of a loop, not to its data. */
    static boolean isWhole(Scalar condition) {
        return condition instanceof Call call
                && call.type() == Type.BOOLEAN
                && call.operands().size() == 2
                && call.operand(0).type() == Type.INTEGER;
    }

    /** What must hold for expressions to be evaluated, as far as it is not proven; each where those before it hold. */
    static List<Scalar> safety(Collection<Scalar> expressions, Scalars scalars, Proof proof) {
        List<Scalar> conditions = new ArrayList<>();
        for (Scalar node : Traversal.operandsFirst(expressions)) {
            if (SafeOrder.isItselfSafe(node, proof)) {
                continue;
            }
            if (node instanceof Leaf leaf && leaf.atom() instanceof Read read) {
                for (int axis = 0; axis < read.subscripts().size(); axis++) {
                    Scalar subscript = read.subscripts().get(axis);
                    conditions.add(scalars.lessOrEqual(scalars.integer(0), subscript));
                    conditions.add(
                            scalars.less(subscript, read.tensor().extents().get(axis)));
                }
            } else {
                conditions.add(scalars.lessOrEqual(scalars.integer(1), node.operand(1)));
            }
        }
        return unproven(conditions, proof).orElse(conditions);
    }

    /**
     * Those that are not proven, each under the assumption of those before it; empty if one is proven never to hold.
     */
    static Optional<List<Scalar>> unproven(List<Scalar> conjuncts, Proof given) {
        List<Scalar> kept = new ArrayList<>();
        Proof proof = given;
        for (Scalar conjunct : conjuncts) {
            Optional<Boolean> known = known(conjunct, proof);
            if (known.isPresent() && !known.get()) {
                return Optional.empty();
            }
            if (known.isEmpty() && !kept.contains(conjunct)) {
                kept.add(conjunct);
                proof = isWhole(conjunct) ? proof.assuming(conjunct) : proof;
            }
        }
        return Optional.of(kept);
    }

    /** What a condition is, if that is proven. */
    static Optional<Boolean> known(Scalar condition, Proof proof) {
        if (condition instanceof Constant constant) {
            return Optional.of(constant.isTrue());
        }
        if (!isWhole(condition)) {
            return Optional.empty();
        }
        Affine difference = Affine.of(condition.operand(1)).minus(Affine.of(condition.operand(0)));
        boolean atLeast = proof.proven(difference);
        boolean atMost = proof.proven(difference.times(-1));
        boolean above = proof.proven(difference.plus(-1));
        boolean below = proof.proven(difference.times(-1).plus(-1));
        if (condition.is(Whole.LESS)) {
            return above ? Optional.of(true) : atMost ? Optional.of(false) : Optional.empty();
        }
        if (condition.is(Whole.LESS_OR_EQUAL)) {
            return atLeast ? Optional.of(true) : below ? Optional.of(false) : Optional.empty();
        }
        boolean equal = atLeast && atMost;
        boolean different = above || below;
        if (!equal && !different) {
            return Optional.empty();
        }
        return Optional.of(condition.is(Whole.EQUAL) == equal);
    }
}
