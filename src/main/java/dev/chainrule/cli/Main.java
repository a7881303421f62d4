package dev.chainrule.cli;

import dev.chainrule.data.DataException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** The command {@code chainrule}. */
@CommandLine.Command(
        name = "chainrule",
        description = "Gradients for Java: translates .nn files to Java classes, checks their gradients, trains them.",
        subcommands = {
            GenerateCommand.class,
            CheckCommand.class,
            TrainCommand.class,
            PredictCommand.class,
            DescribeCommand.class,
            ExplainCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Main() {}

    /** Runs the command and ends the virtual machine with its exit code. */
    public static void main(String... arguments) {
        System.exit(run(utf8(System.out), utf8(System.err), arguments));
    }

    /** Java and descriptions are UTF-8 whatever the locale says: in that of C, a sum would print as a question mark. */
    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Runs the command with other streams. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine command = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> failed(failure, err, List.of(arguments)));
        int code = command.execute(arguments);
        out.flush();
        err.flush();
        return code;
    }

    private static int failed(Exception failure, PrintWriter err, List<String> arguments) {
        if (failure instanceof EnvironmentException) {
            err.println("error: " + failure.getMessage());
            return ExitCode.ENVIRONMENT;
        }
        if (failure instanceof DataException data) {
            err.println(DataMessages.text(data));
            return switch (data.code()) {
                case OPTION -> ExitCode.USAGE;
                case DIVERGED -> ExitCode.ERRORS;
                default -> ExitCode.ENVIRONMENT;
            };
        }
        err.println("error[NN999]: Chainrule has a bug: " + failure);
        StackTraceElement[] trace = failure.getStackTrace();
        for (int i = 0; i < Math.min(6, trace.length); i++) {
            err.println("  in " + trace[i]);
        }
        err.println("  version " + Version.text() + ", Java " + Runtime.version());
        err.println("  again with: chainrule " + String.join(" ", arguments));
        return ExitCode.INTERNAL;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
