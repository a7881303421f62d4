package dev.chainrule.schedule;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is evaluated without the condition that keeps it inside is found, whatever the lengths are. */
class ScheduleVerifierTest {

    /** A schedule whose tasks are changed as if a pass had done it. */
    private static Schedule broken(Schedule schedule, UnaryOperator<Task> change) {
        return new Schedule(
                schedule.model(),
                schedule.entries().stream()
                        .map(entry -> new EntrySchedule(
                                entry.entry(),
                                entry.scalars(),
                                steps(entry.steps(), change),
                                Map.copyOf(entry.storage())))
                        .toList());
    }

    private static List<Step> steps(List<Step> steps, UnaryOperator<Task> change) {
        return steps.stream()
                .map(step -> step instanceof Step.Loop loop
                        ? loop.with(steps(loop.body(), change))
                        : step instanceof Step.Body body ? new Step.Body(change.apply(body.task())) : step)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function F[n](x[n]) = sum[i: n](x[i + 1] else 0);",
                "function F[n, m](x[n]) = sum[i: m where 2 * i < size(n)](x[2 * i]);",
                "function F[n](x[n]) { t[i: n] = sum[j: n where i == 2 * j](x[j]); return sum(t^2); }",
                "function F[n, m](x[n, m]) { best[d: n, j: m] = argmax[k: m](x[d, k] * (j + 1));"
                        + " t[d: n] = sum[i: m, j: m where i == best[d, j] && d == 0](x[d, i] * j); return sum(t); }",
                "function F[n](x[n]) { t[i: n] = x[i] + (i == 1 ? x[i] : x[1] else 0); return sum(t); }"
            })
    void whatIsGuardedIsProven(String text) {
        assertThatCode(() -> ScheduleVerifier.verify(Schedules.of(text))).doesNotThrowAnyException();
    }

    @Test
    void aConditionThatIsAskedTooEarlyIsFound() {
        Schedule schedule =
                Schedules.of("function F[n, m](x[n]) = sum[i: m where 2 * i < size(n) && x[2 * i] > 0](1);");
        Schedule turned = broken(schedule, task -> {
            Scalar filter = task.filter();
            return filter.operands().size() < 2
                    ? task
                    : task.filtered(schedule.entries().get(0).scalars().and(filter.operand(1), filter.operand(0)));
        });
        assertThatThrownBy(() -> ScheduleVerifier.verify(turned))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("evaluated where it may not be: x[2 * i");
    }

    @Test
    void aReadWithoutItsConditionIsFound() {
        Schedule schedule = Schedules.of("function F[n](x[n]) = sum[i: n](x[i + 1] else 0);");
        Schedule unguarded = broken(schedule, task -> {
            Scalar read = Traversal.operandsFirst(task.body()).stream()
                    .filter(node -> node.is(Choice.CHOICE))
                    .findFirst()
                    .map(choice -> choice.operand(1))
                    .orElse(task.body());
            return new Task(task.equation(), task.loops(), task.opened(), task.subscripts(), task.filter(), read);
        });
        assertThatThrownBy(() -> ScheduleVerifier.verify(unguarded)).hasMessageContaining("x[i");
    }
}
