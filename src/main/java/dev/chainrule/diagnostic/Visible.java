package dev.chainrule.diagnostic;

import java.util.Locale;

/** Text from a stranger's file, made fit for a terminal: what can't be seen, or would steer it, is spelled out. */
public final class Visible {

    private static final int LONGEST_QUOTE = 80;

    private Visible() {}

    /** A piece of a file in backquotes, cut after {@value #LONGEST_QUOTE} characters. */
    public static String quoted(String text) {
        int length = text.codePointCount(0, text.length());
        String kept = length > LONGEST_QUOTE ? text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE - 1)) : text;
        return "`" + of(kept) + (length > LONGEST_QUOTE ? "…`" : "`");
    }

    /** The text with every hidden character spelled out as an escape; line ends too. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(out, c));
        return out.toString();
    }

    /** The text of a message, whose line ends are meant. */
    static String lines(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n') {
                out.append('\n');
            } else {
                append(out, c);
            }
        });
        return out.toString();
    }

    private static void append(StringBuilder out, int c) {
        if (isHidden(c)) {
            out.append(escaped(c));
        } else {
            out.appendCodePoint(c);
        }
    }

    static String escaped(int c) {
        return String.format(Locale.ROOT, c > 0xFFFF ? "\\u{%x}" : "\\u%04x", c);
    }

    /** Controls, bidirectional and zero-width characters, halves of pairs. */
    public static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
