package dev.chainrule.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.equation.Entry;
import dev.chainrule.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/** Schedules of small programs. */
public final class Schedules {

    private Schedules() {}

    public static Schedule of(String text) {
        return all(text).get(0);
    }

    static List<Schedule> all(String text) {
        CompileResult result = Compiler.compile(SourceText.of("test.nn", text), CompileOptions.STANDARD.verified());
        assertThat(result.hasErrors()).as(text).isFalse();
        return result.models().stream().map(CompileResult.Stages::schedule).toList();
    }

    static EntrySchedule value(String text) {
        return entry(of(text), Entry.Kind.VALUE);
    }

    static EntrySchedule gradient(String text) {
        return entry(of(text), Entry.Kind.GRADIENT);
    }

    private static EntrySchedule entry(Schedule schedule, Entry.Kind kind) {
        return schedule.entries().stream()
                .filter(entry -> entry.entry().kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    /** What is computed inside of loops, in order. */
    static List<Task> tasks(EntrySchedule entry) {
        List<Task> tasks = new ArrayList<>();
        collect(entry.steps(), tasks);
        return tasks;
    }

    private static void collect(List<Step> steps, List<Task> tasks) {
        for (Step step : steps) {
            if (step instanceof Step.Loop loop) {
                collect(loop.body(), tasks);
            } else if (step instanceof Step.Body body) {
                tasks.add(body.task());
            }
        }
    }
}
