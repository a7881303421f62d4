package dev.chainrule.cli;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.check.CheckReport;
import dev.chainrule.check.GradientCheck;
import dev.chainrule.equation.Model;
import java.io.PrintWriter;
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

    @CommandLine.Option(names = "--seed", defaultValue = "0", description = "of the random points (default: 0)")
    private long seed;

    @CommandLine.Option(names = "--points", defaultValue = "3", description = "how many (default: 3)")
    private int points;

    @CommandLine.Option(
            names = "--elements",
            defaultValue = "2000",
            description = "a tenth of this many are checked of a large parameter (default: 2000)")
    private int elements;

    @CommandLine.Option(
            names = "--rtol",
            defaultValue = "1e-6",
            description = "allowed relative error against differences (default: 1e-6)")
    private double relative;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Optional<List<Sources.Compiled>> compiled = sources.compile(err);
        if (compiled.isEmpty()) {
            return ExitCode.ERRORS;
        }
        GradientCheck.Settings settings = new GradientCheck.Settings(seed, points, elements, relative);
        boolean passed = true;
        boolean any = false;
        for (Sources.Compiled one : compiled.get()) {
            for (CheckReport report : reports(one, sources.options(), settings)) {
                any = true;
                passed &= report.passed();
                report.lines().forEach(out::println);
                out.println();
            }
        }
        if (!any) {
            out.println("there is no gradient to check");
        }
        return passed ? ExitCode.SUCCESS : ExitCode.ERRORS;
    }

    /** The class as it is; and for one in float also its twin in double, where rounding hides nothing. */
    static List<CheckReport> reports(
            Sources.Compiled compiled, CompileOptions options, GradientCheck.Settings settings) {
        List<CheckReport> reports = new java.util.ArrayList<>();
        for (CompileResult.Stages stages : compiled.result().models()) {
            boolean single = stages.elaborated().precision() == Model.Precision.FLOAT;
            if (single) {
                ModelCheck.twin(compiled.source(), options, stages.elaborated().name())
                        .ifPresent(twin -> reports.addAll(ModelCheck.check(twin, settings)));
            }
            reports.addAll(ModelCheck.check(stages, settings));
        }
        return reports;
    }
}
