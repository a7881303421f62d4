package dev.chainrule.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.HumanRenderer;
import dev.chainrule.diagnostic.JsonRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged programs: messages come out, never an exception, never late. */
class MutationTest {

    private static final String PIECES = "()[]{};:,=+-*/@^?!<>&|.\"0123456789abcxyz \n#π\u200B\uD800";
    private static final List<String> WORDS = List.of(
            "dim ",
            "input ",
            "param ",
            "output ",
            "train ",
            "with ",
            "return ",
            "else ",
            "where ",
            "new ",
            "times ",
            "network N {",
            "function F(",
            "fn f(",
            "/*",
            "*/",
            "/**",
            "//",
            "1e999",
            "@ @",
            "^-",
            "? :",
            "[i: n]");

    private static String damaged(String text, SplittableRandom random) {
        StringBuilder out = new StringBuilder(text);
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int at = random.nextInt(out.length() + 1);
            int end = Math.min(out.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> out.delete(at, end);
                case 1 -> out.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
                case 2 -> out.insert(at, WORDS.get(random.nextInt(WORDS.size())));
                case 3 -> out.insert(at, out.substring(random.nextInt(at + 1), at));
                default -> out.setLength(Math.max(1, at));
            }
        }
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DigitsMlp", "LectureNet", "Rosenbrock", "LogisticRegression"})
    void messagesComeOut(String sample) throws IOException {
        String text = Files.readString(Path.of("generated-samples/models", sample + ".nn"));
        SplittableRandom random = new SplittableRandom(sample.hashCode());
        for (int round = 0; round < 250; round++) {
            String program = damaged(text, random);
            long start = System.nanoTime();
            List<Diagnostic> messages = Parsing.messages(program);
            HumanRenderer.coloured().render(messages);
            new JsonRenderer().render(messages);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(program).isLessThan(Duration.ofSeconds(2));
        }
    }
}
