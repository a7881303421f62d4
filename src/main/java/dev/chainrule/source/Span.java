package dev.chainrule.source;

/**
 * A stretch of a text, {@code start} to before {@code end}.
 *
 * @param source the text
 * @param start offset of the first character
 * @param end offset after the last one; equal to {@code start} for a place between characters
 */
public record Span(SourceText source, int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalStateException("a span from " + start + " to " + end);
        }
    }

    /** The place of something that nobody wrote: a name in messages, and nothing to point at. */
    public static Span synthetic(String name) {
        return new Span(SourceText.unread(name), 0, 0);
    }

    /** From the start of this to the end of another, later one. */
    public Span to(Span later) {
        return new Span(source, start, Math.max(end, later.end));
    }

    /** The first line, from 1. */
    public int line() {
        return source.line(start);
    }

    /** The first column, from 1, in code points. */
    public int column() {
        return source.column(start);
    }

    /** The characters. */
    public String text() {
        return source.text().substring(start, Math.min(end, source.text().length()));
    }

    @Override
    public String toString() {
        return source.name() + ":" + line() + ":" + column();
    }
}
