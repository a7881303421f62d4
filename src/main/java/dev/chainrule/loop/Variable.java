package dev.chainrule.loop;

/**
 * A Java variable. Compared by identity; its name is a wish, which the printer makes unique within its scope.
 */
public final class Variable {

    /** What a variable holds; {@code real} is the class's {@code float} or {@code double}. */
    public enum Kind {
        REAL,
        INT,
        BOOLEAN,
        /** {@code real[]}. */
        REALS,
        /** {@code int[]}. */
        INTS,
        /** {@code real[][]}: a buffer of two or more axes, one array for each row of its last axis. */
        ROWS,
        /** {@code int[][]}. */
        INT_ROWS
    }

    /** Where a variable lives. */
    public enum Scope {
        /** In a method: a parameter, a local, a loop counter. */
        LOCAL,
        /** In the object: parameters, workspaces, hypers. */
        FIELD
    }

    private final String name;
    private final Kind kind;
    private final Scope scope;

    private Variable(String name, Kind kind, Scope scope) {
        this.name = name;
        this.kind = kind;
        this.scope = scope;
    }

    public static Variable local(String name, Kind kind) {
        return new Variable(name, kind, Scope.LOCAL);
    }

    public static Variable field(String name, Kind kind) {
        return new Variable(name, kind, Scope.FIELD);
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    public Scope scope() {
        return scope;
    }

    @Override
    public String toString() {
        return name;
    }
}
