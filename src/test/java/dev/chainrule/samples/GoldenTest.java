package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.emit.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The committed Java is what the compiler emits. {@code -Dgolden.update} writes it anew and deletes what is stale. */
class GoldenTest {

    @Test
    void committedJavaIsWhatTheCompilerEmits() throws IOException {
        TreeMap<String, String> emitted = new TreeMap<>();
        for (Path model : Samples.all()) {
            CompileResult result = Samples.compile(model);
            assertThat(result.diagnostics()).as(model.toString()).isEmpty();
            result.files().forEach(file -> emitted.put(file.path(), file.text()));
        }
        if (System.getProperty("golden.update") != null) {
            update(emitted);
        }
        assertThat(committed().keySet()).isEqualTo(emitted.keySet());
        committed().forEach((path, text) -> assertThat(text).as(path).isEqualTo(emitted.get(path)));
    }

    /** Nor on the order in which a set of objects without a value happens to give them. */
    @Test
    void theTextDoesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            for (Path program : Samples.andPrograms()) {
                Locale.setDefault(Locale.ROOT);
                List<GeneratedFile> here = Samples.compile(program).files();
                Locale.setDefault(Locale.forLanguageTag("tr-TR"));
                assertThat(Samples.compile(program).files()).isEqualTo(here);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theTextIsAsLongForLargeDimsAsForSmallOnes() {
        Path model = Samples.MODELS.resolve("DigitsMlp.nn");
        long small = lines(model, 32);
        assertThat(lines(model, 4096)).isEqualTo(small);
        assertThat(lines(model, 33)).isEqualTo(small);
    }

    private static long lines(Path model, int hidden) {
        CompileResult result = Samples.compile(model, CompileOptions.STANDARD.withDim("hidden", hidden));
        return result.files().get(0).text().lines().count();
    }

    private static TreeMap<String, String> committed() throws IOException {
        TreeMap<String, String> committed = new TreeMap<>();
        if (!Files.exists(Samples.JAVA)) {
            return committed;
        }
        try (Stream<Path> files = Files.walk(Samples.JAVA)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                committed.put(Samples.JAVA.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return committed;
    }

    private static void update(TreeMap<String, String> emitted) throws IOException {
        List<String> stale = new ArrayList<>(committed().keySet());
        stale.removeAll(emitted.keySet());
        for (String path : stale) {
            Files.delete(Samples.JAVA.resolve(path));
        }
        for (var file : emitted.entrySet()) {
            Path path = Samples.JAVA.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
