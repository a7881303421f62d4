package dev.chainrule.maven;

import dev.chainrule.check.CheckReport;
import dev.chainrule.check.CheckSettings;
import dev.chainrule.check.GradientCheck;
import dev.chainrule.data.DataException;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Checks the gradients of the project's models: the generated classes, compiled in memory, are compared with the reference
 * interpreter, dual numbers, complex step and numeric differences. The build fails with the table of what is wrong.
 *
 * @since 0.1.0
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends SourceMojo {

    private static final String STANDARD = "src/main/nn";

    /**
     * Where the {@code .nn} files are. If the default folder does not exist, there is nothing to do; any other has to exist.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.sourceDirectory", defaultValue = "${project.basedir}/" + STANDARD)
    private File sourceDirectory;

    /**
     * Where the reports are written: {@code report.json}, and {@code TEST-chainrule-check.xml} in JUnit's form.
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "chainrule.check.reportDirectory",
            defaultValue = "${project.build.directory}/chainrule-check")
    private File reportDirectory;

    /**
     * The seed of the random points.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.check.seed", defaultValue = "0")
    private long seed;

    /**
     * How many points are checked.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.check.points", defaultValue = "3")
    private int points;

    /**
     * A parameter of up to so many elements is checked whole, a larger one in a tenth of so many, and along 8 directions.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.check.elements", defaultValue = "2000")
    private int elements;

    /**
     * The relative error that is allowed against numeric differences.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.check.rtol", defaultValue = "1e-6")
    private double rtol;

    @Override
    Directory sources() {
        return new Directory(sourceDirectory.toPath(), "sourceDirectory", "chainrule.sourceDirectory", STANDARD);
    }

    @Override
    List<Path> ownImports() {
        return List.of(sourceDirectory.toPath());
    }

    @Override
    void run(Messages messages) throws DataException, MojoFailureException {
        long start = System.nanoTime();
        SourceSet sources = sourceSet();
        if (sources.files().isEmpty()) {
            return;
        }
        GradientCheck.Settings settings = CheckSettings.of(seed, points, elements, rtol, "chainrule.check.");
        Path reports = reportDirectory.toPath().toAbsolutePath().normalize();
        GradientProof.Outcome outcome =
                GradientProof.run(new GradientProof.Request(sources, settings, reports, manifest(), tool(), force()));
        if (outcome.upToDate()) {
            getLog().info("gradients have been checked, and nothing has changed since");
            return;
        }
        sources.files().forEach(file -> messages.clear(sources.path(file)));
        tell(outcome.diagnostics(), messages);
        tell(outcome, reports, start);
    }

    private void tell(GradientProof.Outcome outcome, Path reports, long start) throws MojoFailureException {
        for (CheckReport report : outcome.reports()) {
            String table = String.join("\n", report.lines());
            if (report.passed()) {
                getLog().debug(table);
            } else {
                getLog().error(table);
            }
        }
        int failed = outcome.failed().size();
        String checks = Words.count(outcome.reports().size(), "gradient check");
        if (failed > 0) {
            throw new MojoFailureException(failed + " of " + checks + " failed; the reports are in " + reports);
        }
        getLog().info(checks + " passed (" + Words.since(start) + ")");
    }
}
