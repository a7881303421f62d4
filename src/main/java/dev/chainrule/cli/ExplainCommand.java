package dev.chainrule.cli;

import dev.chainrule.data.DataCode;
import dev.chainrule.diagnostic.Code;
import dev.chainrule.diagnostic.Codes;
import dev.chainrule.diagnostic.DidYouMean;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Explains a message's code. */
@CommandLine.Command(
        name = "explain",
        description = "Explains a message's code, with a program that is wrong and one that is right.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @CommandLine.Parameters(paramLabel = "CODE", description = "such as NN204")
    private String code = "";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        Optional<DataCode> ofData = DataCode.byId(code);
        if (ofData.isPresent()) {
            out().print(Explanation.paragraph(ofData.get().id(), ofData.get().explanation()));
            return ExitCode.SUCCESS;
        }
        Optional<Code> found = Codes.byId(code);
        if (found.isEmpty()) {
            String question = DidYouMean.question(
                    code.toUpperCase(java.util.Locale.ROOT),
                    Codes.all().stream().map(Code::id).toList());
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "there is no code " + code + (question.isEmpty() ? "" : "; " + question));
        }
        out().print(Explanation.of(found.get()));
        return ExitCode.SUCCESS;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
