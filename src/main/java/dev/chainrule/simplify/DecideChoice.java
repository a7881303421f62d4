package dev.chainrule.simplify;

import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * A choice with a known condition, or with equal sides, becomes the side; {@code !c ? a : b} becomes {@code c ? b : a}; a
 * choice directly inside a side of another with the same condition is decided. Exact: the same side is taken.
 */
final class DecideChoice implements Rule {

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        if (!isChoice(node)) {
            return Optional.empty();
        }
        Scalar condition = node.operand(0);
        Scalar then = node.operand(1);
        Scalar otherwise = node.operand(2);
        if (condition instanceof Constant constant) {
            return Optional.of(constant.isTrue() ? then : otherwise);
        }
        if (then == otherwise) {
            return Optional.of(then);
        }
        if (condition.is(Logic.NOT)) {
            return Optional.of(e.choice(condition.operand(0), otherwise, then));
        }
        if (isChoice(then) && then.operand(0) == condition) {
            return Optional.of(e.choice(condition, then.operand(1), otherwise));
        }
        return isChoice(otherwise) && otherwise.operand(0) == condition
                ? Optional.of(e.choice(condition, then, otherwise.operand(2)))
                : Optional.empty();
    }

    private static boolean isChoice(Scalar node) {
        return node.is(Choice.CHOICE) || node.is(Choice.INTEGER_CHOICE);
    }
}
