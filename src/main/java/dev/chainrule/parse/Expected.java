package dev.chainrule.parse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** What could stand at a place, in the words of people. */
final class Expected {

    private static final int MOST = 6;

    /** What begins an expression is not listed beside "an expression". */
    private static final Set<String> BEGINS_EXPRESSION = Set.of("(", "-", "!");

    private final IntervalSet tokens;

    private Expected(IntervalSet tokens) {
        this.tokens = tokens;
    }

    static Expected of(Parser parser) {
        return new Expected(parser.getExpectedTokens());
    }

    private boolean expression() {
        return tokens.contains(NnLexer.NUMBER) && name();
    }

    /** Whether a name could stand here. */
    boolean name() {
        return tokens.contains(NnLexer.NAME);
    }

    /** Whether a statement of a body could begin here. */
    boolean statement() {
        return tokens.contains(NnLexer.PARAM);
    }

    /** Whether a declaration could begin here, which is the top level. */
    boolean declaration() {
        return tokens.contains(NnLexer.NETWORK);
    }

    boolean semicolon() {
        return has(";");
    }

    boolean has(String literal) {
        return tokens.toList().stream().anyMatch(type -> literal.equals(literal(type)));
    }

    private static String literal(int type) {
        String quoted = NnParser.VOCABULARY.getLiteralName(type);
        return quoted == null ? "" : quoted.substring(1, quoted.length() - 1);
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        if (expression()) {
            names.add("an expression");
        } else if (statement()) {
            names.add("an equation");
            names.add("a statement such as `param`");
        } else if (name()) {
            names.add("a name");
        }
        if (declaration()) {
            names.addAll(List.of("`network`", "`function`", "`fn`"));
        }
        boolean words = !name() && !declaration();
        for (int type : tokens.toArray()) {
            String literal = literal(type);
            boolean word = !literal.isEmpty() && Character.isLetter(literal.charAt(0));
            if (type == Token.EOF) {
                names.add("the end of the file");
            } else if (!literal.isEmpty()
                    && (!word || words)
                    && !(expression() && BEGINS_EXPRESSION.contains(literal))) {
                names.add("`" + literal + "`");
            }
        }
        return names;
    }

    /** {@code expected a, b or c}. */
    String words() {
        List<String> all = new ArrayList<>(names());
        if (all.isEmpty()) {
            return "";
        }
        if (all.size() > MOST) {
            return "expected " + String.join(", ", all.subList(0, MOST)) + ", …";
        }
        int last = all.size() - 1;
        String before = String.join(", ", all.subList(0, last));
        return "expected " + (last == 0 ? "" : before + " or ") + all.get(last);
    }
}
