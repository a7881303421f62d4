package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Code;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.scalar.Type;
import dev.chainrule.syntax.Expression;

/** What is said of an expression that is no whole number, or none that its place can use. */
final class IntegerMessages {

    private IntegerMessages() {}

    /** For a value of another kind. */
    static Diagnostic notWhole(Code code, Expression expression, Value found) {
        boolean real = found.type() != Type.INTEGER;
        Diagnostic diagnostic = Diagnostic.of(
                code,
                expression.span(),
                "a whole number is needed here; this is "
                        + (found.axes().isEmpty() ? "a real number" : found.shape() + (real ? " of reals" : "")));
        boolean named = expression instanceof Expression.Reference || expression instanceof Expression.Read;
        if (!real) {
            return diagnostic.hint("give it a subscript for each of its axes");
        }
        return named
                ? diagnostic.hint("declare where it comes from with its dim: input y[…]: dim;")
                : diagnostic.hint("whole numbers are made of indices, lengths, elements of tensors of"
                        + " indices and + - * / div mod min max abs; / rounds down");
    }

    /** For an expression that says nothing in such a place. */
    static Diagnostic notFor(IntegerElaborator.Use use, Expression expression) {
        return switch (use) {
            case LENGTH ->
                Diagnostic.of(MeaningCodes.SUBSCRIPTS, expression.span(), "a whole number of dims is needed here");
            case ASSUMPTION ->
                Diagnostic.of(
                                MeaningCodes.ASSUMPTION,
                                expression.span(),
                                "what is assumed speaks of the lengths of dims alone")
                        .hint("a tensor of indices has a dim, in which each of its elements lies;"
                                + " other conditions on data belong into the equations");
            case RANGE ->
                Diagnostic.of(
                                MeaningCodes.SUBSCRIPTS,
                                expression.span(),
                                "a whole number of dims and indices is needed here")
                        .hint("for a limit that is data, filter: sum[k: n where k < limit[i]](…)");
            case POSITION ->
                Diagnostic.of(
                        MeaningCodes.SUBSCRIPTS,
                        expression.span(),
                        "a whole number of dims, indices and elements of tensors of indices is needed here");
        };
    }
}
