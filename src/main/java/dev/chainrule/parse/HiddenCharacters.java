package dev.chainrule.parse;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.SyntaxCodes;
import dev.chainrule.source.SourceText;
import dev.chainrule.source.Span;

/** Finds characters that make a text look like another, in comments too: bidirectional controls, zero-width ones. */
final class HiddenCharacters {

    private HiddenCharacters() {}

    static void check(SourceText source, Reporter reporter) {
        String text = source.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHidden(c)) {
                reporter.report(Diagnostic.of(
                                SyntaxCodes.HIDDEN_CHARACTER,
                                new Span(source, i, i + 1),
                                String.format("the invisible character \\u%04x is not allowed", (int) c))
                        .hint("remove it"));
            }
        }
    }

    private static boolean isHidden(char c) {
        return c >= '\u202A' && c <= '\u202E'
                || c >= '\u2066' && c <= '\u2069'
                || c >= '\u200B' && c <= '\u200F'
                || c == '\u2060'
                || c == '\uFEFF'
                || c < ' ' && c != '\n' && c != '\t' && c != '\f'
                || c == '\u007F';
    }
}
