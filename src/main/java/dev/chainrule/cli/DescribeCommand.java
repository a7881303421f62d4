package dev.chainrule.cli;

import dev.chainrule.CompileResult;
import dev.chainrule.data.DataException;
import dev.chainrule.describe.Description;
import dev.chainrule.describe.Graph;
import dev.chainrule.project.TranslatedFile;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Shows what the compiler makes of a file, stage by stage, as texts that people can learn from. */
@CommandLine.Command(
        name = "describe",
        description = "Shows what the compiler makes of a file, stage by stage.",
        mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {

    /** The stages there are. */
    enum Stage {
        SYNTAX,
        EQUATIONS,
        SIMPLIFIED,
        GRADIENT,
        SCHEDULE,
        LOOPS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The languages of pictures. */
    enum Picture {
        DOT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @CommandLine.Mixin
    private Sources sources = new Sources();

    @CommandLine.Option(
            names = "--stage",
            paramLabel = "STAGE",
            defaultValue = "equations",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Stage stage = Stage.EQUATIONS;

    @CommandLine.Option(
            names = "--graph",
            paramLabel = "LANGUAGE",
            description = "instead of a stage, the computational graph: ${COMPLETION-CANDIDATES}")
    private Optional<Picture> graph = Optional.empty();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws DataException {
        Optional<List<TranslatedFile>> compiled =
                sources.compile(spec.commandLine().getErr());
        if (compiled.isEmpty()) {
            return ExitCode.ERRORS;
        }
        List<String> texts = new ArrayList<>();
        for (TranslatedFile one : compiled.get()) {
            if (stage == Stage.SYNTAX && graph.isEmpty()) {
                one.result().unit().map(Description::syntax).ifPresent(texts::add);
            } else {
                one.result().models().forEach(stages -> texts.add(text(stages)));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(String.join("\n", texts));
        out.flush();
        return ExitCode.SUCCESS;
    }

    private String text(CompileResult.Stages stages) {
        if (graph.isPresent()) {
            return Graph.dot(stages.elaborated());
        }
        return switch (stage) {
            case SYNTAX -> throw new IllegalStateException("a file's syntax is no model's");
            case EQUATIONS -> Description.equations(stages.elaborated());
            case SIMPLIFIED -> Description.simplified(stages.simplified(), stages.rewrites());
            case GRADIENT -> Description.gradient(stages.resimplified());
            case SCHEDULE -> Description.schedule(stages.schedule());
            case LOOPS -> Description.loops(stages.plan());
        };
    }
}
