package dev.chainrule.cli;

import dev.chainrule.data.DataException;
import dev.chainrule.emit.GeneratedFile;
import dev.chainrule.project.OutputFiles;
import dev.chainrule.project.TranslatedFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Translates {@code .nn} files to Java classes. */
@CommandLine.Command(
        name = "generate",
        description = "Translates .nn files to Java classes.",
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {

    @CommandLine.Mixin
    private Sources sources = new Sources();

    @CommandLine.Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = ".",
            description = "where the packages' folders are written (default: here)")
    private Path output = Path.of(".");

    @CommandLine.Option(names = "--stdout", description = "print the Java instead of writing files")
    private boolean toStandardOutput;

    @CommandLine.Option(
            names = "--checked",
            description = "classes that check each read and each value while they compute, and say what is wrong where;"
                    + " they are slow")
    private boolean checked;

    @CommandLine.Option(names = "--dry-run", description = "only tell which files would be written")
    private boolean dryRun;

    @CommandLine.Option(names = "--up-to-date", description = "write nothing; exit with 1 if a file would change")
    private boolean upToDate;

    @CommandLine.Option(
            names = {"-q", "--quiet"},
            description = "say nothing on success")
    private boolean quiet;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws DataException {
        PrintWriter out = spec.commandLine().getOut();
        Optional<List<TranslatedFile>> compiled = sources.compile(
                spec.commandLine().getErr(), checked ? sources.options().withChecks() : sources.options());
        if (compiled.isEmpty()) {
            return ExitCode.ERRORS;
        }
        List<GeneratedFile> files = new ArrayList<>();
        compiled.get().forEach(one -> files.addAll(one.files()));
        if (toStandardOutput) {
            files.forEach(file -> out.print(file.text()));
            return ExitCode.SUCCESS;
        }
        OutputFiles outputs = new OutputFiles(output, files, "-o");
        List<Path> changed = outputs.changed();
        boolean only = dryRun || upToDate;
        if (!only) {
            outputs.write();
        }
        if (!quiet || only) {
            changed.forEach(path -> out.println((only ? "would write " : "wrote ") + path));
            tellTheRest(files.size(), files.size() - changed.size(), out);
        }
        return upToDate && !changed.isEmpty() ? ExitCode.ERRORS : ExitCode.SUCCESS;
    }

    private static void tellTheRest(int all, int same, PrintWriter out) {
        if (all == 0) {
            out.println("there is no function and no network to write a class for");
        } else if (same > 0) {
            out.println(same + (same == 1 ? " file is" : " files are") + " up to date");
        }
    }
}
