package dev.chainrule.schedule;

import dev.chainrule.equation.Index;
import java.util.List;

/**
 * A recurrence as work: its parts, one after the other, at each step of a loop over time.
 *
 * @param time the loop's index, which all parts share
 * @param backward whether time runs from its end to 0
 * @param parts in an order in which, at one step, definitions stand before readers
 */
record Sequence(Index time, boolean backward, List<Work> parts) {

    Sequence {
        parts = List.copyOf(parts);
    }
}
