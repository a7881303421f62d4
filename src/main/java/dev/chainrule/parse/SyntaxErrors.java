package dev.chainrule.parse;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.SyntaxCodes;
import dev.chainrule.diagnostic.Visible;
import dev.chainrule.source.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;

/** Says in words what was found and what could have stood there. One mistake makes one message, as far as can be told. */
final class SyntaxErrors extends BaseErrorListener {

    private final Reporter reporter;
    private final Set<String> reserved = new HashSet<>();
    private int lastLine = -1;
    private int lastToken = Integer.MAX_VALUE; // in whose statement there was a mistake

    SyntaxErrors(Reporter reporter) {
        this.reporter = reporter;
    }

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            Object offending,
            int line,
            int column,
            String message,
            RecognitionException cause) {
        Neighbours at = new Neighbours((Token) offending, ((Parser) recognizer).getInputStream());
        boolean again = line == lastLine // most often the same mistake once more
                || at.isInStatementOf(lastToken)
                || at.isEnd() && reporter.reported() // an end that is missing because of what was told before
                || at.isReservedWord() && !reserved.add(at.text());
        if (!again) {
            lastLine = line;
            reporter.report(diagnostic(at, Expected.of((Parser) recognizer)));
        }
    }

    private Diagnostic diagnostic(Neighbours at, Expected expected) {
        lastToken = at.found().getTokenIndex();
        if (at.opensComment()) {
            return Diagnostic.of(SyntaxCodes.SYNTAX, reporter.span(at.found()), "this comment is not closed")
                    .hint("end it with */");
        }
        if (expected.name() && at.isReservedWord()) {
            return Diagnostic.of(
                            SyntaxCodes.SYNTAX,
                            reporter.span(at.found()),
                            at.quoted() + " is a word of the language and can't be a name")
                    .hint("choose another name");
        }
        Optional<String> foreign = ForeignSyntax.hint(at, expected);
        if (foreign.isEmpty() && expected.semicolon() && at.beginsLine()) {
            return semicolon(at);
        }
        Diagnostic diagnostic = Diagnostic.of(
                        SyntaxCodes.SYNTAX,
                        reporter.span(at.found()),
                        at.isEnd() ? "the file ends too early" : "unexpected " + at.quoted())
                .labelled(expected.words());
        for (Token open : unclosed(at, expected)) {
            diagnostic =
                    diagnostic.with(reporter.span(open), "this " + Visible.quoted(open.getText()) + " is not closed");
        }
        return foreign.isPresent() ? diagnostic.hint(foreign.get()) : diagnostic;
    }

    private Diagnostic semicolon(Neighbours at) {
        lastToken = Integer.MAX_VALUE; // what is found begins another statement
        int end = reporter.span(at.before().orElseThrow()).end();
        Span behind = new Span(reporter.source(), end, end);
        return Diagnostic.of(SyntaxCodes.SYNTAX, behind, "a `;` is missing").labelled("expected `;` here");
    }

    /** The bracket that could be closed here and is not. */
    private static List<Token> unclosed(Neighbours at, Expected expected) {
        return at.innermostOpen()
                .filter(open -> expected.has(Neighbours.closing(open.getText())))
                .map(List::of)
                .orElse(List.of());
    }
}
