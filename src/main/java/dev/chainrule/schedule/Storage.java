package dev.chainrule.schedule;

import java.util.List;
import java.util.Optional;

/**
 * Where a tensor's elements are kept while an entry runs.
 *
 * @param kind the kind of place
 * @param axes of a buffer, the tensor's axes that it has; an axis that producer and readers share a loop over needs none
 * @param array of a buffer without an array of its own, the one whose array it uses: their lives do not touch
 */
public record Storage(Kind kind, List<Integer> axes, Optional<Buffer> array) {

    /** The kinds of places. */
    public enum Kind {
        /** It is the entry's result, or one of them: the caller's array, a gradient's part, a field. */
        RESULT,
        /** A local variable. */
        LOCAL,
        /** An array, which has {@link Storage#axes()}. */
        BUFFER
    }

    public Storage {
        axes = List.copyOf(axes);
    }

    Storage(Kind kind, List<Integer> axes) {
        this(kind, axes, Optional.empty());
    }

    Storage in(Buffer other) {
        return new Storage(kind, axes, Optional.of(other));
    }
}
