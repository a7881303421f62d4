package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.Compiler;
import dev.chainrule.diagnostic.Code;
import dev.chainrule.diagnostic.Codes;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.diagnostic.ProgramSettings;
import dev.chainrule.parse.Decoding;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code chainrule explain}: the wrong program of each code has that mistake, the right one has none. */
class ExplanationsTest {

    private static final Path FOLDER = Path.of("src/main/resources/dev/chainrule/explain");

    /**
     * {@code ```nn}, and what is special about it: {@code latin-1} bytes, {@code escaped} characters, or settings of the
     * compilation.
     */
    private static final Pattern PROGRAM = Pattern.compile("(?ms)^```nn ?([^\n]*)\n(.*?)^```$");

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

    private record Program(String settings, String text) {

        List<Diagnostic> compile() {
            Charset charset = settings.equals("latin-1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
            String written = settings.equals("escaped")
                    ? ESCAPE.matcher(text).replaceAll(hit -> Character.toString(Integer.parseInt(hit.group(1), 16)))
                    : text;
            Diagnostics mistakes = new Diagnostics();
            return Decoding.decode("explained.nn", written.getBytes(charset), mistakes)
                    .map(source -> Compiler.compile(source, ProgramSettings.of(settings))
                            .diagnostics())
                    .orElseGet(mistakes::all);
        }
    }

    static List<Code> codes() {
        return Codes.all();
    }

    private static List<Program> programs(Code code) {
        return PROGRAM.matcher(Explanation.markdown(code.id()))
                .results()
                .map((MatchResult block) -> new Program(block.group(1), block.group(2)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void theFirstProgramIsWrongAndTheSecondRight(Code code) {
        List<Program> programs = programs(code);
        assertThat(programs).hasSize(2);
        assertThat(programs.get(0).compile())
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message.code()).isEqualTo(code));
        assertThat(programs.get(1).compile()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void theTextIsForATerminal(Code code) {
        String text = Explanation.of(code.id());
        assertThat(text)
                .startsWith(code.id() + ": ")
                .contains("\nWrong")
                .contains("\nRight")
                .doesNotContain("```");
        assertThat(text.lines().filter(line -> !line.startsWith("    ")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    static Stream<String> situations() {
        return ExplainCommand.all().keySet().stream()
                .filter(id -> Codes.byId(id).isEmpty());
    }

    /** What no program brings about is told with a situation and the way out. */
    @ParameterizedTest
    @MethodSource("situations")
    void aSituationAndTheWayOut(String id) {
        assertThat(Explanation.of(id))
                .startsWith(id + ": ")
                .contains("\nSituation:")
                .contains("\nWhat to do: ")
                .doesNotContain("```");
    }

    @Test
    void thereIsNoTextWithoutACode() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".md", "")))
                    .containsExactlyInAnyOrderElementsOf(ExplainCommand.all().keySet());
        }
    }

    @Test
    void thereAreManyCodes() {
        assertThat(ExplainCommand.all()).hasSizeGreaterThanOrEqualTo(60);
    }
}
