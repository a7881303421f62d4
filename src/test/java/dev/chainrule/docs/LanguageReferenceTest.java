package dev.chainrule.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program of the language reference is one that the compiler accepts, without a word. */
class LanguageReferenceTest {
    private static final Path PAGE = Path.of("docs/language.md");
    private static final Pattern PROGRAM = Pattern.compile("(?ms)^```nn\n(.*?)^```$");

    static List<String> programs() throws IOException {
        return PROGRAM.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theProgramBecomesClassesWithoutAMessage(String program) {
        CompileResult result =
                dev.chainrule.Compiler.compile(SourceText.of("language.nn", program), CompileOptions.STANDARD);
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.files()).isNotEmpty();
    }

    /** The page repeats two samples; a copy that has aged would teach what is not there. */
    @Test
    void repeatedSamplesAreTheSamples() throws IOException {
        for (String name : List.of("DigitsMlp", "LectureNet", "Circuit")) {
            String sample = Files.readString(Path.of("generated-samples/models", name + ".nn"));
            assertThat(programs()).as(name).anyMatch(program -> bare(program).equals(bare(sample)));
        }
    }

    /** The program without comments, package and layout. */
    private static String bare(String program) {
        return program.replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("//[^\n]*", "")
                .replaceAll("(?m)^package [^;]*;", "")
                .replaceAll("\\s+", "");
    }
}
