package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.RangeBounds;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Whole;
import dev.chainrule.source.Span;

/**
 * Whole numbers are {@code int} in Java, where sums and products go round. A position that is proven to stay inside of its
 * axis is right all the same; what a division, a remainder, an extreme or a comparison gets would not be. So the products
 * in it must fit: the methods that get the lengths refuse those for which they do not.
 */
final class WholeLimits {

    private final Context context;

    WholeLimits(Context context) {
        this.context = context;
    }

    /** Requires the operands of divisions, remainders and extremes in a whole number to fit. */
    void operands(Scalar number, Span at) {
        for (Scalar node : Traversal.operandsFirst(number)) {
            boolean asks = node.is(Whole.FLOOR_DIVIDE)
                    || node.is(Whole.FLOOR_MODULO)
                    || node.is(Whole.MIN)
                    || node.is(Whole.MAX);
            if (asks) {
                node.operands().forEach(operand -> fits(operand, at));
            }
        }
    }

    /** Requires a whole number that is compared to fit. */
    void fits(Scalar number, Span at) {
        boolean multiplies = Traversal.operandsFirst(number).stream().anyMatch(node -> node.is(Whole.MULTIPLY));
        if (!multiplies) {
            return;
        }
        Scalars e = context.scalars();
        RangeBounds bounds = new RangeBounds(e, context.proof());
        for (Scalar node : Traversal.operandsFirst(number)) { // products of few factors first, so that no check wraps
            if (node == number || node.is(Whole.MULTIPLY)) {
                require(e.lessOrEqual(bounds.high(node), e.integer(Integer.MAX_VALUE)), at);
                require(e.lessOrEqual(e.integer(-Integer.MAX_VALUE), bounds.low(node)), at);
            }
        }
    }

    private void require(Scalar condition, Span at) {
        boolean ofLengths = Traversal.operandsFirst(condition).stream()
                .allMatch(node -> !(node instanceof Leaf leaf) || leaf.atom() instanceof SizeOf);
        if (!ofLengths || context.proof().implies(condition)) {
            return;
        }
        String text = Spelling.of(at) + " leaves the whole numbers that Java has";
        Span seen = context.calls().seen(at);
        if (context.proof().implies(context.scalars().not(condition))) {
            context.report(Diagnostic.of(MeaningCodes.SUBSCRIPTS, at, text)
                    .note("they end at " + Integer.MAX_VALUE + ", on the way to a division or a comparison too"));
        } else {
            context.needs().add(condition, text, seen);
        }
    }
}
