package dev.chainrule.loop;

import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Whole;
import java.util.List;

/** Short names for making expressions, and the integer identities that keep addresses readable. */
final class Expressions {

    static final Expression ZERO = new Expression.Int(0);

    private Expressions() {}

    static Expression use(Variable variable) {
        return new Expression.Use(variable);
    }

    static Expression integer(long value) {
        return new Expression.Int(value);
    }

    static Expression element(Expression array, Expression index) {
        return new Expression.Element(array, index);
    }

    static Expression apply(ScalarFunction function, Expression... operands) {
        return new Expression.Apply(function, List.of(operands));
    }

    static Expression plus(Expression a, Expression b) {
        if (a instanceof Expression.Int x && b instanceof Expression.Int y) {
            return integer(x.value() + y.value());
        }
        if (isInt(a, 0)) {
            return b;
        }
        return isInt(b, 0) ? a : apply(Whole.ADD, a, b);
    }

    static Expression minus(Expression a, Expression b) {
        return isInt(b, 0) ? a : apply(Whole.SUBTRACT, a, b);
    }

    static Expression times(Expression a, Expression b) {
        if (isInt(a, 1) || isInt(b, 0)) {
            return b;
        }
        return isInt(b, 1) || isInt(a, 0) ? a : apply(Whole.MULTIPLY, a, b);
    }

    /** How many elements a range has: one of negative length is empty. */
    static Expression count(Expression length) {
        return mayBeNegative(length) ? apply(Whole.MAX, ZERO, length) : length;
    }

    /** Lengths of dims are not negative; an extent is short, so that the recursion is shallow. */
    private static boolean mayBeNegative(Expression length) {
        if (length instanceof Expression.Int literal) {
            return literal.value() < 0;
        }
        if (!(length instanceof Expression.Apply apply)) {
            return false;
        }
        return apply.function() == Whole.SUBTRACT
                || (apply.function() == Whole.MAX
                        ? apply.operands().stream().allMatch(Expressions::mayBeNegative)
                        : apply.operands().stream().anyMatch(Expressions::mayBeNegative));
    }

    private static boolean isInt(Expression expression, long value) {
        return expression instanceof Expression.Int literal && literal.value() == value;
    }
}
