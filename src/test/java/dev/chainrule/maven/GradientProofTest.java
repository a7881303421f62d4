package dev.chainrule.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.check.GradientCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which gradients a build checks, and what it leaves behind. */
class GradientProofTest {

    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void oneModel() throws IOException {
        project = new Project(folder).with("a/Square.nn", "function Square(x) { return x^2; }");
    }

    @Test
    void whatHasPassedIsNotCheckedAgain() throws Exception {
        assertThat(check(0).reports()).hasSize(1);
        assertThat(reports().resolve("report.json")).content().contains("Square.value");
        assertThat(reports().resolve("TEST-chainrule-check.xml")).content().contains("<testsuite name=\"Square.value");
        assertThat(check(0).upToDate()).isTrue();
    }

    @Test
    void anotherSeedIsAnotherCheck() throws Exception {
        check(0);
        assertThat(check(1).upToDate()).isFalse();
    }

    @Test
    void anotherModelIsAnotherCheck() throws Exception {
        check(0);
        project.with("a/Cube.nn", "function Cube(x) { return x^3; }");
        assertThat(check(0).reports()).hasSize(2);
        project.delete("a/Square.nn");
        assertThat(check(0).reports()).hasSize(1);
    }

    @Test
    void reportsThatAreGoneAreMadeAgain() throws Exception {
        check(0);
        Files.delete(reports().resolve("report.json"));
        assertThat(check(0).upToDate()).isFalse();
        assertThat(reports().resolve("report.json")).exists();
    }

    /** It fails each time, until it passes. */
    @Test
    void aFailureIsNotForgotten() throws Exception {
        project.with("a/Square.nn", "function Square(x) { return sqrt(-1 - x^2); }");
        assertThat(check(0).failed()).hasSize(1);
        assertThat(check(0).failed()).hasSize(1);
        assertThat(reports().resolve("TEST-chainrule-check.xml")).content().contains("failures=\"1\"");
        project.with("a/Square.nn", "function Square(x) { return sqrt(1 + x^2); }");
        assertThat(check(0).failed()).isEmpty();
    }

    @Test
    void mistakesComeBeforeGradients() throws Exception {
        project.with("a/Square.nn", "function Square(x) { return y; }");
        GradientProof.Outcome outcome = check(0);
        assertThat(outcome.hasErrors()).isTrue();
        assertThat(outcome.reports()).isEmpty();
        assertThat(reports()).doesNotExist();
    }

    private GradientProof.Outcome check(long seed) throws Exception {
        return GradientProof.run(new GradientProof.Request(
                project.sources(CompileOptions.STANDARD),
                new GradientCheck.Settings(seed, 2, 100, 1e-6),
                reports(),
                folder.resolve("target/maven-status/chainrule/check-default.json"),
                "1.0",
                false));
    }

    private Path reports() {
        return folder.resolve("target/chainrule-check");
    }
}
