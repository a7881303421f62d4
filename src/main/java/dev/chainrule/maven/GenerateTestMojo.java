package dev.chainrule.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Generates Java classes that only the tests of the project use, from {@code .nn} files of its tests.
 *
 * @since 0.1.0
 */
@Mojo(name = "generate-test", defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES, threadSafe = true)
public final class GenerateTestMojo extends GenerationMojo {

    private static final String STANDARD = "src/test/nn";

    /**
     * Where the {@code .nn} files are. Its sub-folders are packages, unless a file has a {@code package} statement. If the
     * default folder does not exist, there is nothing to do; any other has to exist.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.testSourceDirectory", defaultValue = "${project.basedir}/" + STANDARD)
    private File testSourceDirectory;

    /**
     * Where the Java is written.
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "chainrule.testOutputDirectory",
            defaultValue = "${project.build.directory}/generated-test-sources/nn")
    private File testOutputDirectory;

    /**
     * The folder of the main sources, whose files may be imported.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.sourceDirectory", defaultValue = "${project.basedir}/src/main/nn")
    private File sourceDirectory;

    /**
     * Whether the output directory becomes a source root of the project's tests.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.addTestCompileSourceRoot", defaultValue = "true")
    private boolean addTestCompileSourceRoot;

    @Override
    Directory sources() {
        return new Directory(
                testSourceDirectory.toPath(), "testSourceDirectory", "chainrule.testSourceDirectory", STANDARD);
    }

    @Override
    List<Path> ownImports() {
        return List.of(testSourceDirectory.toPath(), sourceDirectory.toPath());
    }

    @Override
    Path output() {
        return testOutputDirectory.toPath();
    }

    @Override
    void addSourceRoot() {
        if (addTestCompileSourceRoot) {
            project().addTestCompileSourceRoot(testOutputDirectory.getAbsolutePath());
        }
    }
}
