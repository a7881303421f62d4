package dev.chainrule.differentiate;

import dev.chainrule.Compiler;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.elaborate.ElaborationOptions;
import dev.chainrule.elaborate.Elaborator;
import dev.chainrule.elaborate.Library;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.SystemVerifier;
import dev.chainrule.parse.FileParser;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.source.SourceText;
import dev.chainrule.syntax.CompilationUnit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Programs as text, as elaboration leaves them: none of the passes that come after differentiation runs. */
public final class Source {

    private static final List<CompilationUnit> LIBRARY =
            Library.FILES.stream().map(Source::ofLibrary).toList();

    /** Parsing takes longer than all else, and does not depend on what is tested here. */
    private static final Map<String, CompilationUnit> PARSED = new ConcurrentHashMap<>();

    private Source() {}

    /** The last function or network of a program without mistakes. */
    public static Model model(String text) {
        List<Model> models = models(text);
        return models.get(models.size() - 1);
    }

    /** All functions and networks of a program without mistakes, held against what a system promises. */
    public static List<Model> models(String text) {
        Diagnostics messages = new Diagnostics();
        List<Model> models = elaborated(text, messages);
        if (messages.hasErrors()) {
            throw new AssertionError(messages.all() + " in\n" + text);
        }
        models.forEach(model -> SystemVerifier.verify(model.system()));
        return models;
    }

    /** What elaboration says of a program that parses. */
    public static List<Diagnostic> messages(String text) {
        Diagnostics messages = new Diagnostics();
        elaborated(text, messages);
        return messages.all();
    }

    private static List<Model> elaborated(String text, Diagnostics messages) {
        return Elaborator.elaborate(
                PARSED.computeIfAbsent(text, any -> parsed("test.nn", any)),
                List.of(),
                new Library(LIBRARY),
                new ElaborationOptions(Map.of(), Optional.empty(), Optional.empty()),
                new Scalars(),
                messages);
    }

    private static CompilationUnit parsed(String name, String text) {
        Diagnostics mistakes = new Diagnostics();
        return FileParser.parse(SourceText.of(name, text), mistakes)
                .orElseThrow(() -> new AssertionError(mistakes.all() + " in\n" + text));
    }

    private static CompilationUnit ofLibrary(String file) {
        try (InputStream in = Compiler.class.getResourceAsStream("library/" + file)) {
            return parsed("library/" + file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
