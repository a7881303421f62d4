package dev.chainrule.elaborate;

import dev.chainrule.source.Span;

/** Pieces of the file in the text of a message: on one line, and short. */
final class Spelling {

    private static final int LONGEST = 60;

    private Spelling() {}

    /** Only the beginning of a long span is looked at: a chain of operands asks for each of its beginnings. */
    static String of(Span span) {
        int end = Math.min(span.end(), span.start() + 8 * LONGEST);
        String text = span.source().text().substring(span.start(), end).replaceAll("\\s+", " ");
        int length = text.codePointCount(0, text.length());
        return length > LONGEST ? text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…" : text;
    }
}
