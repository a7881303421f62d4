package dev.chainrule.elaborate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.describe.Description;
import dev.chainrule.differentiate.Source;
import dev.chainrule.equation.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The equations that programs are, as {@code src/test/resources/elaborated} has them: lengths, what is given, what each
 * line of the program becomes, results, updates, and what the model says besides. What the equations are worth is tested by numbers elsewhere.
 * {@code -Dgolden.update} writes them anew; read the difference as carefully as the change of the code.
 */
class EquationTextsTest {

    private static final Path EXPECTED = Path.of("src/test/resources/elaborated");

    /** Those of this test, and those that others check with numbers. */
    private static final List<Path> FOLDERS = List.of(EXPECTED, Path.of("src/test/resources/programs"));

    static List<Path> programs() throws IOException {
        List<Path> programs = new ArrayList<>();
        for (Path folder : FOLDERS) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".nn")).sorted().forEach(programs::add);
            }
        }
        return programs;
    }

    private static String text(Model model) {
        return Description.equations(model)
                + ModelFacts.of(model).stream()
                        .map(line -> "  " + line + "\n")
                        .collect(Collectors.joining("", "\nbesides\n", ""));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void areAsWritten(Path program) throws IOException {
        String text = Source.models(Files.readString(program)).stream()
                .map(EquationTextsTest::text)
                .collect(Collectors.joining("\n"));
        Path expected = EXPECTED.resolve(program.getFileName().toString().replace(".nn", ".txt"));
        if (System.getProperty("golden.update") != null) {
            Files.writeString(expected, text);
        }
        assertThat(expected).exists();
        assertThat(text).isEqualTo(Files.readString(expected));
    }
}
