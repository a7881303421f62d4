package dev.chainrule.equation;

import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What is known to hold at a place, from the conditions around it. Conditions on real numbers say nothing about whole ones
 * and are left out.
 *
 * @param conditions as they stand
 * @param certain expressions that are not negative
 * @param alternatives of each, one way holds: a list of expressions that are not negative
 */
record Facts(List<Scalar> conditions, List<Affine> certain, List<List<List<Affine>>> alternatives) {

    static final Facts NONE = new Facts(List.of(), List.of(), List.of());

    /** Further conditions than this add nothing: a long chain is about data. */
    private static final int MOST = 64;

    Facts {
        conditions = List.copyOf(conditions);
        certain = List.copyOf(certain);
        alternatives = List.copyOf(alternatives);
    }

    Facts and(Scalar condition, Scalars scalars) {
        List<Scalar> all = new ArrayList<>(conditions);
        List<Affine> sure = new ArrayList<>(certain);
        List<List<List<Affine>>> open = new ArrayList<>(alternatives);
        Deque<Scalar> waiting = new ArrayDeque<>(List.of(condition));
        while (!waiting.isEmpty()) {
            Scalar node = waiting.pop();
            if (node.is(Logic.AND)) {
                waiting.push(node.operand(1));
                waiting.push(node.operand(0));
            } else if (all.size() < MOST && speaksOfWholeNumbers(node) && !all.contains(node)) {
                all.add(node);
                List<List<Affine>> ways = possible(Alternatives.of(node).whenTrue(), sure, scalars);
                if (ways.size() == 1) {
                    sure.addAll(ways.get(0));
                } else if (ways.isEmpty()) {
                    sure.add(Affine.constant(-1)); // this place is never reached
                } else {
                    open.add(ways);
                }
            }
        }
        return new Facts(all, sure, open);
    }

    /** Whether some part compares whole numbers. */
    private static boolean speaksOfWholeNumbers(Scalar condition) {
        Deque<Scalar> open = new ArrayDeque<>(List.of(condition));
        for (int parts = 0; !open.isEmpty() && parts < MOST; parts++) {
            Scalar node = open.pop();
            if (node.is(Logic.AND) || node.is(Logic.OR) || node.is(Logic.NOT)) {
                node.operands().forEach(open::push);
            } else if (node instanceof Call && node.operand(0).type() == Type.INTEGER
                    || node instanceof Constant constant && constant.isFalse()) {
                return true;
            }
        }
        return false;
    }

    /** The ways that are not out of the question: {@code i != 0} leaves {@code i > 0}, since no index is negative. */
    private static List<List<Affine>> possible(List<List<Affine>> ways, List<Affine> sure, Scalars scalars) {
        Intervals intervals = new Intervals(scalars);
        return ways.size() == 1
                ? ways
                : ways.stream()
                        .filter(way -> way.stream().noneMatch(fact -> {
                            Affine opposite = fact.times(-1).plus(-1);
                            return intervals.holds(opposite)
                                    || sure.stream().anyMatch(known -> intervals.holds(opposite.minus(known)));
                        }))
                        .toList();
    }
}
