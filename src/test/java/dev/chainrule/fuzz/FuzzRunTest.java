package dev.chainrule.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Any number of programs, over as many runs as one likes: {@code mvn verify -Pfuzz -Dfuzz.programs=5000}. It goes on at the
 * seed where the last run ended, which {@code fuzz.state} remembers with the totals, unless {@code fuzz.seed} says where to
 * begin. What fails is shrunk and written beside that file.
 */
class FuzzRunTest {

    private static final int BATCH = 40;
    private static final int SHRINKING = 400;

    private final Path state = Path.of(System.getProperty("fuzz.state", "target/fuzz/state.properties"));
    private final Properties totals = new Properties();

    @Test
    @EnabledIfSystemProperty(named = "fuzz.programs", matches = "\\d+")
    void manyProgramsMeanWhatTheySay() throws IOException {
        load();
        long from = Long.parseLong(System.getProperty("fuzz.seed", totals.getProperty("next", "1")));
        long end = from + Long.parseLong(System.getProperty("fuzz.programs"));
        long failures = 0;
        for (long seed = from; seed < end; seed += BATCH) {
            long last = Math.min(end, seed + BATCH);
            Verdict verdict = Judge.judge(
                    LongStream.range(seed, last).mapToObj(Program::of).toList());
            System.out.println("seeds " + seed + " to " + (last - 1) + ": " + verdict.line());
            for (Failure failure : verdict.failures()) {
                keep(Shrinker.shrunk(failure, SHRINKING));
            }
            failures += verdict.failures().size();
            add("ran", verdict.judged());
            add("refused", verdict.refusals());
            add("unclear", verdict.unclear());
            add("failures", verdict.failures().size());
            totals.setProperty("next", String.valueOf(last));
            store();
        }
        System.out.println("in all runs: " + totals);
        assertThat(failures).as("failures, kept in " + state.getParent()).isZero();
    }

    private void load() throws IOException {
        Files.createDirectories(state.toAbsolutePath().getParent());
        if (Files.exists(state)) {
            try (InputStream in = Files.newInputStream(state)) {
                totals.load(in);
            }
        }
    }

    private void add(String name, long count) {
        totals.setProperty(name, String.valueOf(Long.parseLong(totals.getProperty(name, "0")) + count));
    }

    private void store() throws IOException {
        try (OutputStream out = Files.newOutputStream(state)) {
            totals.store(out, "random programs");
        }
    }

    private void keep(Failure failure) throws IOException {
        System.out.println(failure.report());
        Path file = state.resolveSibling("seed" + failure.program().seed() + ".nn");
        String comment = failure.kind().lines().map(line -> "// " + line + "\n").reduce("", String::concat);
        Files.writeString(file, comment + failure.program().text());
    }
}
