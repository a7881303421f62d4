package dev.chainrule.cli;

import dev.chainrule.check.CheckCode;
import dev.chainrule.data.DataCode;
import dev.chainrule.diagnostic.Code;
import dev.chainrule.diagnostic.Codes;
import dev.chainrule.diagnostic.DidYouMean;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Explains a message's code. */
@CommandLine.Command(
        name = "explain",
        description =
                "Explains a message's code, with a program that is wrong and one that is right; without a code, lists all.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    private static final int WIDTH = 100;

    private static final String INTERNAL = "A mistake of Chainrule's own, whatever the input was. Please report it with"
            + " the lines printed and, if that is possible, the .nn file.";

    @CommandLine.Parameters(paramLabel = "CODE", arity = "0..1", defaultValue = "", description = "such as NN204")
    private String code = "";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** The explanations of all messages there are, whoever gives them. */
    static Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        for (Code known : Codes.all()) {
            all.put(known.id(), known.explanation());
        }
        for (DataCode known : DataCode.values()) {
            all.put(known.id(), known.explanation());
        }
        for (CheckCode known : CheckCode.values()) {
            all.put(known.id(), known.explanation());
        }
        all.put(ProblemRenderer.INTERNAL, INTERNAL);
        return all;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, String> all = all();
        if (code.isEmpty()) {
            all.forEach((id, text) -> out.println(id + "  " + shortened(text)));
            return ExitCode.SUCCESS;
        }
        String wanted = code.toUpperCase(Locale.ROOT);
        if (!all.containsKey(wanted)) {
            String question = DidYouMean.question(wanted, all.keySet());
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "there is no code " + code + (question.isEmpty() ? "" : "; " + question));
        }
        out.print(Explanation.of(wanted));
        return ExitCode.SUCCESS;
    }

    /** As much as a line takes. */
    private static String shortened(String text) {
        String line = text.replace('\n', ' ');
        return line.length() <= WIDTH ? line : line.substring(0, line.lastIndexOf(' ', WIDTH)) + " …";
    }
}
