package dev.chainrule.simplify;

import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Comparison;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Whole;
import java.util.Optional;

/**
 * {@code &&} and {@code ||} with a constant, an operand twice, or an operand and its negation; {@code !} of a comparison that
 * has an opposite: of integers all have one, of reals only {@code ==} and {@code !=}, since with a NaN both {@code a < b} and
 * {@code a >= b} are false. Exact: evaluating a condition has no effects.
 */
final class SimplifyLogic implements Rule {

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        if (node.is(Logic.NOT)) {
            return opposite(node.operand(0), e);
        }
        boolean and = node.is(Logic.AND);
        if (!and && !node.is(Logic.OR)) {
            return Optional.empty();
        }
        Scalar a = node.operand(0);
        Scalar b = node.operand(1);
        if (a instanceof Constant constant) {
            return Optional.of(constant.isTrue() == and ? b : a);
        }
        if (b instanceof Constant constant) {
            return Optional.of(constant.isTrue() == and ? a : b);
        }
        if (a == b || contains(a, b, ((Call) node).function())) {
            return Optional.of(a);
        }
        if (b.is(((Call) node).function()) && (b.operand(0) == a || b.operand(1) == a)) {
            return Optional.of(b.operand(0) == a ? b : e.call(((Call) node).function(), a, b.operand(0)));
        }
        boolean contradicting = a.is(Logic.NOT) && a.operand(0) == b || b.is(Logic.NOT) && b.operand(0) == a;
        return contradicting ? Optional.of(e.bool(!and)) : Optional.empty();
    }

    /** Whether {@code wanted} is an operand of {@code chain} or of the one left of it. */
    private static boolean contains(Scalar chain, Scalar wanted, ScalarFunction function) {
        return chain.is(function)
                && (chain.operand(0) == wanted
                        || chain.operand(1) == wanted
                        || chain.operand(0).is(function)
                                && (chain.operand(0).operand(0) == wanted
                                        || chain.operand(0).operand(1) == wanted));
    }

    private static Optional<Scalar> opposite(Scalar comparison, Scalars e) {
        if (comparison.is(Whole.LESS)) {
            return Optional.of(e.lessOrEqual(comparison.operand(1), comparison.operand(0)));
        }
        if (comparison.is(Whole.LESS_OR_EQUAL)) {
            return Optional.of(e.less(comparison.operand(1), comparison.operand(0)));
        }
        if (comparison.is(Whole.EQUAL) || comparison.is(Comparison.EQUAL)) {
            return Optional.of(e.notEqual(comparison.operand(0), comparison.operand(1)));
        }
        return comparison.is(Whole.NOT_EQUAL) || comparison.is(Comparison.NOT_EQUAL)
                ? Optional.of(e.equal(comparison.operand(0), comparison.operand(1)))
                : Optional.empty();
    }
}
