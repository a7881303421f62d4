package dev.chainrule.schedule;

import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalars;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One entry as steps.
 *
 * @param entry what is delivered
 * @param scalars the table in which its expressions live
 * @param steps in the order in which they run
 * @param storage of every tensor that the steps produce
 */
public record EntrySchedule(Entry entry, Scalars scalars, List<Step> steps, Map<Tensor, Storage> storage) {

    public EntrySchedule {
        steps = List.copyOf(steps);
        storage = new LinkedHashMap<>(storage);
    }
}
