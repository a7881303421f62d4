package dev.chainrule.check;

/**
 * How much is looked at at one point, so that a network with millions of parameters is checked within seconds.
 *
 * @param evaluations of bodies that the objective takes
 * @param parameters how many share the effort
 * @param limit up to so many elements of a parameter all are compared with differences, else a tenth
 */
record Effort(long evaluations, int parameters, int limit) {

    /** Bodies that the interpreter may evaluate for a gradient, and for walks; it needs about 100 ns for one. */
    private static final long INTERPRETED = 4_000_000;

    /** Bodies that the class may evaluate for differences of single elements; it needs about a nanosecond for one. */
    private static final long GENERATED = 2_000_000_000;

    private static final int STENCIL = 13;
    private static final int WALKS = 4;
    private static final int DIRECTIONS = 8;

    /** Whether the interpreter can be asked for the whole gradient, which takes about four times the value. */
    boolean interpreted() {
        return 4 * evaluations <= INTERPRETED;
    }

    /** Whether one point is enough to wait for. */
    boolean large() {
        return !interpreted();
    }

    /** Along how many directions through a parameter that is not checked whole the class is compared with differences. */
    int directions() {
        return large() ? DIRECTIONS / 4 : DIRECTIONS;
    }

    /** How many elements of each parameter walks are made along. */
    int walks() {
        long affordable = INTERPRETED / Math.max(1, evaluations) / Math.max(1, parameters);
        return (int) Math.min(WALKS, affordable);
    }

    /** How many elements of a parameter of some size are compared with differences. */
    int elements(int size) {
        int wanted = size <= limit ? size : Math.max(1, limit / 10);
        long affordable = GENERATED / STENCIL / Math.max(1, evaluations) / Math.max(1, parameters);
        return (int) Math.min(wanted, Math.max(1, affordable));
    }
}
