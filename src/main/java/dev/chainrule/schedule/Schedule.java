package dev.chainrule.schedule;

import dev.chainrule.equation.Model;
import java.util.List;

/** A model and the schedules of its entries, in the same order. */
public record Schedule(Model model, List<EntrySchedule> entries) {

    public Schedule {
        entries = List.copyOf(entries);
    }
}
