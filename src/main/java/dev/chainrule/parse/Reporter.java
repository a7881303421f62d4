package dev.chainrule.parse;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.source.SourceText;
import dev.chainrule.source.Span;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Turns ANTLR's positions, which count code points, into spans of the text, and remembers whether anything was wrong. */
final class Reporter {

    private final SourceText source;
    private final Diagnostics diagnostics;
    private final int[] offsets;
    private boolean reported;

    Reporter(SourceText source, Diagnostics diagnostics) {
        this.source = source;
        this.diagnostics = diagnostics;
        String text = source.text();
        offsets = new int[text.codePointCount(0, text.length()) + 1];
        int at = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = at;
            at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 0;
        }
    }

    SourceText source() {
        return source;
    }

    boolean reported() {
        return reported;
    }

    void report(Diagnostic diagnostic) {
        reported = true;
        diagnostics.report(diagnostic);
    }

    /** Tells what stops nothing. */
    void warn(Diagnostic diagnostic) {
        diagnostics.report(diagnostic);
    }

    private int offset(int codePoint) {
        return offsets[Math.max(0, Math.min(codePoint, offsets.length - 1))];
    }

    Span span(Token token) {
        if (token.getType() == Token.EOF) {
            return new Span(source, source.text().length(), source.text().length());
        }
        return new Span(source, offset(token.getStartIndex()), offset(token.getStopIndex() + 1));
    }

    Span span(ParserRuleContext context) {
        Token stop = context.getStop() == null ? context.getStart() : context.getStop();
        return span(context.getStart()).to(span(stop));
    }
}
