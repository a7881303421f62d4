package dev.chainrule.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.HumanRenderer;
import dev.chainrule.diagnostic.JsonRenderer;
import dev.chainrule.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged programs: messages come out, or a class; never an exception, never late. {@code -Dmutants=10000} runs as many
 * for the whole compiler, from {@code -Dmutants.seed=…} on.
 */
class MutationTest {

    private static final int ROUNDS = Integer.getInteger("mutants", 104);
    private static final long SEED = Long.getLong("mutants.seed", 1);

    private static String sample(String name) throws IOException {
        return Files.readString(Path.of("generated-samples/models", name + ".nn"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DigitsMlp", "LectureNet", "Rosenbrock", "LogisticRegression"})
    void messagesComeOut(String sample) throws IOException {
        String text = sample(sample);
        SplittableRandom random = new SplittableRandom(sample.hashCode());
        for (int round = 0; round < 250; round++) {
            String program = Mutants.damaged(text, random);
            long start = System.nanoTime();
            List<Diagnostic> messages = Parsing.messages(program);
            HumanRenderer.coloured().render(messages);
            new JsonRenderer().render(messages);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(program).isLessThan(Duration.ofSeconds(2));
        }
    }

    static List<String> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("generated-samples/models"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".nn"))
                    .map(name -> name.replace(".nn", ""))
                    .sorted()
                    .toList();
        }
    }

    /** What parses is elaborated, and what has a meaning becomes a class, with the invariants of each stage checked. */
    @ParameterizedTest
    @MethodSource("samples")
    void whatIsLeftOfAMeaningIsCompiled(String sample) throws IOException {
        String text = sample(sample);
        SplittableRandom random = new SplittableRandom(sample.hashCode() + SEED);
        for (int round = 0; round < ROUNDS / samples().size(); round++) {
            compiled(Mutants.reworded(text, random));
        }
    }

    private static void compiled(String program) {
        long start = System.nanoTime();
        try {
            CompileResult result = dev.chainrule.Compiler.compile(
                    SourceText.of("mutant.nn", program), CompileOptions.STANDARD.verified());
            HumanRenderer.plain().render(result.diagnostics());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            fail("no message for\n" + program, failure);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(program).isLessThan(Duration.ofSeconds(20));
    }
}
