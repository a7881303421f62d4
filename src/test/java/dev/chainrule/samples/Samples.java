package dev.chainrule.samples;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The models that the project ships. */
final class Samples {

    static final Path MODELS = Path.of("generated-samples/models");
    static final Path JAVA = Path.of("generated-samples/java");

    private Samples() {}

    static List<Path> all() {
        return in(MODELS);
    }

    static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".nn"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SourceText source(Path file) {
        try {
            return SourceText.of(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CompileResult compile(Path file) {
        return compile(file, CompileOptions.STANDARD);
    }

    static CompileResult compile(Path file, CompileOptions options) {
        return Compiler.compile(source(file), options.verified());
    }
}
