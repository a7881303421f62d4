package dev.chainrule.cli;

import dev.chainrule.data.DataProblem;
import dev.chainrule.diagnostic.DidYouMean;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Shows what is wrong with a command line in a line or two, not the whole help. */
final class UsageErrors implements CommandLine.IParameterExceptionHandler {

    /** The constants of an enumeration, which are typed in lower case. */
    private static final Pattern CHOICE = Pattern.compile("(\\[[A-Z_, ]+]) \\(case-insensitive\\)");

    @Override
    public int handleParseException(CommandLine.ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        PrintWriter err = line.getErr();
        DataProblem problem = DataProblem.option(message(failure));
        String question = question(failure);
        err.print(new ProblemRenderer(MessageFormat.HUMAN)
                .render((question.isEmpty() ? problem : problem.hint(question)).exception()));
        err.println(line.getCommandSpec().qualifiedName() + " --help tells the "
                + (line.getParent() == null ? "commands" : "options"));
        err.flush();
        return ExitCode.USAGE;
    }

    private static String message(CommandLine.ParameterException failure) {
        if (failure instanceof CommandLine.UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String first = unmatched.getUnmatched().get(0);
            return isCommand(unmatched.getCommandLine())
                    ? "there is no command " + DataProblem.quoted(first)
                    : "there is no place for " + DataProblem.quoted(first);
        }
        String first = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return CHOICE.matcher(ProblemRenderer.lowered(first).replace("option option", "option"))
                .replaceFirst(choice -> choice.group(1).toLowerCase(Locale.ROOT));
    }

    private static boolean isCommand(CommandLine line) {
        return !line.getSubcommands().isEmpty();
    }

    private static String question(CommandLine.ParameterException failure) {
        if (!(failure instanceof CommandLine.UnmatchedArgumentException unmatched)) {
            return "";
        }
        CommandLine line = unmatched.getCommandLine();
        List<String> names = new ArrayList<>(line.getSubcommands().keySet());
        line.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        String written = unmatched.getUnmatched().get(0);
        int end = written.indexOf('=');
        return DidYouMean.question(end < 0 ? written : written.substring(0, end), names);
    }
}
