package dev.chainrule.parse;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/** The documentation comment that stands right before a declaration or item, without its stars. */
final class DocComments {

    private DocComments() {}

    static Optional<String> before(Token first, CommonTokenStream tokens) {
        List<Token> hidden = tokens.getHiddenTokensToLeft(first.getTokenIndex());
        if (hidden == null || hidden.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(cleaned(hidden.get(hidden.size() - 1).getText()));
    }

    private static String cleaned(String comment) {
        String inside = comment.substring(3, comment.length() - 2);
        return inside.lines()
                .map(String::strip)
                .map(line -> line.startsWith("*") ? line.substring(1).strip() : line)
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
