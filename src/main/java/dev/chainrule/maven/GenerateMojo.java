package dev.chainrule.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Generates Java classes from the {@code .nn} files of the project.
 *
 * @since 0.1.0
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends GenerationMojo {

    private static final String STANDARD = "src/main/nn";

    /**
     * Where the {@code .nn} files are. Its sub-folders are packages, unless a file has a {@code package} statement. If the
     * default folder does not exist, there is nothing to do; any other has to exist.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.sourceDirectory", defaultValue = "${project.basedir}/" + STANDARD)
    private File sourceDirectory;

    /**
     * Where the Java is written.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.outputDirectory", defaultValue = "${project.build.directory}/generated-sources/nn")
    private File outputDirectory;

    /**
     * Whether the output directory becomes a source root of the project.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.addCompileSourceRoot", defaultValue = "true")
    private boolean addCompileSourceRoot;

    @Override
    Directory sources() {
        return new Directory(sourceDirectory.toPath(), "sourceDirectory", "chainrule.sourceDirectory", STANDARD);
    }

    @Override
    List<Path> ownImports() {
        return List.of(sourceDirectory.toPath());
    }

    @Override
    Path output() {
        return outputDirectory.toPath();
    }

    @Override
    void addSourceRoot() {
        if (addCompileSourceRoot) {
            project().addCompileSourceRoot(outputDirectory.getAbsolutePath());
        }
    }
}
