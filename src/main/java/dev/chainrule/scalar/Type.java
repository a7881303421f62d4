package dev.chainrule.scalar;

/** What a scalar's value is. Only a {@link #REAL} has a derivative. */
public enum Type {
    REAL,
    /** A whole number within the range of a Java {@code int}: an index, a length, a position. */
    INTEGER,
    BOOLEAN
}
