package dev.chainrule.equation;

import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ways in which a condition holds, each a list of expressions that are then not negative; and those in which it does
 * not hold. No way at all means that it can't be; a way with an empty list, that nothing is known.
 */
record Alternatives(List<List<Affine>> whenTrue, List<List<Affine>> whenFalse) {

    /** More cases than this are not told apart. */
    private static final int MOST = 8;

    /** A condition with more parts than this says nothing. */
    private static final int LARGEST = 64;

    private static final List<List<Affine>> UNKNOWN = List.of(List.of());

    Alternatives {
        whenTrue = List.copyOf(whenTrue);
        whenFalse = List.copyOf(whenFalse);
    }

    private Alternatives not() {
        return new Alternatives(whenFalse, whenTrue);
    }

    static Alternatives of(Scalar condition) {
        List<Scalar> order = new ArrayList<>();
        Deque<Scalar> open = new ArrayDeque<>(List.of(condition));
        while (!open.isEmpty()) {
            Scalar node = open.pop();
            order.add(node);
            if (order.size() > LARGEST) {
                return new Alternatives(UNKNOWN, UNKNOWN);
            }
            if (node.is(Logic.AND) || node.is(Logic.OR) || node.is(Logic.NOT)) {
                node.operands().forEach(open::push);
            }
        }
        Map<Scalar, Alternatives> known = new HashMap<>();
        for (int i = order.size() - 1; i >= 0; i--) { // a node stands before its operands
            known.put(order.get(i), of(order.get(i), known));
        }
        return known.get(condition);
    }

    private static Alternatives of(Scalar node, Map<Scalar, Alternatives> known) {
        if (node instanceof Constant constant) {
            return constant.isTrue() ? new Alternatives(UNKNOWN, List.of()) : new Alternatives(List.of(), UNKNOWN);
        }
        if (node.is(Logic.NOT)) {
            return known.get(node.operand(0)).not();
        }
        if (node.is(Logic.AND)) {
            return both(known.get(node.operand(0)), known.get(node.operand(1)));
        }
        if (node.is(Logic.OR)) { // a || b is !(!a && !b)
            return both(
                            known.get(node.operand(0)).not(),
                            known.get(node.operand(1)).not())
                    .not();
        }
        boolean whole = node instanceof Call
                && node.operands().size() == 2
                && node.operand(0).type() == Type.INTEGER;
        return whole ? comparison(node) : new Alternatives(UNKNOWN, UNKNOWN);
    }

    private static Alternatives both(Alternatives a, Alternatives b) {
        List<List<Affine>> either = new ArrayList<>(a.whenFalse);
        either.addAll(b.whenFalse);
        if (either.size() > MOST) {
            either = UNKNOWN;
        }
        if (a.whenTrue.size() * b.whenTrue.size() > MOST) {
            return new Alternatives(a.whenTrue.size() <= b.whenTrue.size() ? a.whenTrue : b.whenTrue, either);
        }
        List<List<Affine>> pairs = new ArrayList<>();
        for (List<Affine> one : a.whenTrue) {
            for (List<Affine> other : b.whenTrue) {
                List<Affine> pair = new ArrayList<>(one);
                pair.addAll(other);
                pairs.add(List.copyOf(pair));
            }
        }
        return new Alternatives(pairs, either);
    }

    private static Alternatives comparison(Scalar node) {
        Affine up = Affine.of(node.operand(1)).minus(Affine.of(node.operand(0)));
        Affine down = up.times(-1);
        if (node.is(Whole.LESS)) {
            return new Alternatives(List.of(List.of(up.plus(-1))), List.of(List.of(down)));
        }
        if (node.is(Whole.LESS_OR_EQUAL)) {
            return new Alternatives(List.of(List.of(up)), List.of(List.of(down.plus(-1))));
        }
        List<List<Affine>> equal = List.of(List.of(up, down));
        List<List<Affine>> different = List.of(List.of(up.plus(-1)), List.of(down.plus(-1)));
        return node.is(Whole.EQUAL) ? new Alternatives(equal, different) : new Alternatives(different, equal);
    }
}
