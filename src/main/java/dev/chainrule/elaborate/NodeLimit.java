package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.SyntaxCodes;
import dev.chainrule.scalar.TooManyNodes;
import dev.chainrule.syntax.Declaration;
import java.util.Locale;

/** What is said of a model that outgrows all bounds: by functions put into functions, or by derivatives of derivatives. */
public final class NodeLimit {

    private NodeLimit() {}

    /** @param model the declaration at which the limit was reached */
    public static Diagnostic excess(Declaration model, TooManyNodes excess) {
        return Diagnostic.of(
                        SyntaxCodes.TOO_MANY_NODES,
                        model.name().span(),
                        String.format(
                                Locale.ROOT,
                                "the equations of %s and their derivatives have more than %,d nodes",
                                model.name(),
                                excess.most()))
                .note("a function is put into each of its callers, and each derivative of a derivative is several times"
                        + " as large")
                .hint("give what is used several times a name, and derive less often");
    }
}
