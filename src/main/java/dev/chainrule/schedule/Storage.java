package dev.chainrule.schedule;

import java.util.List;

/**
 * Where a tensor's elements are kept while an entry runs.
 *
 * @param kind the kind of place
 * @param axes of a buffer, the tensor's axes that it has; an axis that producer and readers share a loop over needs none
 */
public record Storage(Kind kind, List<Integer> axes) {

    /** The kinds of places. */
    public enum Kind {
        /** It is the entry's result, or one of them: the caller's array, a gradient's part, a field. */
        RESULT,
        /** A local variable. */
        LOCAL,
        /** An array of its own, which has {@link Storage#axes()}. */
        BUFFER
    }

    public Storage {
        axes = List.copyOf(axes);
    }
}
