package dev.chainrule.source;

import java.util.Arrays;

/** A {@code .nn} file's text under the name by which the user knows it. Lines end with {@code \n}; there is no BOM. */
public final class SourceText {

    private final String name;
    private final String text;
    private final int[] lineStarts;

    private SourceText(String name, String text) {
        this.name = name;
        this.text = text;
        int[] starts = new int[text.length() + 1];
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                starts[lines++] = i + 1;
            }
        }
        lineStarts = Arrays.copyOf(starts, lines);
    }

    /** Takes a text as it was read: one byte order mark is dropped, {@code \r\n} and lone {@code \r} become {@code \n}. */
    public static SourceText of(String name, String text) {
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return new SourceText(name, unmarked.replace("\r\n", "\n").replace('\r', '\n'));
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    public int lineCount() {
        return lineStarts.length;
    }

    /** The line, from 1, that an offset lies in. */
    public int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, Math.min(Math.max(offset, 0), text.length()));
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The column, from 1, in code points. */
    public int column(int offset) {
        int within = Math.min(Math.max(offset, 0), text.length());
        return text.codePointCount(lineStarts[line(within) - 1], within) + 1;
    }

    /** The offset of a line's first character. */
    public int lineStart(int line) {
        return lineStarts[line - 1];
    }

    /** A line's text without its end, from 1. */
    public String lineText(int line) {
        int from = lineStarts[line - 1];
        int to = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
        return text.substring(from, to);
    }

    @Override
    public String toString() {
        return name;
    }
}
