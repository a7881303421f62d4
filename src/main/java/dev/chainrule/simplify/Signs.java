package dev.chainrule.simplify;

import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Whole;

/** What is known of a value's sign without running anything. */
final class Signs {

    private static final int DEPTH = 8;

    private Signs() {}

    /** Whether a value is never below 0 and never {@code -0.0}; it may be NaN. */
    static boolean neverNegative(Scalar node) {
        return neverNegative(node, DEPTH);
    }

    private static boolean neverNegative(Scalar node, int depth) {
        if (node instanceof Constant constant) {
            return Double.compare(constant.value(), 0.0) >= 0;
        }
        if (!(node instanceof Call call) || depth == 0) {
            return false;
        }
        if (call.is(Arithmetic.MULTIPLY)) {
            return call.operand(0) == call.operand(1)
                    || neverNegative(call.operand(0), depth - 1) && neverNegative(call.operand(1), depth - 1);
        }
        if (call.is(Arithmetic.ADD)) {
            return neverNegative(call.operand(0), depth - 1) && neverNegative(call.operand(1), depth - 1);
        }
        if (call.is(Choice.CHOICE)) {
            return neverNegative(call.operand(1), depth - 1) && neverNegative(call.operand(2), depth - 1);
        }
        return Double.compare(call.function().range().low(), 0.0) >= 0;
    }

    /** Whether a value is never {@code -0.0}. A sum is -0.0 only if both of its terms are. */
    static boolean neverNegativeZero(Scalar node) {
        return neverNegativeZero(node, DEPTH);
    }

    private static boolean neverNegativeZero(Scalar node, int depth) {
        if (node instanceof Constant constant) {
            return Double.compare(constant.value(), -0.0) != 0;
        }
        if (!(node instanceof Call call) || depth == 0) {
            return false;
        }
        if (call.is(Arithmetic.ADD)) {
            return neverNegativeZero(call.operand(0), depth - 1) || neverNegativeZero(call.operand(1), depth - 1);
        }
        if (call.is(Choice.CHOICE)) {
            return neverNegativeZero(call.operand(1), depth - 1) && neverNegativeZero(call.operand(2), depth - 1);
        }
        return call.is(Whole.TO_REAL) || neverNegative(call, depth);
    }
}
