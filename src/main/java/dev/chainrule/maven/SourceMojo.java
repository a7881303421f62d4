package dev.chainrule.maven;

import dev.chainrule.CompileOptions;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.equation.Model;
import dev.chainrule.project.Assignments;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.build.BuildContext;
import org.codehaus.plexus.build.DefaultBuildContext;
import org.codehaus.plexus.util.DirectoryScanner;
import org.jspecify.annotations.Nullable;

/** What the goals that read {@code .nn} files have in common: their parameters, and how they tell what went wrong. */
abstract class SourceMojo extends AbstractMojo {

    /**
     * Which files of the source directory are compiled, as Ant patterns. For example
     * {@code <includes><include>models/*.nn</include></includes>}. Without any, all {@code .nn} files are.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.includes", defaultValue = "**/*.nn")
    private List<String> includes = List.of();

    /**
     * Which files are left out, as Ant patterns: files that are imported and make no class of their own need not be, since
     * nothing is written for them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.excludes")
    private List<String> excludes = List.of();

    /**
     * Folders in which imported files are looked for, after the folder of the importing file and before the source
     * directory. Files of the test sources also find those of the main ones.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.imports")
    private List<File> importDirectories = List.of();

    /**
     * Lengths of fixed dims, instead of those in the files: {@code <dims><dim>hidden=128</dim></dims>}, or
     * {@code -Dchainrule.dims=hidden=128,classes=10}. A dim that no file has is an error.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.dims")
    private List<String> dims = List.of();

    /**
     * The package of files without a {@code package} statement. Without it, that of their folder below the source directory.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.package")
    private @Nullable String packageName;

    /**
     * {@code float} or {@code double}, instead of what the files say.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.precision")
    private @Nullable String precision;

    /**
     * The kind of Java that is generated. {@code plain} is the only one so far: it needs nothing but the JDK.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.target", defaultValue = "plain")
    private String target = "plain";

    /**
     * Whether the classes check each read and each value while they compute, and say what is wrong where. They are slow.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.checked", defaultValue = "false")
    private boolean checked;

    /**
     * Whether the classes bear an annotation {@code Generated} that their class files keep, so that JaCoCo leaves them out.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.markGenerated", defaultValue = "false")
    private boolean markGenerated;

    /**
     * How large programs may be: {@code characters}, {@code tokens}, {@code nesting}, {@code files}, {@code nodes}. For
     * example {@code <limits><limit>nodes=5000000</limit></limits>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.limits")
    private List<String> limits = List.of();

    /**
     * Whether it is an error if there is no {@code .nn} file.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.failOnMissingSources", defaultValue = "false")
    private boolean failOnMissingSources;

    /**
     * Whether warnings are errors.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.failOnWarning", defaultValue = "false")
    private boolean failOnWarning;

    /**
     * Whether all files count as changed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.force", defaultValue = "false")
    private boolean force;

    /**
     * Whether nothing is done at all.
     *
     * @since 0.1.0
     */
    @Parameter(property = "chainrule.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Inject
    private BuildContext buildContext;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Chainrule is skipped");
            return;
        }
        Messages messages = new Messages(getLog(), ide());
        try {
            run(messages);
        } catch (DataException failure) {
            messages.report(failure);
            throw new MojoExecutionException(
                    Words.count(failure.problems().size(), "problem") + " with files or parameters");
        } catch (CompiledClasses.NoCompilerException e) {
            throw new MojoExecutionException(DataCode.NO_COMPILER.id() + " " + e.getMessage());
        } catch (RuntimeException e) {
            throw new MojoExecutionException(
                    "NN999 Chainrule " + tool() + " has a bug: " + e
                            + "; -e shows where; please report it with the .nn file",
                    e);
        }
    }

    /** The work of the goal. */
    abstract void run(Messages messages) throws DataException, MojoFailureException;

    /** Where the files are; the name of the parameter, its property and what it is by default. */
    abstract Directory sources();

    /** Folders that imports are looked for in, after those given. */
    abstract List<Path> ownImports();

    /**
     * A folder that a parameter names.
     *
     * @param parameter its name
     * @param property with which the command line sets it
     * @param standard what it is by default, relative to the project
     */
    record Directory(Path path, String parameter, String property, String standard) {}

    final MavenProject project() {
        return project;
    }

    final boolean force() {
        return force;
    }

    /** The manifest of this goal in this execution: one execution may have several goals. */
    final Path manifest() {
        String name = execution.getGoal() + "-" + execution.getExecutionId().replaceAll("[^A-Za-z0-9._-]", "_");
        return Path.of(project.getBuild().getDirectory(), "maven-status", "chainrule", name + ".json");
    }

    /** The version of the plugin; that of a snapshot says little, so with the fingerprint of its jar. */
    final String tool() {
        var plugin = execution.getMojoDescriptor().getPluginDescriptor();
        Optional<String> jar = Optional.ofNullable(plugin.getPluginArtifact())
                .flatMap(artifact -> Optional.ofNullable(artifact.getFile()))
                .flatMap(file -> Fingerprint.of(file.toPath()));
        return plugin.getVersion() + jar.map(sha -> " " + sha).orElse("");
    }

    /** The files that there are; none if the default directory is missing, which is said. */
    final SourceSet sourceSet() throws DataException, MojoFailureException {
        Directory directory = sources();
        List<String> files = files(directory);
        if (files.isEmpty()) {
            if (failOnMissingSources) {
                throw new MojoFailureException("there is no .nn file in " + directory.path());
            }
            getLog().info("there is no .nn file in " + directory.path());
        }
        List<Path> imports = new ArrayList<>();
        importDirectories.forEach(
                folder -> imports.add(folder.toPath().toAbsolutePath().normalize()));
        imports.addAll(ownImports());
        return new SourceSet(
                directory.path().toAbsolutePath().normalize(),
                files,
                imports,
                Optional.ofNullable(packageName).filter(name -> !name.isBlank()),
                options(),
                failOnWarning);
    }

    private List<String> files(Directory directory) throws MojoFailureException {
        Path path = directory.path();
        if (!Files.isDirectory(path)) {
            boolean isStandard = path.equals(project.getBasedir().toPath().resolve(directory.standard()));
            if (!isStandard) {
                throw new MojoFailureException(directory.parameter() + " (" + directory.property() + ") is " + path
                        + ", and there is no such folder");
            }
            return List.of();
        }
        DirectoryScanner scanner = new DirectoryScanner();
        scanner.setBasedir(path.toFile());
        scanner.setIncludes(includes.toArray(String[]::new));
        scanner.setExcludes(excludes.toArray(String[]::new));
        scanner.addDefaultExcludes();
        scanner.scan();
        return Arrays.stream(scanner.getIncludedFiles())
                .map(file -> file.replace(File.separatorChar, '/'))
                .sorted()
                .toList();
    }

    private CompileOptions options() throws DataException {
        if (!target.equals("plain")) {
            throw DataProblem.option("target is " + DataProblem.quoted(target) + ", and plain is the only one so far")
                    .exception();
        }
        CompileOptions options = CompileOptions.STANDARD.withLimits(Assignments.limits("limits", limits));
        for (Map.Entry<String, Integer> dim : Assignments.parse("dims", dims).entrySet()) {
            options = options.withDim(dim.getKey(), dim.getValue());
        }
        if (precision != null) {
            options = options.withPrecision(precision(precision));
        }
        options = checked ? options.withChecks() : options;
        return markGenerated ? options.withMark() : options;
    }

    private static Model.Precision precision(String name) throws DataException {
        return Arrays.stream(Model.Precision.values())
                .filter(any -> any.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> DataProblem.option(
                                "precision is " + DataProblem.quoted(name) + ", and it is float or double")
                        .exception());
    }

    /** Tells what is wrong with the files, and ends the goal if that is an error. */
    final void tell(List<Diagnostic> diagnostics, Messages messages) throws MojoFailureException {
        messages.report(diagnostics);
        if (Diagnostics.haveErrors(diagnostics)) {
            throw new MojoFailureException(Messages.count(diagnostics));
        }
    }

    /**
     * The IDE that runs this build. Without one, Maven's own context would only print every message a second time; an old
     * Eclipse hides behind that context, and has a property.
     */
    private Optional<BuildContext> ide() {
        boolean eclipse = session.getUserProperties().containsKey("m2e.version")
                || session.getSystemProperties().containsKey("m2e.version");
        return Optional.of(buildContext)
                .filter(context -> eclipse || !context.getClass().equals(DefaultBuildContext.class));
    }
}
