package dev.chainrule.parse;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.diagnostic.SyntaxCodes;
import dev.chainrule.source.SourceText;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.CompilationUnit;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Parses a {@code .nn} file. */
public final class FileParser {

    /**
     * How large a program may be.
     *
     * @param characters of text
     * @param tokens outside of comments
     * @param nesting of parentheses, brackets, signs and powers
     * @param files that one compilation reads, imports and all
     * @param nodes that its equations and their derivatives have together
     */
    public record Limits(int characters, int tokens, int nesting, int files, int nodes) {
        public static final Limits STANDARD = new Limits(4 << 20, 1_000_000, 256, 1_000, 2_000_000);

        /** The names of all limits. */
        public static List<String> names() {
            return List.of("characters", "tokens", "nesting", "files", "nodes");
        }

        /** Up to which a limit can be moved: what is nested more deeply than usually allowed no stack is made for. */
        public static int most(String name) {
            return name.equals("nesting") ? STANDARD.nesting() : Integer.MAX_VALUE;
        }

        /** These with another one, by its name; nothing if there is none of that name. */
        public Optional<Limits> with(String name, int limit) {
            return Optional.ofNullable(
                    switch (name) {
                        case "characters" -> new Limits(limit, tokens, nesting, files, nodes);
                        case "tokens" -> new Limits(characters, limit, nesting, files, nodes);
                        case "nesting" -> new Limits(characters, tokens, limit, files, nodes);
                        case "files" -> new Limits(characters, tokens, nesting, limit, nodes);
                        case "nodes" -> new Limits(characters, tokens, nesting, files, limit);
                        default -> null;
                    });
        }
    }

    private FileParser() {}

    /** The tree, or nothing if the text has errors; they are reported. */
    public static Optional<CompilationUnit> parse(SourceText source, Diagnostics diagnostics) {
        return parse(source, diagnostics, Limits.STANDARD);
    }

    /** The same with other limits. */
    public static Optional<CompilationUnit> parse(SourceText source, Diagnostics diagnostics, Limits limits) {
        if (source.text().length() > limits.characters()) {
            diagnostics.report(Diagnostic.of(
                    SyntaxCodes.TOO_LARGE,
                    new Span(source, 0, 0),
                    "the file has " + source.text().length() + " characters; the limit is " + limits.characters()));
            return Optional.empty();
        }
        Reporter reporter = new Reporter(source, diagnostics);
        HiddenCharacters.check(source, reporter);
        NnLexer lexer = new NnLexer(CharStreams.fromString(source.text(), source.name()));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        if (!TokenScan.passes(tokens, limits, reporter)) {
            return Optional.empty();
        }
        return DeepStack.call(() -> unit(tokens, reporter));
    }

    private static Optional<CompilationUnit> unit(CommonTokenStream tokens, Reporter reporter) {
        NnParser.FileContext tree = tree(tokens, reporter);
        if (reporter.reported()) {
            return Optional.empty();
        }
        CompilationUnit unit = new UnitBuilder(tokens, reporter).build(tree);
        return reporter.reported() ? Optional.empty() : Optional.of(unit);
    }

    /** First the fast prediction, which decides all correct files; then the full one, which explains the others. */
    private static NnParser.FileContext tree(CommonTokenStream tokens, Reporter reporter) {
        NnParser parser = new NnParser(tokens);
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return parser.file();
        } catch (ParseCancellationException failed) {
            tokens.seek(0);
            parser.reset();
            parser.addErrorListener(new SyntaxErrors(reporter));
            parser.setErrorHandler(new DefaultErrorStrategy());
            parser.getInterpreter().setPredictionMode(PredictionMode.LL);
            return parser.file();
        }
    }
}
