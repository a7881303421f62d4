package dev.chainrule.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A manifest is read as it was written, or counts as none: nobody's file decides what is deleted. */
class ManifestFileTest {

    private static final Manifest MANIFEST = new Manifest(
            "1.0",
            "options",
            List.of(new Manifest.Source(
                    "a/B.nn",
                    "0011",
                    List.of(
                            new Manifest.Import("a/lib.nn", Optional.of("2233")),
                            new Manifest.Import("../other/lib.nn", Optional.empty())))),
            List.of(new Manifest.Output("a/B.java", "4455", "a/B.nn")));

    @TempDir
    private Path folder;

    @Test
    void isReadAsItWasWritten() throws Exception {
        ManifestFile file = new ManifestFile(folder.resolve("status/m.json"));
        assertThat(file.read()).isEqualTo(Manifest.NONE);
        file.write(MANIFEST);
        assertThat(file.read()).isEqualTo(MANIFEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"format\": 2}",
                "{\"format\": 1}",
                "{\"format\": [[[[[[[[[[[[[[[[[[[[[[",
                "{\"format\": 1, \"tool\": \"1.0\", \"options\": \"\", \"sources\": {}, \"outputs\": []}",
                "{\"format\": 1, \"tool\": [], \"options\": \"\", \"sources\": [], \"outputs\": []}",
                "{\"format\": 1, \"tool\": \"1.0\", \"options\": \"\", \"sources\": [7], \"outputs\": []}",
            })
    void anythingElseIsNone(String text) throws Exception {
        assertThat(read(text)).isEqualTo(Manifest.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../Precious.java",
                "/etc/passwd",
                "a/../../b.java",
                "C:/b.java",
                "a\\\\..\\\\b.java",
                "",
                "a//b",
                "."
            })
    void anOutputLiesBelowItsFolder(String path) throws Exception {
        String text =
                "{\"format\": 1, \"tool\": \"1.0\", \"options\": \"\", \"sources\": [], \"outputs\": [{\"path\": \""
                        + path + "\", \"sha256\": \"00\", \"source\": \"a.nn\"}]}";
        assertThat(read(text)).isEqualTo(Manifest.NONE);
    }

    /** An array nested a million deep ends no build. */
    @Test
    void depthIsNoMatter() throws Exception {
        assertThat(read("[".repeat(1_000_000))).isEqualTo(Manifest.NONE);
    }

    /** Even a link in the output directory leads nowhere. */
    @Test
    void nothingIsDeletedBehindALink() throws Exception {
        Project project =
                new Project(folder.resolve("project")).with("a/Square.nn", "function Square(x) { return x^2; }");
        project.build();
        Path precious = folder.resolve("elsewhere/Square.java");
        Project.write(precious, project.read("a/Square.java"));
        Files.delete(project.output.resolve("a/Square.java"));
        Files.delete(project.output.resolve("a"));
        Files.createSymbolicLink(project.output.resolve("a"), folder.resolve("elsewhere"));
        project.delete("a/Square.nn");
        assertThat(project.build().removed()).isEmpty();
        assertThat(precious).exists();
    }

    private Manifest read(String text) throws Exception {
        Path file = folder.resolve("m.json");
        Files.writeString(file, text);
        return new ManifestFile(file).read();
    }
}
