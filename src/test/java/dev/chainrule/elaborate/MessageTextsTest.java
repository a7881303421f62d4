package dev.chainrule.elaborate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.differentiate.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small programs and what is said of them, as {@code src/test/resources/mistakes} has them side by side: the variants of
 * messages of which {@code src/test/resources/diagnostics} has one as it is shown. {@code -Dgolden.update} writes the
 * messages anew; read the difference as the person who made the mistake would.
 */
class MessageTextsTest {

    private static final Path FOLDER = Path.of("src/test/resources/mistakes");
    private static final String SAID = "= ";

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    /** The programs of a file, without what is said of them. */
    private static List<String> programs(Path file) throws IOException {
        return Stream.of(Files.readString(file).strip().split("\n\n"))
                .map(block ->
                        block.lines().filter(line -> !line.startsWith(SAID)).collect(Collectors.joining("\n")))
                .toList();
    }

    private static String withMessages(String program) {
        return program + "\n"
                + Source.messages(program).stream()
                        .flatMap(MessageTextsTest::lines)
                        .map(line -> SAID + line + "\n")
                        .collect(Collectors.joining());
    }

    /** The code and the place, what is wrong there, and all that is said besides. */
    private static Stream<String> lines(Diagnostic message) {
        Stream<String> first =
                Stream.of(message.code().id() + " `" + place(message.at().text()) + "`: " + message.title());
        Stream<String> label = Stream.of(message.label()).filter(text -> !text.isEmpty());
        Stream<String> others =
                message.labels().stream().map(other -> "`" + place(other.at().text()) + "`: " + other.text());
        Stream<String> hint = message.hint().stream().flatMap(String::lines).map(text -> "hint: " + text);
        return Stream.concat(
                first,
                Stream.of(label, others, message.notes().stream().map(note -> "note: " + note), hint)
                        .flatMap(part -> part)
                        .map(line -> "  " + line));
    }

    private static String place(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @MethodSource("files")
    void areAsWritten(Path file) throws IOException {
        String text =
                programs(file).stream().map(MessageTextsTest::withMessages).collect(Collectors.joining("\n"));
        if (System.getProperty("golden.update") != null) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
