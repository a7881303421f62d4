package dev.chainrule.parse;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.SyntaxCodes;
import dev.chainrule.source.Span;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Says in words what was found and what could have stood there. */
final class SyntaxErrors extends BaseErrorListener {

    /** Spellings of other languages, and what .nn has for them. */
    private static final Map<String, String> FOREIGN = Map.of(
            "**", "write x^2 for a power",
            "==", "write = to define, == to compare");

    private final Reporter reporter;
    private int lastLine = -1;

    SyntaxErrors(Reporter reporter) {
        this.reporter = reporter;
    }

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            Object offending,
            int line,
            int column,
            String message,
            RecognitionException cause) {
        if (line == lastLine) {
            return; // what follows on the same line is most often the same mistake again
        }
        lastLine = line;
        Token token = (Token) offending;
        Parser parser = (Parser) recognizer;
        Span at = reporter.span(token);
        String found = token.getType() == Token.EOF ? "the end of the file" : shown(token.getText());
        Set<String> expected = expected(parser);
        Diagnostic diagnostic =
                Diagnostic.of(SyntaxCodes.SYNTAX, at, "unexpected " + found).labelled(words(expected));
        reporter.report(hinted(diagnostic, parser, token, expected));
    }

    private Diagnostic hinted(Diagnostic diagnostic, Parser parser, Token token, Set<String> expected) {
        int index = token.getTokenIndex();
        Token before = index > 0 ? previous(parser, index) : token;
        if (token.getText().equals("*") && before.getText().equals("*")) {
            return diagnostic.hint(FOREIGN.get("**"));
        }
        if (expected.contains("`;`") && before != token && before.getLine() < token.getLine()) {
            return diagnostic.with(reporter.span(before), "after this").hint("end the line before with `;`");
        }
        return diagnostic;
    }

    private static Token previous(Parser parser, int index) {
        for (int i = index - 1; i >= 0; i--) {
            Token token = parser.getInputStream().get(i);
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                return token;
            }
        }
        return parser.getInputStream().get(index);
    }

    private static Set<String> expected(Parser parser) {
        Set<String> names = new LinkedHashSet<>();
        IntervalSet tokens = parser.getExpectedTokens();
        boolean expression = tokens.contains(NnLexer.NUMBER) && tokens.contains(NnLexer.NAME);
        boolean item = tokens.contains(NnLexer.PARAM);
        boolean declaration = tokens.contains(NnLexer.NETWORK);
        if (expression) {
            names.add("an expression");
        } else if (item) {
            names.add("an equation");
            names.add("a declaration such as `dim`, `input` or `param`");
        } else if (tokens.contains(NnLexer.NAME)) {
            names.add("a name");
        }
        if (declaration) {
            names.add("`network`");
            names.add("`function`");
            names.add("`fn`");
        }
        for (int type : tokens.toArray()) {
            String literal = NnParser.VOCABULARY.getLiteralName(type);
            boolean word = literal != null && Character.isLetter(literal.charAt(1));
            boolean opens =
                    expression && literal != null && Set.of("'('", "'-'", "'!'").contains(literal);
            if (type == Token.EOF) {
                names.add("the end of the file");
            } else if (literal != null
                    && !opens
                    && !(word && (expression || item || declaration || names.contains("a name")))) {
                names.add("`" + literal.substring(1, literal.length() - 1) + "`");
            }
        }
        return names;
    }

    private static String words(Set<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        String[] all = names.toArray(String[]::new);
        if (all.length == 1) {
            return "expected " + all[0];
        }
        int shown = Math.min(all.length, 8);
        StringBuilder text = new StringBuilder("expected ");
        for (int i = 0; i < shown; i++) {
            text.append(i == 0 ? "" : i == shown - 1 && shown == all.length ? " or " : ", ")
                    .append(all[i]);
        }
        return all.length > shown ? text + ", …" : text.toString();
    }

    /** A piece of the text, short and with control characters made visible. */
    static String shown(String text) {
        StringBuilder out = new StringBuilder("`");
        text.codePoints().limit(40).forEach(c -> {
            if (c < ' ' || c == 0x7F) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.append(text.length() > 40 ? "…`" : "`").toString();
    }
}
