package dev.chainrule.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random programs: class, interpreter and differences agree, with and without what makes the class fast. */
class FuzzTest {

    private static final int PROGRAMS = 120;
    private static final int BATCH = 20;

    static IntStream batches() {
        return IntStream.range(0, PROGRAMS / BATCH);
    }

    @ParameterizedTest
    @MethodSource("batches")
    void randomProgramsMeanWhatTheySay(int batch) {
        long first = 1 + (long) batch * BATCH;
        Verdict verdict = Judge.judge(
                LongStream.range(first, first + BATCH).mapToObj(Program::of).toList());
        assertThat(verdict.failures())
                .as(() -> verdict.failures().stream().map(Failure::report).collect(Collectors.joining("\n")))
                .isEmpty();
        assertThat(verdict.judged()).as(verdict.line()).isGreaterThan(BATCH * 3 / 4);
    }
}
