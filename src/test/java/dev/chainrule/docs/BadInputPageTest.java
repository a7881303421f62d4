package dev.chainrule.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.cli.ExplainedCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of bad inputs names codes, tests and programs that there are. */
class BadInputPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| (.*) \\| ([^|]*) \\| ([^|]*) \\|$");
    private static final Pattern CODE = Pattern.compile("NN\\d{3}");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(Path.of("docs/bad-input.md")))
                .results()
                .toList();
    }

    static List<String> tests() throws IOException {
        return rows().stream()
                .flatMap(row -> NAME.matcher(row.group(4)).results())
                .map(name -> name.group(1))
                .distinct()
                .toList();
    }

    @Test
    void allClassesAreThereAndTested() throws IOException {
        assertThat(rows())
                .extracting(row -> Integer.parseInt(row.group(1)))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 28).boxed().toList());
        assertThat(rows().stream()
                        .filter(row -> !NAME.matcher(row.group(4)).find())
                        .map(row -> row.group(1)))
                .isEmpty();
    }

    @Test
    void everyCodeIsOneThatIsExplained() throws IOException {
        for (MatchResult row : rows()) {
            assertThat(CODE.matcher(row.group(3)).results().map(MatchResult::group))
                    .isSubsetOf(ExplainedCodes.all());
        }
    }

    @ParameterizedTest
    @MethodSource("tests")
    void theTestExists(String name) throws IOException {
        if (name.startsWith("NN")) {
            assertThat(Path.of("src/test/resources/diagnostics", name + ".nn")).exists();
            return;
        }
        String[] parts = name.split("\\.");
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            Path file = files.filter(path -> path.getFileName().toString().equals(parts[0] + ".java"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(file)).containsPattern("\\n    void " + parts[1] + "\\(");
        }
    }
}
