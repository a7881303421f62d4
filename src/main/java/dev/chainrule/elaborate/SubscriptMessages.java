package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.syntax.Expression;

/** Why subscripts are refused, and what to write instead. */
final class SubscriptMessages {

    private SubscriptMessages() {}

    /** Another number of subscripts than there are axes. */
    static Diagnostic misfit(Expression.Read read, Operand tensor) {
        int axes = tensor.value().axes().size();
        int subscripts = read.subscripts().size();
        Diagnostic diagnostic = Diagnostic.of(
                MeaningCodes.SUBSCRIPTS,
                read.span(),
                axes == 0
                        ? tensor.text() + " is a number and has no elements to read"
                        : tensor.text() + " is " + tensor.value().shape() + " and is read with " + subscripts
                                + (subscripts == 1 ? " subscript" : " subscripts"));
        Diagnostic shown = tensor.declared()
                .map(label -> diagnostic.with(label.at(), label.text()))
                .orElse(diagnostic);
        return shown.hint(axes == 0 ? "write " + tensor.text() : "write one subscript for each axis");
    }
}
