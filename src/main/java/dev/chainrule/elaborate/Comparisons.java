package dev.chainrule.elaborate;

import dev.chainrule.scalar.Comparison;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;

/** Comparisons of two numbers of one kind; of two constants the answer, so that an option of a library function folds. */
final class Comparisons {

    private Comparisons() {}

    static Scalar of(Scalars e, String operator, Scalar a, Scalar b) {
        Scalar comparison = a.type() == Type.INTEGER ? whole(e, operator, a, b) : e.call(real(operator), a, b);
        if (a instanceof Constant x && b instanceof Constant y) {
            return e.bool(real(operator).value(x.value(), y.value()) != 0);
        }
        return comparison;
    }

    private static Scalar whole(Scalars e, String operator, Scalar a, Scalar b) {
        return switch (operator) {
            case "<" -> e.less(a, b);
            case "<=" -> e.lessOrEqual(a, b);
            case ">" -> e.less(b, a);
            case ">=" -> e.lessOrEqual(b, a);
            case "==" -> e.equal(a, b);
            default -> e.notEqual(a, b);
        };
    }

    private static ScalarFunction real(String operator) {
        return switch (operator) {
            case "<" -> Comparison.LESS;
            case "<=" -> Comparison.LESS_OR_EQUAL;
            case ">" -> Comparison.GREATER;
            case ">=" -> Comparison.GREATER_OR_EQUAL;
            case "==" -> Comparison.EQUAL;
            default -> Comparison.NOT_EQUAL;
        };
    }
}
