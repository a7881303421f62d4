package dev.chainrule.cli;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.DiagnosticRenderer;
import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.diagnostic.DidYouMean;
import dev.chainrule.diagnostic.HumanRenderer;
import dev.chainrule.diagnostic.JsonRenderer;
import dev.chainrule.diagnostic.ShortRenderer;
import dev.chainrule.equation.Model;
import dev.chainrule.project.Assignments;
import dev.chainrule.project.FileImports;
import dev.chainrule.project.FixedDims;
import dev.chainrule.project.TranslatedFile;
import dev.chainrule.source.SourceText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;

/** The options and files that all commands have: reads them, compiles, shows the messages. */
final class Sources {

    /** Whether messages are coloured. */
    enum Colour {
        AUTO,
        ALWAYS,
        NEVER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @CommandLine.Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = ".nn files, folders with .nn files, or - for standard input")
    private List<String> files = List.of();

    @CommandLine.Option(
            names = "-D",
            paramLabel = "dim=length",
            description = "the length of a fixed dim, instead of the one in the file")
    private Map<String, Integer> dims = new LinkedHashMap<>();

    @CommandLine.Option(
            names = "--precision",
            paramLabel = "TYPE",
            description = "float or double, instead of the file's")
    private Optional<Model.Precision> precision = Optional.empty();

    @CommandLine.Option(
            names = "--import",
            paramLabel = "DIR",
            description =
                    "a folder to look for imported files in, besides that of the importing file (may be repeated)")
    private List<Path> imports = List.of();

    @CommandLine.Option(
            names = "--without",
            paramLabel = "NAME",
            description = "a rewrite or an optimisation that is not made (may be repeated)")
    private Set<String> without = Set.of();

    @CommandLine.Option(
            names = "--limit",
            paramLabel = "NAME=NUMBER",
            description = "how large programs may be: characters, tokens, nesting, files, nodes (may be repeated)")
    private List<String> limits = List.of();

    @CommandLine.Option(names = "--verify", description = "check the invariants of each stage between the passes")
    private boolean verify;

    @CommandLine.Option(
            names = "--message-format",
            paramLabel = "FORMAT",
            defaultValue = "human",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private MessageFormat format = MessageFormat.HUMAN;

    @CommandLine.Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Colour colour = Colour.AUTO;

    @CommandLine.Option(names = "--strict", description = "warnings are errors")
    private boolean strict;

    private List<Diagnostic> told = List.of();

    /** Those of a command, by itself or with the choice of a network. */
    static Sources of(CommandLine.Model.CommandSpec command) {
        for (CommandLine.Model.CommandSpec mixin : command.mixins().values()) {
            if (mixin.userObject() instanceof Sources sources) {
                return sources;
            }
            if (mixin.userObject() instanceof ModelOptions models) {
                return models.sources();
            }
        }
        throw new IllegalStateException(command.name() + " reads no .nn files");
    }

    /** The messages about the files. */
    List<Diagnostic> told() {
        return told;
    }

    CompileOptions options() throws DataException {
        List<String> known = Compiler.switches();
        for (String name : without) {
            if (!known.contains(name)) {
                String question = DidYouMean.question(name, known);
                throw DataProblem.option("there is no rewrite or optimisation " + DataProblem.quoted(name))
                        .hint(question.isEmpty() ? "there are " + String.join(", ", known) : question)
                        .exception();
            }
        }
        return new CompileOptions(
                dims,
                Optional.empty(),
                precision,
                without,
                CompileOptions.STANDARD.largestMethod(),
                false,
                false,
                Assignments.limits("--limit", limits),
                new FileImports(files, imports, "--import"),
                verify);
    }

    /** Compiles all files and shows their messages; empty if there were errors. */
    Optional<List<TranslatedFile>> compile(PrintWriter err) throws DataException {
        return compile(err, options());
    }

    /** The same with options of a command's own. */
    Optional<List<TranslatedFile>> compile(PrintWriter err, CompileOptions options) throws DataException {
        List<SourceFiles.SourceFile> named = SourceFiles.named(files);
        List<TranslatedFile> compiled = new ArrayList<>();
        List<Diagnostic> all = new ArrayList<>();
        for (SourceFiles.SourceFile file : named) {
            Optional<SourceText> source = SourceFiles.read(file, all);
            if (source.isPresent()) {
                CompileResult result = Compiler.compile(source.get(), options);
                all.addAll(result.diagnostics());
                compiled.add(new TranslatedFile(source.get(), file.folder(), result));
            }
        }
        told = strict ? all.stream().map(Diagnostic::asError).toList() : List.copyOf(all);
        show(told, err);
        if (Diagnostics.haveErrors(told)) {
            return Optional.empty();
        }
        FixedDims.check(
                dims.keySet(), compiled.stream().map(TranslatedFile::result).toList());
        return Optional.of(compiled);
    }

    private void show(List<Diagnostic> diagnostics, PrintWriter err) {
        if (!diagnostics.isEmpty() && format != MessageFormat.SARIF) { // which is one document, at the end
            err.print(renderer().render(diagnostics));
            err.flush();
        }
    }

    private DiagnosticRenderer renderer() {
        boolean ansi = colour == Colour.ALWAYS || colour == Colour.AUTO && CommandLine.Help.Ansi.AUTO.enabled();
        return switch (format) {
            case HUMAN -> ansi ? HumanRenderer.coloured() : HumanRenderer.plain();
            case SHORT -> new ShortRenderer();
            case JSON -> new JsonRenderer();
            case SARIF -> throw new IllegalStateException("SARIF is one document for all messages: see SarifLog");
        };
    }
}
