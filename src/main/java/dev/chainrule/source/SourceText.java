package dev.chainrule.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A {@code .nn} file's text under the name by which the user knows it. Lines end with {@code \n}; there is no BOM. */
public final class SourceText {

    private final String name;
    private final String text;
    private final int[] lineStarts;
    private final boolean marked;
    private final int[] droppedReturns;

    /** The name alone, for a message about a file whose text could not be read. */
    public static SourceText unread(String name) {
        return of(name, "");
    }

    private SourceText(String name, String text, boolean marked, int[] droppedReturns) {
        this.name = name;
        this.text = text;
        this.marked = marked;
        this.droppedReturns = droppedReturns;
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
        boolean marked = text.startsWith("\uFEFF");
        String unmarked = marked ? text.substring(1) : text;
        if (unmarked.indexOf('\r') < 0) {
            return new SourceText(name, unmarked, marked, new int[0]);
        }
        StringBuilder kept = new StringBuilder(unmarked.length());
        IntStream.Builder dropped = IntStream.builder();
        for (int i = 0; i < unmarked.length(); i++) {
            char c = unmarked.charAt(i);
            if (c == '\r' && unmarked.startsWith("\n", i + 1)) {
                dropped.add(kept.length());
            } else {
                kept.append(c == '\r' ? '\n' : c);
            }
        }
        return new SourceText(name, kept.toString(), marked, dropped.build().toArray());
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

    /** Where an offset lies in the file's own bytes, with the mark and the returns that this text does without. */
    public int byteOffset(int offset) {
        int within = Math.min(Math.max(offset, 0), text.length());
        int found = Arrays.binarySearch(droppedReturns, within);
        int dropped = found >= 0 ? found : -found - 1;
        int encoded = text.substring(0, within).getBytes(StandardCharsets.UTF_8).length;
        return (marked ? 3 : 0) + dropped + encoded;
    }

    @Override
    public String toString() {
        return name;
    }
}
