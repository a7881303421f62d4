package dev.chainrule.parse;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.SyntaxCodes;
import dev.chainrule.diagnostic.WarningCodes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/**
 * Looks at the tokens before the parser does, which is recursive and would overflow its stack on deep nesting: refuses
 * too many tokens, too deep nesting, characters without a meaning, names and numbers that are too long.
 */
final class TokenScan {

    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_NUMBER = 64;

    private final FileParser.Limits limits;
    private final Reporter reporter;
    private final Deque<int[]> nesting = new ArrayDeque<>(); // {inherited depth, own prefix and infix depth}
    private final Set<Integer> refused = new HashSet<>();
    private boolean passed = true;
    private boolean afterOperand;

    private TokenScan(FileParser.Limits limits, Reporter reporter) {
        this.limits = limits;
        this.reporter = reporter;
        nesting.push(new int[] {0, 0});
    }

    static boolean passes(CommonTokenStream tokens, FileParser.Limits limits, Reporter reporter) {
        TokenScan scan = new TokenScan(limits, reporter);
        int count = 0;
        for (Token token : tokens.getTokens()) {
            if (token.getChannel() != Token.DEFAULT_CHANNEL || token.getType() == Token.EOF) {
                continue;
            }
            if (++count > limits.tokens()) {
                scan.refuse(Diagnostic.of(
                        SyntaxCodes.TOO_LARGE,
                        reporter.span(token),
                        "the file has more than " + limits.tokens() + " tokens"));
                return false;
            }
            if (!scan.nests(token)) {
                return false;
            }
            scan.check(token);
        }
        return scan.passed;
    }

    private void refuse(Diagnostic diagnostic) {
        passed = false;
        reporter.report(diagnostic);
    }

    /** Keeps the depth; answers whether it is still allowed. */
    private boolean nests(Token token) {
        int[] now = nesting.element();
        boolean operandBefore = afterOperand;
        afterOperand = false;
        switch (token.getText()) {
            case "(", "[", "{" -> nesting.push(new int[] {now[0] + now[1] + 1, 0});
            case ")", "]", "}" -> {
                if (nesting.size() > 1) {
                    nesting.pop();
                }
                afterOperand = true;
            }
            case "^", "?", "!" -> now[1]++;
            case "-" -> now[1] = operandBefore ? 0 : now[1] + 1; // a sign nests, a difference does not
            case ",", ";", "+", "*", "/", "@", "=" -> now[1] = 0;
            default -> afterOperand = true;
        }
        int[] after = nesting.element();
        if (after[0] + after[1] <= limits.nesting()) {
            return true;
        }
        refuse(Diagnostic.of(
                        SyntaxCodes.NESTING,
                        reporter.span(token),
                        "this is nested more than " + limits.nesting() + " deep")
                .hint("give parts of the expression names of their own"));
        return false;
    }

    private void check(Token token) {
        String text = token.getText();
        if (token.getType() == NnLexer.OTHER) {
            checkCharacter(token, text.codePointAt(0));
        } else if (token.getType() == NnLexer.NAME && text.length() > LONGEST_NAME) {
            refuse(Diagnostic.of(
                            SyntaxCodes.IDENTIFIER_LENGTH,
                            reporter.span(token),
                            "a name of " + text.length() + " characters; the limit is " + LONGEST_NAME)
                    .hint("choose a shorter name"));
        } else if (token.getType() == NnLexer.NUMBER) {
            checkNumber(token, text);
        }
    }

    /** A character is told about once; what hides has been told about already. */
    private void checkCharacter(Token token, int character) {
        passed = false;
        if (HiddenCharacters.isRefused(character) || !refused.add(character)) {
            return;
        }
        Diagnostic diagnostic = Diagnostic.of(
                SyntaxCodes.CHARACTER,
                reporter.span(token),
                "the character " + Characters.named(character) + " has no meaning here");
        refuse(Characters.hint(character).map(diagnostic::hint).orElse(diagnostic));
    }

    /** Whether a digit other than 0 stands before the exponent. */
    private static boolean hasDigits(String number) {
        return number.split("[eE]")[0].chars().anyMatch(c -> c >= '1' && c <= '9');
    }

    private void checkNumber(Token token, String text) {
        if (text.length() > LONGEST_NUMBER) {
            refuse(Diagnostic.of(
                            SyntaxCodes.NUMBER,
                            reporter.span(token),
                            "a number of " + text.length() + " characters; the limit is " + LONGEST_NUMBER)
                    .hint("17 digits are all that a double can tell apart"));
        } else if (Double.isInfinite(Double.parseDouble(text))) {
            refuse(Diagnostic.of(
                            SyntaxCodes.NUMBER,
                            reporter.span(token),
                            "the number " + text + " is too large: the largest is about 1.8e308")
                    .hint("write infinity, if that is meant"));
        } else if (Double.parseDouble(text) == 0 && hasDigits(text)) {
            reporter.warn(Diagnostic.of(
                            WarningCodes.UNDERFLOW,
                            reporter.span(token),
                            "the number " + text + " is 0: the smallest is about 4.9e-324")
                    .hint("write 0, if that is meant"));
        }
    }
}
