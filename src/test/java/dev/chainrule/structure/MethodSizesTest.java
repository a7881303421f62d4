package dev.chainrule.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** HotSpot never compiles a method of more than 8,000 bytes of code, so no method of a generated class has that many. */
class MethodSizesTest {
    private static final int HOTSPOT_LIMIT = 8_000;
    private static final Path SAMPLES = Path.of("generated-samples/java");

    @Test
    void generatedMethodsStayBelowWhatHotSpotCompiles() throws IOException, URISyntaxException {
        List<Path> classes = classesOfSamples();
        assertThat(classes).hasSizeGreaterThanOrEqualTo(javaFiles().size());
        for (Path file : classes) {
            try (InputStream in = Files.newInputStream(file)) {
                assertThat(MethodSizes.of(in))
                        .as(file.toString())
                        .allSatisfy(
                                (method, size) -> assertThat(size).as(method).isLessThan(HOTSPOT_LIMIT));
            }
        }
    }

    @Test
    void sizesAreThoseThatTheClassFileStates() throws IOException {
        try (InputStream in = MethodSizesTest.class.getResourceAsStream("MethodSizesTest$Known.class")) {
            Map<String, Integer> sizes = MethodSizes.of(in);
            // iload_0, iload_1, iadd, ireturn; the constructor: aload_0, invokespecial (3), return
            assertThat(sizes)
                    .containsEntry("sum(II)I", 4)
                    .containsEntry("<init>()V", 5)
                    .hasSize(2);
        }
    }

    static final class Known {
        static final long WIDE = 1L << 40; // a constant that takes two places

        static int sum(int a, int b) {
            return a + b;
        }
    }

    private static List<Path> javaFiles() throws IOException {
        if (!Files.isDirectory(SAMPLES)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }

    private static List<Path> classesOfSamples() throws IOException, URISyntaxException {
        Path folder = Path.of(MethodSizesTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("samples");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(".class")).toList();
        }
    }
}
