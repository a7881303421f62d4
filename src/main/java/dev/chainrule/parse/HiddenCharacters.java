package dev.chainrule.parse;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.SyntaxCodes;
import dev.chainrule.diagnostic.Visible;
import dev.chainrule.source.SourceText;
import dev.chainrule.source.Span;
import java.util.Locale;

/** Finds characters that make a text look like another, in comments too: bidirectional controls, zero-width ones. */
final class HiddenCharacters {

    private HiddenCharacters() {}

    static void check(SourceText source, Reporter reporter) {
        String text = source.text();
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int c = text.codePointAt(i);
            next = i + Character.charCount(c);
            if (isRefused(c)) {
                reporter.report(Diagnostic.of(
                                SyntaxCodes.HIDDEN_CHARACTER,
                                new Span(source, i, next),
                                "the invisible character " + Visible.of(Character.toString(c)) + named(c)
                                        + " is not allowed")
                        .hint("remove it"));
            }
        }
    }

    private static String named(int c) {
        String name = Character.getName(c);
        return name == null ? "" : " (" + name.toLowerCase(Locale.ROOT) + ")";
    }

    static boolean isRefused(int c) {
        return Visible.isHidden(c) && c != '\n' && c != '\t' && c != '\f';
    }
}
