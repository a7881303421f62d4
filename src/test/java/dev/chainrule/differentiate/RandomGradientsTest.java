package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.check.Points;
import dev.chainrule.equation.Model;
import dev.chainrule.fuzz.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random programs, and those that failed once: every derivative that they ask for is the slope of its value. The seeds are
 * some whose programs are short, and together have each kind of statement.
 */
class RandomGradientsTest {

    private static final Path FAILED_ONCE = Path.of("src/test/resources/fuzz");
    private static final Map<Long, Program> PROGRAMS = new ConcurrentHashMap<>();

    @ParameterizedTest
    @ValueSource(
            longs = {2, 12, 15, 16, 17, 34, 37, 44, 50, 56, 57, 61, 65, 72, 81, 83, 90, 91, 93, 101, 103, 110, 114})
    void derivativesAreSlopes(long seed) {
        assertThat(compared(PROGRAMS.computeIfAbsent(seed, Program::of))).isPositive();
    }

    @Test
    void ofProgramsThatFailedOnce() throws IOException {
        try (Stream<Path> files = Files.list(FAILED_ONCE)) {
            for (Path file : files.sorted().toList()) {
                compared(new Program(1, Files.readString(file)));
            }
        }
    }

    private static int compared(Program program) {
        Model model = Source.model(program.text());
        return SlopeCheck.check(model, new Points(model, program.seed(), program.lengths()).next(0));
    }
}
