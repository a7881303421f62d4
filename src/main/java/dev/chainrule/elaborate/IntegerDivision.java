package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Affine;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Whole;
import dev.chainrule.syntax.Expression;
import java.util.List;
import java.util.OptionalLong;

/** Quotients and remainders of whole numbers: by no 0, and with no rest where {@code /} stands in a length. */
final class IntegerDivision {

    private final Context context;
    private final ElementwiseElaborator elementwise;
    private final IntegerElaborator.Use use;
    private final String subject;

    /** @param subject begins a message about a length: {@code dim d = } */
    IntegerDivision(Context context, IntegerElaborator.Use use, String subject) {
        this.context = context;
        this.elementwise = new ElementwiseElaborator(context);
        this.use = use;
        this.subject = subject;
    }

    /** @param whole the expression of which {@code divisor} is a part */
    Value of(Expression whole, Expression divisor, Value a, Value b, boolean remainder, Environment at) {
        if (a.poison() || b.poison()) {
            return context.poison();
        }
        Scalars e = context.scalars();
        OptionalLong fixed = Affine.of(b.body()).value();
        if (fixed.isPresent() && fixed.getAsLong() == 0) {
            return context.report(MeaningCodes.DIM_LENGTH, whole.span(), "this divides by 0");
        }
        String written = divisor.span().text();
        if (fixed.isEmpty()
                && use != IntegerElaborator.Use.LENGTH
                && !at.proof().divides(a.body(), b.body())) {
            return context.report(Diagnostic.of(
                            MeaningCodes.OUTSIDE,
                            divisor.span(),
                            "this divides by " + written + ", which may be 0 or less")
                    .hint("say so if it never is: assume " + written + " > 0;"));
        }
        if (use.isOfLengths()) {
            Scalar positive = e.lessOrEqual(e.integer(1), b.body());
            context.assume(positive, written + " divides, but is not above 0", whole.span());
        }
        boolean exact = use.isOfLengths() && whole instanceof Expression.Product;
        if (exact && !isEven(whole, a.body(), b.body())) {
            return context.poison();
        }
        ScalarFunction function = remainder ? Whole.FLOOR_MODULO : Whole.FLOOR_DIVIDE;
        return elementwise.of(
                whole.span(),
                List.of(whole, whole),
                List.of(a, b),
                at,
                bodies -> e.call(function, bodies.get(0), bodies.get(1)));
    }

    private boolean isEven(Expression whole, Scalar a, Scalar b) {
        Scalars e = context.scalars();
        OptionalLong left = Affine.of(a).value();
        OptionalLong right = Affine.of(b).value();
        if (left.isEmpty() || right.isEmpty()) {
            context.assume(
                    e.equal(e.call(Whole.FLOOR_MODULO, a, b), e.integer(0)),
                    subject + Spelling.of(whole.span()) + " leaves a rest",
                    whole.span());
            return true;
        }
        long rest = Math.floorMod(left.getAsLong(), right.getAsLong());
        if (rest == 0) {
            return true;
        }
        context.report(Diagnostic.of(
                        MeaningCodes.DIM_LENGTH,
                        whole.span(),
                        left.getAsLong() + " / " + right.getAsLong() + " leaves a rest of " + rest)
                .hint("write div(a, b) to round down"));
        return false;
    }
}
