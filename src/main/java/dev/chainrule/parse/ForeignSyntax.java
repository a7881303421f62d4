package dev.chainrule.parse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an author who writes other languages probably meant, as far as the tokens around the place tell. */
final class ForeignSyntax {

    private static final Map<String, String> WORDS = Map.of(
            "and", "write a && b",
            "or", "write a || b",
            "not", "write !a",
            "then", "write condition ? a : b",
            "if", "write condition ? a : b",
            "for", "there are no loops: h[i: n] = … defines the element for every i",
            "while", "there are no loops: h[i: n] = … defines the element for every i");

    private static final Set<String> DECLARING =
            Set.of("float", "double", "real", "int", "var", "val", "let", "const", "tensor", "def", "auto", "static");

    private ForeignSyntax() {}

    static Optional<String> hint(Neighbours at, Expected expected) {
        String found = at.text();
        String before = at.textBefore();
        List<String> statement = at.statement();
        if (found.equals("*") && before.equals("*")) {
            return Optional.of("write x^2 for a power");
        }
        if (found.equals("=") && Set.of("+", "-", "*", "/").contains(before)) {
            return Optional.of("a name is defined once, by = alone");
        }
        if (found.equals("==") && expected.has("=")
                || found.equals(":") && at.textBehind().equals("=")) {
            return Optional.of("write = to define; == compares");
        }
        if (found.equals("[") && before.equals("]")) {
            return Optional.of("write all axes between one pair of brackets: x[i, j]");
        }
        if (found.equals(",") && statement.size() == 2 && statement.get(0).equals("dim")) {
            return Optional.of("declare each dim on its own: dim a; dim b;");
        }
        if (found.startsWith("\"")) {
            return Optional.of("only the file of an import stands in quotes");
        }
        if (expected.declaration()) {
            return Optional.of("statements stand in the body of a network or function: network Name { … }");
        }
        return words(found, statement);
    }

    private static Optional<String> words(String found, List<String> statement) {
        if (WORDS.containsKey(found)) {
            return Optional.of(WORDS.get(found));
        }
        if (statement.size() == 1 && DECLARING.contains(statement.get(0))) {
            return Optional.of("an equation begins with its name: y = …; what a caller gives is an input, input x[…];"
                    + " what is learned a param, param w[…] = zeros();");
        }
        return statement.stream().filter(WORDS::containsKey).findFirst().map(WORDS::get);
    }
}
