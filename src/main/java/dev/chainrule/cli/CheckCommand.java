package dev.chainrule.cli;

import dev.chainrule.CompileResult;
import dev.chainrule.check.CheckReport;
import dev.chainrule.check.CheckSettings;
import dev.chainrule.check.GradientCheck;
import dev.chainrule.check.ModelCheck;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.equation.Model;
import dev.chainrule.project.TranslatedFile;
import dev.chainrule.train.Descriptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Proves the gradients of {@code .nn} files against the interpreter, dual numbers, complex step and differences. */
@CommandLine.Command(
        name = "check",
        description =
                "Proves generated gradients against the reference interpreter, dual numbers, complex step and numeric"
                        + " differences.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @CommandLine.Mixin
    private Sources sources = new Sources();

    @CommandLine.Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "of the random points (default: 0)")
    private long seed;

    @CommandLine.Option(names = "--points", paramLabel = "N", defaultValue = "3", description = "how many (default: 3)")
    private int points;

    @CommandLine.Option(
            names = "--elements",
            paramLabel = "N",
            defaultValue = "2000",
            description = "a parameter of up to N elements is checked whole, a larger one in N/10 elements and along"
                    + " 8 directions (default: 2000)")
    private int elements;

    @CommandLine.Option(
            names = "--rtol",
            paramLabel = "X",
            defaultValue = "1e-6",
            description = "allowed relative error against differences (default: 1e-6)")
    private double relative;

    @CommandLine.Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "human",
            description = "of the report: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private ReportFormat format = ReportFormat.HUMAN;

    @CommandLine.ArgGroup(exclusive = false, heading = "At rows of a file instead of random inputs:%n")
    private @Nullable DataOptions data;

    @CommandLine.Option(
            names = "--scale",
            paramLabel = "METHOD",
            description = "of these rows: standard, minmax, /255 or none; for one input: x=standard (may be repeated;"
                    + " default: none)")
    private List<String> scale = List.of();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws DataException {
        GradientCheck.Settings settings = CheckSettings.of(seed, points, elements, relative, "--");
        PrintWriter out = spec.commandLine().getOut();
        Optional<List<TranslatedFile>> compiled =
                sources.compile(spec.commandLine().getErr());
        if (compiled.isEmpty()) {
            return ExitCode.ERRORS;
        }
        List<CheckReport> reports = new ArrayList<>();
        List<Checked> subjects = subjects(compiled.get());
        for (Checked one : subjects) {
            GradientCheck.Settings here = data == null
                    ? settings
                    : settings.withGiven(DataPoints.of(
                            data, scale, Descriptions.of(one.stages().plan()), seed));
            reports.addAll(ModelCheck.reports(one.file().source(), sources.options(), one.stages(), here));
        }
        out.println(format.text(reports));
        return reports.stream().allMatch(CheckReport::passed) ? ExitCode.SUCCESS : ExitCode.ERRORS;
    }

    /** A model and its file. */
    private record Checked(TranslatedFile file, CompileResult.Stages stages) {}

    /** All models; with data, the one network that they are for. */
    private List<Checked> subjects(List<TranslatedFile> compiled) throws DataException {
        List<Checked> all = new ArrayList<>();
        compiled.forEach(file -> file.result().models().forEach(stages -> all.add(new Checked(file, stages))));
        if (data != null) {
            all.removeIf(one -> one.stages().elaborated().kind() != Model.Kind.NETWORK);
            if (all.size() != 1) {
                throw DataProblem.option("--data is for one network, and there "
                                + (all.isEmpty() ? "is none" : "are " + all.size()))
                        .hint("give the file of one network")
                        .exception();
            }
        }
        return all;
    }
}
