package dev.chainrule.diagnostic;

import dev.chainrule.CompileOptions;
import dev.chainrule.parse.FileParser;
import dev.chainrule.parse.Imports;
import dev.chainrule.source.SourceText;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What differs from an ordinary compilation, in words: {@code dim hidden = 7, limit nesting = 4}. */
public final class ProgramSettings {

    private static final Pattern DIM = Pattern.compile("dim (\\w+) = (-?\\d+)");
    private static final Pattern LIMIT = Pattern.compile("limit (\\w+) = (\\d+)");

    private final String words;

    private ProgramSettings(String words) {
        this.words = words;
    }

    /** The options, with the invariants of each stage checked. */
    public static CompileOptions of(String words) {
        return new ProgramSettings(words).options();
    }

    private CompileOptions options() {
        FileParser.Limits standard = FileParser.Limits.STANDARD;
        CompileOptions options = CompileOptions.STANDARD
                .verified()
                .withLimits(new FileParser.Limits(
                        limit("characters", standard.characters()),
                        limit("tokens", standard.tokens()),
                        limit("nesting", standard.nesting()),
                        limit("files", standard.files()),
                        limit("nodes", standard.nodes())))
                .withImports(ProgramSettings::imported);
        for (MatchResult dim : DIM.matcher(words).results().toList()) {
            options = options.withDim(dim.group(1), Integer.parseInt(dim.group(2)));
        }
        return options;
    }

    /** What a program imports is the file itself, or one with nothing in it, or is not there. */
    private static Imports.Answer imported(SourceText importer, String path) {
        return switch (path) {
            case "itself.nn" -> new Imports.Found(importer);
            case "empty.nn" -> new Imports.Found(SourceText.of("empty.nn", ""));
            default -> Imports.NONE.find(importer, path);
        };
    }

    private int limit(String which, int standard) {
        return LIMIT.matcher(words)
                .results()
                .filter(limit -> limit.group(1).equals(which))
                .mapToInt(limit -> Integer.parseInt(limit.group(2)))
                .findFirst()
                .orElse(standard);
    }
}
