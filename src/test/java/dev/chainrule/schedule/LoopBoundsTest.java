package dev.chainrule.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A condition on the counter becomes the loop's bound; one that is not on it alone stays a condition. */
class LoopBoundsTest {

    @ParameterizedTest
    @CsvSource({
        "j < i,          0, i0",
        "i < j,          i0 + 1, n",
        "j <= i,         0, i0 + 1",
        "j < 3,          0, 'min(n, 3)'",
        "'i < j && j < 3', i0 + 1, 'min(n, 3)'",
    })
    void conditionsOnTheCounterBecomeBounds(String condition, String from, String to) {
        Step.Loop inner = innermost("sum[i: n, j: n where " + condition + "](x[i] * x[j])");

        assertThat(bound(inner.from())).isEqualTo(from);
        assertThat(bound(inner.to())).isEqualTo(to);
        assertThat(((Step.Body) inner.body().get(0)).task().unfiltered()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"x[i] < x[j]", "i + j != 4", "mod(j; 2) == 0"})
    void otherConditionsStay(String condition) {
        Step.Loop inner = innermost("sum[i: n, j: n where " + condition.replace(';', ',') + "](x[i] * x[j])");

        assertThat(inner.to()).isSameAs(inner.index().extent());
        assertThat(((Step.Body) inner.body().get(0)).task().unfiltered()).isFalse();
    }

    private static Step.Loop innermost(String sum) {
        List<Step.Loop> loops = new ArrayList<>();
        collect(Schedules.value("function F[n](x[n]) = " + sum + ";").steps(), loops);
        return loops.get(loops.size() - 1);
    }

    private static void collect(List<Step> steps, List<Step.Loop> loops) {
        for (Step step : steps) {
            if (step instanceof Step.Loop loop) {
                loops.add(loop);
                collect(loop.body(), loops);
            }
        }
    }

    /** The bound, with the outer counter as {@code i0}. */
    private static String bound(dev.chainrule.scalar.Scalar bound) {
        return dev.chainrule.equation.Notation.of(bound, index -> "i0");
    }
}
