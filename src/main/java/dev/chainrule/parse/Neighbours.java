package dev.chainrule.parse;

import dev.chainrule.diagnostic.Visible;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** The token at which parsing failed, and those around it. */
final class Neighbours {

    private static final Set<String> ENDS_STATEMENT = Set.of(";", "{", "}");

    private final Token found;
    private final TokenStream tokens;

    Neighbours(Token found, TokenStream tokens) {
        this.found = found;
        this.tokens = tokens;
    }

    Token found() {
        return found;
    }

    String text() {
        return found.getText();
    }

    String quoted() {
        return Visible.quoted(text());
    }

    boolean isEnd() {
        return found.getType() == Token.EOF;
    }

    /** A word that can never be a name. */
    boolean isReservedWord() {
        String literal = NnParser.VOCABULARY.getLiteralName(found.getType());
        return literal != null && Character.isLetter(literal.charAt(1));
    }

    Optional<Token> before() {
        return visible(found.getTokenIndex(), -1);
    }

    /** The text of the token before; empty if there is none. */
    String textBefore() {
        return before().map(Token::getText).orElse("");
    }

    /** The text of the token behind; empty if there is none. */
    String textBehind() {
        return visible(found.getTokenIndex(), 1)
                .filter(token -> token.getType() != Token.EOF)
                .map(Token::getText)
                .orElse("");
    }

    private Optional<Token> visible(int from, int step) {
        for (int i = from + step; i >= 0 && i < tokens.size(); i += step) {
            if (tokens.get(i).getChannel() == Token.DEFAULT_CHANNEL) {
                return Optional.of(tokens.get(i));
            }
        }
        return Optional.empty();
    }

    /** Whether this is the first token of its line, and not of the file. */
    boolean beginsLine() {
        return before().filter(token -> token.getLine() < found.getLine()).isPresent();
    }

    /** A {@code /*} that the lexer read as two operators, since nothing closes it. */
    boolean opensComment() {
        return text().equals("/")
                && textBehind().equals("*")
                && visible(found.getTokenIndex(), 1)
                        .filter(star -> star.getStartIndex() == found.getStopIndex() + 1)
                        .isPresent();
    }

    /** The tokens of the statement up to here. */
    List<String> statement() {
        List<String> texts = new ArrayList<>();
        for (int i = found.getTokenIndex() - 1; i >= 0; i--) {
            Token token = tokens.get(i);
            if (ENDS_STATEMENT.contains(token.getText())) {
                break;
            }
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                texts.add(0, token.getText());
            }
        }
        return texts;
    }

    /** Whether this stands in the statement of a token before it: no {@code ;} or brace lies between. */
    boolean isInStatementOf(int earlier) {
        for (int i = earlier; i < found.getTokenIndex(); i++) {
            if (ENDS_STATEMENT.contains(tokens.get(i).getText())) {
                return false;
            }
        }
        return earlier < found.getTokenIndex();
    }

    /** The bracket before this place that is still open. */
    Optional<Token> innermostOpen() {
        Deque<Token> open = new ArrayDeque<>();
        for (int i = 0; i < found.getTokenIndex(); i++) {
            Token token = tokens.get(i);
            if (!closing(token.getText()).isEmpty()) {
                open.push(token);
            } else if (!open.isEmpty() && closing(open.peek().getText()).equals(token.getText())) {
                open.pop();
            }
        }
        return Optional.ofNullable(open.peek());
    }

    /** What closes a bracket; empty for anything else. */
    static String closing(String bracket) {
        return switch (bracket) {
            case "(" -> ")";
            case "[" -> "]";
            case "{" -> "}";
            default -> "";
        };
    }
}
