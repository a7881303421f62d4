package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Proof;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Whole;
import dev.chainrule.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * What results need of lengths, such as an element for a mean: what is known when compiling is checked now, what is proven
 * needs no check, and the rest is checked by the methods that compute those results.
 */
final class Requirements {

    private final Context context;

    Requirements(Context context) {
        this.context = context;
    }

    /**
     * Requires a range to have an element. One that depends on an index, as in a triangle, is not looked at.
     *
     * @param reason what needs it, as the author of the file knows it
     */
    void element(Scalar length, String reason, Span at, Proof proof) {
        if (!isOfSizes(length)) {
            return;
        }
        Affine form = Affine.of(length);
        if (form.isConstant()) {
            if (form.constant() < 1) {
                String title = length instanceof Leaf
                        ? text(reason, Notation.of(length, context.indices()::nameOf), 1) + ", but it is "
                                + form.constant()
                        : reason + " needs at least one element, but the length is " + form.constant();
                context.report(Diagnostic.of(MeaningCodes.EMPTY_RANGE, at, title));
            }
            return;
        }
        for (Scalar factor : factors(form)) {
            Affine one = Affine.of(factor);
            if (one.isConstant()) {
                element(factor, reason, at, proof);
                continue;
            }
            Scalar size = one.terms().keySet().iterator().next();
            boolean alone = one.terms().size() == 1 && one.coefficient(size) == 1;
            long least = alone ? 1 - one.constant() : 1; // n - 2 has an element if n is at least 3
            Scalar bounded = alone ? size : factor;
            require(
                    context.scalars().lessOrEqual(context.scalars().integer(least), bounded),
                    text(reason, Notation.of(bounded, context.indices()::nameOf), least),
                    at,
                    proof);
        }
    }

    /** Requires a condition over lengths. */
    void condition(Scalar condition, String reason, Span at, Proof proof) {
        if (condition instanceof Constant constant && constant.isFalse()) {
            String title = reason + " needs " + Spelling.of(at) + ", which does not hold";
            context.report(Diagnostic.of(MeaningCodes.EMPTY_RANGE, at, title));
            return;
        }
        String text = reason + " needs " + Notation.of(condition, context.indices()::nameOf);
        require(condition, text, at, proof);
    }

    private void require(Scalar condition, String text, Span at, Proof proof) {
        boolean holds = condition instanceof Constant constant && constant.isTrue() || proof.implies(condition);
        if (!holds) {
            context.needs().add(condition, text, context.calls().seen(at));
        }
    }

    private static String text(String reason, String length, long least) {
        return reason + " needs " + length + " to be at least " + least;
    }

    private static boolean isOfSizes(Scalar length) {
        return Traversal.operandsFirst(length).stream()
                .allMatch(node -> !(node instanceof Leaf leaf) || leaf.atom() instanceof SizeOf);
    }

    /** A product of lengths has an element if each factor has; a positive number of times changes nothing. */
    private List<Scalar> factors(Affine form) {
        if (form.terms().size() == 1 && form.constant() == 0) {
            Scalar product = form.terms().keySet().iterator().next();
            List<Scalar> factors = new ArrayList<>();
            for (Scalar node : Traversal.operandsFirst(product)) {
                if (!(node instanceof Call call && call.is(Whole.MULTIPLY))) {
                    factors.add(node);
                }
            }
            if (form.coefficient(product) > 0 && factors.stream().allMatch(factor -> factor instanceof Leaf)) {
                return factors;
            }
        }
        return List.of(form.toScalar(context.scalars()));
    }
}
