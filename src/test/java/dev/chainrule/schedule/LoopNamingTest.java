package dev.chainrule.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counters are named after dims, and formulas after counters. */
class LoopNamingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // the first letter of the dim, in any case
                "[batch, hidden](x[batch, hidden])         | sum[n: batch, j: hidden](x[n, j])                    | b h",
                "[Batch](x[Batch])                         | sum[n: Batch](x[n])                                  | b",
                // a length is a variable of that name, and so is a tensor
                "[n](x[n])                                 | sum[q: n](x[q])                                      | i",
                "[n](x[n])                                 | sum[q: n - 1](x[q + 1])                              | i",
                "[batch](b[batch])                         | sum[n: batch](b[n])                                  | i",
                // the dim declared first has the letter
                "[height, hidden](x[height], y[hidden])    | sum[a: hidden, c: height](x[c] * y[a])               | i h",
                // a second loop over the same dim
                "[batch](x[batch])                         | sum[n: batch, m: batch](x[n] * x[m])                 | b i",
                "[n](x[n, n])                              | sum[a: n, c: n, d: n](x[a, c] * x[c, d])             | i j k",
                "[n](x[n])                                 | sum[a: n, c: a](x[a] * x[c])                         | i j",
                "[n, m](x[n], y[m])                        | sum[a: n, c: n](x[a] * x[c] * sum[d: m, e: m](y[d] * y[e])) | j k i k",
                // i, j and k are taken
                "[ha](i, j, k, h, x[ha])                   | sum[n: ha](x[n] * i * j * k * h)                     | h2",
                "[hat](i, j, k, h, x[hat])                 | sum[n: hat](x[n] * i * j * k * h)                    | ha",
                // a word of Java is no name
                "[done](i, j, k, d, x[done])               | sum[n: done](x[n] * i * j * k * d)                   | don",
            })
    void countersAreNamedAfterDims(String signature, String value, String names) {
        EntrySchedule entry = Schedules.value("function F" + signature + " = " + value + ";");
        assertThat(loopNames(entry.steps())).isEqualTo(List.of(names.split(" ")));
    }

    private static List<String> loopNames(List<Step> steps) {
        List<String> names = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Loop loop) {
                names.add(loop.name());
                names.addAll(loopNames(loop.body()));
            }
        }
        return names;
    }

    /** Two nests that share a loop say the same letter for it in both formulas, though one of them sums over it. */
    @Test
    void formulasUseTheNamesOfTheLoopsAroundThem() {
        EntrySchedule entry = Schedules.value("""
                function F[n](A[n, n], x[n]) {
                  r[a: n] = sum[c: n](A[a, c]);
                  s[a: n] = sum[c: n](A[c, a] * x[c]);
                  return sum(r * s);
                }
                """);
        List<Task> tasks = Schedules.tasks(entry);
        assertThat(tasks)
                .isNotEmpty()
                .allSatisfy(task -> assertThat(
                                task.opened().stream().map(task::nameOf).toList())
                        .isEqualTo(List.of("i", "j").subList(0, task.opened().size())));
    }
}
