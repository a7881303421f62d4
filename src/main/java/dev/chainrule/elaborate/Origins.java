package dev.chainrule.elaborate;

import dev.chainrule.equation.Origin;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Name;

/** Where a definition stands, for comments and reports. */
final class Origins {

    private Origins() {}

    /** @param whole the statement, whose first line is quoted */
    static Origin of(Name name, Span whole) {
        String line = name.span().source().lineText(whole.line()).strip();
        return new Origin(
                name.span().source().name(), name.span().line(), name.span().column(), line);
    }
}
