package dev.chainrule.maven;

import dev.chainrule.CompileOptions;
import dev.chainrule.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A project in a folder, that is changed and built. */
final class Project {

    private final Path folder;
    private final Path sources;
    final Path output;
    final Path manifest;

    Project(Path folder) {
        this.folder = folder;
        this.sources = folder.resolve("src/main/nn");
        this.output = folder.resolve("target/generated-sources/nn");
        this.manifest = folder.resolve("target/maven-status/chainrule/generate-default.json");
    }

    Project with(String file, String text) throws IOException {
        write(sources.resolve(file), text);
        return this;
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    void delete(String file) throws IOException {
        Files.delete(sources.resolve(file));
    }

    Generation.Outcome build() throws DataException, IOException {
        return build(CompileOptions.STANDARD, "1.0");
    }

    Generation.Outcome build(CompileOptions options, String tool) throws DataException, IOException {
        return Generation.run(new Generation.Request(sources(options), output, manifest, tool, false));
    }

    SourceSet sources(CompileOptions options) throws IOException {
        return new SourceSet(sources, files(sources), List.of(sources), Optional.empty(), options, false);
    }

    /** What was generated, below the output directory. */
    List<String> outputs() throws IOException {
        return Files.exists(output) ? files(output) : List.of();
    }

    String read(String output) throws IOException {
        return Files.readString(this.output.resolve(output));
    }

    Path folder() {
        return folder;
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> SourceSet.slashed(folder.relativize(file)))
                    .sorted()
                    .toList();
        }
    }
}
