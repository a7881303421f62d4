package dev.chainrule.cli;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.DiagnosticRenderer;
import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.diagnostic.HumanRenderer;
import dev.chainrule.diagnostic.JsonRenderer;
import dev.chainrule.diagnostic.ShortRenderer;
import dev.chainrule.equation.Model;
import dev.chainrule.parse.Decoding;
import dev.chainrule.parse.FileParser;
import dev.chainrule.simplify.Stabilisation;
import dev.chainrule.source.SourceText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The options and files that all commands have: reads them, compiles, shows the messages. */
final class Sources {

    /** How messages are shown. */
    enum Format {
        HUMAN,
        SHORT,
        JSON
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

    @CommandLine.Option(names = "--precision", description = "float or double, instead of the file's")
    private Optional<Model.Precision> precision = Optional.empty();

    @CommandLine.Option(
            names = "--import",
            paramLabel = "DIR",
            description =
                    "a folder to look for imported files in, besides that of the importing file (may be repeated)")
    private List<Path> imports = List.of();

    @CommandLine.Option(names = "--without", paramLabel = "NAME", description = "a stabilisation that is not made")
    private Set<String> without = Set.of();

    @CommandLine.Option(names = "--verify", description = "check the invariants of each stage between the passes")
    private boolean verify;

    @CommandLine.Option(
            names = "--message-format",
            defaultValue = "human",
            description = "human, short or json (default: ${DEFAULT-VALUE})")
    private Format format = Format.HUMAN;

    @CommandLine.Option(names = "--color", defaultValue = "auto", description = "auto, always or never")
    private String colour = "auto";

    CompileOptions options() {
        for (String name : without) {
            if (Stabilisation.byKey(name).isEmpty()) {
                throw new EnvironmentException("there is no stabilisation " + name + "; there are "
                        + String.join(
                                ", ",
                                Stream.of(Stabilisation.values())
                                        .map(Stabilisation::key)
                                        .toList()));
            }
        }
        return new CompileOptions(
                dims,
                Optional.empty(),
                precision,
                without,
                FileParser.Limits.STANDARD,
                new FileImports(files, imports),
                verify);
    }

    /** A file and what became of it. */
    record Compiled(SourceText source, CompileResult result) {}

    /** Compiles all files and shows their messages; empty if there were errors. */
    Optional<List<Compiled>> compile(PrintWriter err) {
        return compile(err, options());
    }

    Optional<List<Compiled>> compile(PrintWriter err, CompileOptions options) {
        List<Compiled> compiled = new ArrayList<>();
        List<Diagnostic> all = new ArrayList<>();
        for (String name : expanded()) {
            Optional<SourceText> source = read(name, all);
            if (source.isPresent()) {
                CompileResult result = Compiler.compile(source.get(), options);
                all.addAll(result.diagnostics());
                compiled.add(new Compiled(source.get(), result));
            }
        }
        show(all, err);
        return all.stream().anyMatch(diagnostic -> diagnostic.code().isError())
                ? Optional.empty()
                : Optional.of(compiled);
    }

    void show(List<Diagnostic> diagnostics, PrintWriter err) {
        if (diagnostics.isEmpty()) {
            return;
        }
        DiagnosticRenderer renderer = renderer();
        err.print(renderer.render(diagnostics));
        err.flush();
    }

    private DiagnosticRenderer renderer() {
        boolean ansi = colour.equals("always") || colour.equals("auto") && CommandLine.Help.Ansi.AUTO.enabled();
        return switch (format) {
            case HUMAN -> ansi ? HumanRenderer.coloured() : HumanRenderer.plain();
            case SHORT -> new ShortRenderer();
            case JSON -> new JsonRenderer();
        };
    }

    private List<String> expanded() {
        List<String> names = new ArrayList<>();
        for (String file : files) {
            if (file.equals("-") || !Files.isDirectory(Path.of(file))) {
                names.add(file);
                continue;
            }
            try (Stream<Path> inside = Files.walk(Path.of(file))) {
                inside.filter(path -> path.toString().endsWith(".nn"))
                        .map(Path::toString)
                        .sorted()
                        .forEach(names::add);
            } catch (IOException e) {
                throw new EnvironmentException("the folder " + file + " can't be read: " + e.getMessage());
            }
        }
        return names;
    }

    private static Optional<SourceText> read(String name, List<Diagnostic> diagnostics) {
        String shown = name.equals("-") ? "<stdin>" : name;
        byte[] bytes;
        try {
            bytes = name.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(name));
        } catch (java.nio.file.NoSuchFileException e) {
            throw new EnvironmentException("there is no file " + name);
        } catch (IOException e) {
            throw new EnvironmentException(name + " can't be read: " + e.getMessage());
        }
        Diagnostics mistakes = new Diagnostics();
        Optional<SourceText> source = Decoding.decode(shown, bytes, mistakes);
        diagnostics.addAll(mistakes.all());
        return source;
    }
}
