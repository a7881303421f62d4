package dev.chainrule.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.parse.FileParser;
import dev.chainrule.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program of the language reference, and every sample, is one that the parser accepts. */
class LanguageReferenceTest {
    private static final Path PAGE = Path.of("docs/language.md");
    private static final Pattern PROGRAM = Pattern.compile("(?ms)^```nn\n(.*?)^```$");

    static List<String> programs() throws IOException {
        return PROGRAM.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("generated-samples/models"))) {
            return files.filter(file -> file.toString().endsWith(".nn"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theProgramIsAccepted(String program) {
        Diagnostics diagnostics = new Diagnostics();
        assertThat(FileParser.parse(SourceText.of("language.nn", program), diagnostics))
                .isPresent();
        assertThat(diagnostics.all()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSampleIsAccepted(Path sample) throws IOException {
        theProgramIsAccepted(Files.readString(sample));
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
