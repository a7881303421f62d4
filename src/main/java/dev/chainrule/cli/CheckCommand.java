package dev.chainrule.cli;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.check.CheckReport;
import dev.chainrule.check.GradientCheck;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.DataProblems;
import dev.chainrule.equation.Model;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Proves the gradients of {@code .nn} files against the interpreter and numeric differences. */
@CommandLine.Command(
        name = "check",
        description = "Proves generated gradients against the reference interpreter and numeric differences.",
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

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws DataException {
        GradientCheck.Settings settings = settings();
        PrintWriter out = spec.commandLine().getOut();
        Optional<List<Sources.Compiled>> compiled =
                sources.compile(spec.commandLine().getErr());
        if (compiled.isEmpty()) {
            return ExitCode.ERRORS;
        }
        boolean passed = true;
        boolean any = false;
        for (Sources.Compiled one : compiled.get()) {
            for (CompileResult.Stages stages : one.result().models()) {
                for (CheckReport report : reports(one, stages, sources.options(), settings)) {
                    passed &= report.passed();
                    if (any) {
                        out.println();
                    }
                    any = true;
                    report.lines().forEach(out::println);
                }
            }
        }
        if (!any) {
            out.println("there is no function and no network to check");
        }
        return passed ? ExitCode.SUCCESS : ExitCode.ERRORS;
    }

    private GradientCheck.Settings settings() throws DataException {
        DataProblems problems = new DataProblems();
        if (points < 1) {
            problems.add(DataProblem.option("--points is how many points are checked: at least 1, not " + points));
        }
        if (elements < 1) {
            problems.add(DataProblem.option("--elements is how many are checked: at least 1, not " + elements));
        }
        if (!(relative > 0 && relative < 1)) {
            problems.add(
                    DataProblem.option("--rtol is the relative error allowed: above 0 and below 1, not " + relative));
        }
        problems.throwIfAny();
        return new GradientCheck.Settings(seed, points, elements, relative);
    }

    /** The class as it is; and for one in float first its twin in double, where rounding hides nothing. */
    static List<CheckReport> reports(
            Sources.Compiled compiled,
            CompileResult.Stages stages,
            CompileOptions options,
            GradientCheck.Settings settings) {
        List<CheckReport> reports = new ArrayList<>();
        if (stages.elaborated().precision() == Model.Precision.FLOAT) {
            ModelCheck.twin(compiled.source(), options, stages.elaborated().name())
                    .ifPresent(twin -> reports.addAll(ModelCheck.check(twin, options, settings)));
        }
        reports.addAll(ModelCheck.check(stages, options, settings));
        return reports;
    }
}
