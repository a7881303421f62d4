package dev.chainrule.simplify;

import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * {@code a ? (b ? x : y) : y} becomes {@code a && b ? x : y}, and {@code a ? x : (b ? x : y)} becomes {@code a || b ? x : y}.
 * Exact: the same side is taken, and {@code b} is evaluated where it was.
 */
final class MergeNestedChoices implements Rule {

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        if (!node.is(Choice.CHOICE)) {
            return Optional.empty();
        }
        Scalar condition = node.operand(0);
        Scalar then = node.operand(1);
        Scalar otherwise = node.operand(2);
        if (then.is(Choice.CHOICE) && then.operand(2) == otherwise) {
            return Optional.of(e.choice(e.and(condition, then.operand(0)), then.operand(1), otherwise));
        }
        return otherwise.is(Choice.CHOICE) && otherwise.operand(1) == then
                ? Optional.of(e.choice(e.or(condition, otherwise.operand(0)), then, otherwise.operand(2)))
                : Optional.empty();
    }
}
