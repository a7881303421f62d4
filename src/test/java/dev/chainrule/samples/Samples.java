package dev.chainrule.samples;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The models that the project ships. */
public final class Samples {

    static final Path MODELS = Path.of("generated-samples/models");
    static final Path JAVA = Path.of("generated-samples/java");

    /** Dims with which a large sample can be interpreted and compared with differences in a second. */
    private static final Map<String, Map<String, Integer>> SMALL = Map.ofEntries(
            Map.entry("AdbenchHand", Map.of("bones", 6, "unknowns", 11)),
            Map.entry("CharRnn", Map.of("time", 3, "letters", 4, "embed", 3, "hidden", 3)),
            Map.entry("CharTransformer", Map.of("time", 3, "letters", 4, "model", 4, "heads", 2, "hidden", 3)),
            Map.entry("GruRecall", Map.of("time", 3, "signals", 2, "units", 3, "classes", 2)),
            Map.entry("LeNet", Map.of("rows", 8, "kernel", 3, "first", 2, "second", 2, "wide", 3, "narrow", 3)),
            Map.entry("LstmForecast", Map.of("time", 3, "units", 3)),
            Map.entry("MatrixFactorisation", Map.of("users", 4, "items", 3)),
            Map.entry("SkipGram", Map.of("words", 4, "draws", 2, "width", 3)),
            Map.entry("SmallCnn", Map.of("side", 4, "channels", 2, "classes", 3)),
            Map.entry("Vae", Map.of("pixels", 6, "hidden", 4, "latent", 2)));

    private Samples() {}

    /** Options that make a large sample small, and leave others as they are. */
    public static CompileOptions small(Path model) {
        String name = model.getFileName().toString().replace(".nn", "");
        CompileOptions options = CompileOptions.STANDARD;
        for (Map.Entry<String, Integer> dim : SMALL.getOrDefault(name, Map.of()).entrySet()) {
            options = options.withDim(dim.getKey(), dim.getValue());
        }
        return options;
    }

    static List<Path> all() {
        return in(MODELS);
    }

    /** The models, and the programs that tests have. */
    public static List<Path> andPrograms() {
        List<Path> all = new ArrayList<>(all());
        all.addAll(in(Path.of("src/test/resources/programs")));
        return all;
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

    public static CompileResult compile(Path file, CompileOptions options) {
        return Compiler.compile(source(file), options.verified());
    }
}
