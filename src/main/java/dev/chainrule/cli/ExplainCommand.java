package dev.chainrule.cli;

import dev.chainrule.data.DataCode;
import dev.chainrule.diagnostic.Code;
import dev.chainrule.diagnostic.Codes;
import dev.chainrule.diagnostic.DidYouMean;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Explains a message's code. */
@CommandLine.Command(name = "explain", description = "Explains a message's code.", mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @CommandLine.Parameters(paramLabel = "CODE", description = "such as NN204")
    private String code = "";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        Optional<DataCode> ofData = DataCode.byId(code);
        if (ofData.isPresent()) {
            spec.commandLine()
                    .getOut()
                    .println(ofData.get().id() + ": " + ofData.get().explanation());
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
        spec.commandLine()
                .getOut()
                .println(found.get().id() + ": " + found.get().explanation());
        return ExitCode.SUCCESS;
    }
}
