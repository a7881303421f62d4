package dev.chainrule.cli;

import dev.chainrule.CompileResult;
import dev.chainrule.equation.Notation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Shows what the compiler makes of a file, stage by stage. */
@CommandLine.Command(
        name = "describe",
        description = "Shows what the compiler makes of a file, stage by stage.",
        mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {

    /** The stages there are. */
    enum Stage {
        EQUATIONS,
        SIMPLIFIED,
        GRADIENT
    }

    @CommandLine.Mixin
    private Sources sources = new Sources();

    @CommandLine.Option(
            names = "--stage",
            defaultValue = "equations",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Stage stage = Stage.EQUATIONS;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<List<Sources.Compiled>> compiled =
                sources.compile(spec.commandLine().getErr());
        if (compiled.isEmpty()) {
            return ExitCode.ERRORS;
        }
        for (Sources.Compiled one : compiled.get()) {
            for (CompileResult.Stages stages : one.result().models()) {
                out.println(stages.elaborated().name());
                Notation.of(
                                switch (stage) {
                                    case EQUATIONS -> stages.elaborated().system();
                                    case SIMPLIFIED -> stages.simplified().system();
                                    case GRADIENT -> stages.resimplified().system();
                                })
                        .forEach(line -> out.println("  " + line));
            }
        }
        return ExitCode.SUCCESS;
    }
}
