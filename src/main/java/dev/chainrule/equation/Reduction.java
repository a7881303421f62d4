package dev.chainrule.equation;

/** How an equation combines the body's values over its reduction indices, in the order of those indices. */
public enum Reduction {
    /** There are no reduction indices: the body is the element. */
    NONE,
    SUM,
    PROD,
    /** The largest; -infinity for an empty range, NaN if any is NaN. */
    MAX,
    /** The smallest; infinity for an empty range, NaN if any is NaN. */
    MIN,
    /**
     * The position of the first largest (row-major over the reduction indices); of the first NaN, if any is NaN;
     * -1 for an empty range.
     */
    ARGMAX,
    /** The position of the first smallest; of the first NaN, if any is NaN; -1 for an empty range. */
    ARGMIN
}
