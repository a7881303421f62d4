package dev.chainrule.simplify;

import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import java.util.Optional;

/**
 * A comparison of {@code c ? 1 : 0}, a mask written as numbers, with a number becomes {@code c}, {@code !c} or what it is in
 * both cases. Exact: the comparison is made for each side.
 */
final class DecideComparedChoice implements Rule {

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        if (!(node instanceof Call call)
                || call.type() != Type.BOOLEAN
                || call.operands().size() != 2
                || !StrictValues.has(call.function())) {
            return Optional.empty();
        }
        Scalar left = call.operand(0);
        Scalar right = call.operand(1);
        if (isMask(left) && right instanceof Constant number) {
            boolean then = holds(call.function(), left.operand(1), number);
            return Optional.of(decided(e, left.operand(0), then, holds(call.function(), left.operand(2), number)));
        }
        if (isMask(right) && left instanceof Constant number) {
            boolean then = holds(call.function(), number, right.operand(1));
            return Optional.of(decided(e, right.operand(0), then, holds(call.function(), number, right.operand(2))));
        }
        return Optional.empty();
    }

    private static boolean isMask(Scalar node) {
        return (node.is(Choice.CHOICE) || node.is(Choice.INTEGER_CHOICE))
                && node.operand(1) instanceof Constant
                && node.operand(2) instanceof Constant;
    }

    private static boolean holds(ScalarFunction comparison, Scalar a, Scalar b) {
        return StrictValues.of(comparison, ((Constant) a).value(), ((Constant) b).value()) != 0;
    }

    private static Scalar decided(Scalars e, Scalar condition, boolean then, boolean otherwise) {
        if (then == otherwise) {
            return e.bool(then);
        }
        return then ? condition : e.not(condition);
    }
}
