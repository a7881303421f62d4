package dev.chainrule.elaborate;

import dev.chainrule.syntax.Expression;

/** Numbers that are written as such. */
final class Literals {

    private Literals() {}

    /** Whether an expression is a number, with or without signs. */
    static boolean isNumber(Expression expression) {
        return expression instanceof Expression.Number
                || expression instanceof Expression.Negation negation && isNumber(negation.operand());
    }
}
