package dev.chainrule.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.syntax.Printer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that were compiled wrongly once, shrunk to what it took. */
class RegressionsTest {

    private static final Path FOLDER = Path.of("src/test/resources/fuzz");
    private static final int SEEDS = 3; // each has other lengths of open dims, and two of the variants

    static List<Path> programs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void staysRepaired(Path file) throws IOException {
        String text = Printer.print(Programs.parsed(Files.readString(file)));
        holds(
                Judge.judge(LongStream.rangeClosed(1, SEEDS)
                        .mapToObj(seed -> new Program(seed, text))
                        .toList()),
                SEEDS);
        holds(Judge.judgeInAllVariants(List.of(new Program(1, text))), 1);
    }

    private static void holds(Verdict verdict, int programs) {
        assertThat(verdict.failures())
                .as(() -> verdict.failures().stream().map(Failure::report).collect(Collectors.joining("\n")))
                .isEmpty();
        assertThat(verdict.judged()).as(verdict.line()).isEqualTo(programs);
    }
}
