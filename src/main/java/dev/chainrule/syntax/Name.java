package dev.chainrule.syntax;

import dev.chainrule.source.Span;

/** A name and where it stands. */
public record Name(String text, Span span) {

    @Override
    public String toString() {
        return text;
    }
}
