package dev.chainrule.cli;

import dev.chainrule.check.CompiledClasses;
import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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
        footer = {
            "",
            "chainrule COMMAND --help tells the options of a command.",
            "Exit codes: 0 success, 1 errors in a .nn file or a failed check, 2 wrong usage,",
            "3 files and environment, 70 a bug of Chainrule."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Main() {}

    /** Runs the command and ends the virtual machine with its exit code. */
    public static void main(String... arguments) {
        System.exit(run(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), arguments));
    }

    /** Runs the command on streams; that a result could not be written there is a failure as any other. */
    static int run(OutputStream out, OutputStream err, String... arguments) {
        WatchedStream results = new WatchedStream(out);
        PrintWriter messages = utf8(new WatchedStream(err));
        int code = run(utf8(results), messages, arguments);
        Optional<IOException> failure = results.failure();
        if (failure.isEmpty() || code != ExitCode.SUCCESS) {
            return code;
        }
        String reason = String.valueOf(failure.get().getMessage());
        DataProblem problem = DataProblem.of(DataCode.UNWRITABLE, "", "standard output cannot be written: " + reason);
        messages.print(new ProblemRenderer(MessageFormat.HUMAN).render(problem.exception()));
        messages.flush();
        return ExitCode.ENVIRONMENT;
    }

    /** Java and descriptions are UTF-8 whatever the locale says: in that of C, a sum would print as a question mark. */
    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Runs the command with other streams. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        SarifLog log = new SarifLog();
        boolean[] understood = {true};
        UsageErrors usage = new UsageErrors();
        CommandLine command = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((failure, given) -> {
                    understood[0] = false;
                    return usage.handleParseException(failure, given);
                })
                .setExecutionExceptionHandler((failure, line, parsed) ->
                        failed(failure, err, line.getParseResult(), List.of(arguments), log));
        int code;
        try {
            code = command.execute(arguments);
        } catch (OutOfMemoryError | StackOverflowError failure) { // Picocli hands on exceptions alone
            code = failed(failure, err, command.getParseResult().subcommand(), List.of(arguments), log);
        }
        if (understood[0] && command.getParseResult().hasSubcommand()) {
            CommandLine.ParseResult parsed = command.getParseResult().subcommand();
            if (format(parsed) == MessageFormat.SARIF) {
                Sources.of(parsed.commandSpec()).told().forEach(log::add);
                err.print(log.document(code));
            }
        }
        out.flush();
        err.flush();
        return code;
    }

    /** What is not a bug. */
    private static Optional<DataException> problems(Throwable failure) {
        if (failure instanceof DataException data) {
            return Optional.of(data);
        }
        if (failure instanceof CompiledClasses.NoCompilerException) {
            return Optional.of(DataProblem.of(DataCode.NO_COMPILER, "", String.valueOf(failure.getMessage()))
                    .exception());
        }
        return failure instanceof OutOfMemoryError
                ? Optional.of(DataProblem.of(DataCode.MEMORY, "", "there is not enough memory")
                        .hint("set JAVA_TOOL_OPTIONS=-Xmx4g, or what the machine has")
                        .exception())
                : Optional.empty();
    }

    private static MessageFormat format(CommandLine.ParseResult parsed) {
        return parsed.matchedOptionValue("--message-format", MessageFormat.HUMAN);
    }

    private static int failed(
            Throwable failure, PrintWriter err, CommandLine.ParseResult parsed, List<String> arguments, SarifLog log) {
        Optional<DataException> problems = problems(failure);
        MessageFormat format = format(parsed);
        if (problems.isEmpty()) {
            String report = ProblemRenderer.internal(failure, arguments);
            if (format == MessageFormat.SARIF) {
                log.addBug(report);
            } else {
                err.print(report);
            }
            return ExitCode.INTERNAL;
        }
        if (format == MessageFormat.SARIF) {
            problems.get().problems().forEach(log::add);
        } else {
            err.print(new ProblemRenderer(format).render(problems.get()));
        }
        return ExitCode.of(problems.get().code());
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
