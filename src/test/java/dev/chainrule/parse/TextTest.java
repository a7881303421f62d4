package dev.chainrule.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.diagnostic.SyntaxCodes;
import dev.chainrule.diagnostic.WarningCodes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes and characters before there are tokens. */
class TextTest {

    private static List<Diagnostic> decoded(byte[] bytes) {
        Diagnostics diagnostics = new Diagnostics();
        Decoding.decode("test.nn", bytes, diagnostics).ifPresent(source -> FileParser.parse(source, diagnostics));
        return diagnostics.all();
    }

    @Test
    void theFirstByteThatIsNotUtf8IsNamed() {
        byte[] latin = "// für\nfunction F(x) = x;".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(decoded(latin)).singleElement().satisfies(message -> {
            assertThat(message.code()).isEqualTo(SyntaxCodes.ENCODING);
            assertThat(message.title()).contains("byte 4").contains("0xfc");
            assertThat(message.at().toString()).isEqualTo("test.nn:1:5");
        });
    }

    @Test
    void utf16IsRecognised() {
        byte[] wide = "\uFEFFfunction F(x) = x;".getBytes(StandardCharsets.UTF_16LE);
        assertThat(decoded(wide))
                .singleElement()
                .satisfies(message -> assertThat(message.hint().orElseThrow()).contains("UTF-16"));
    }

    @Test
    void aMarkAndAnyLineEndsAreFine() {
        byte[] text = "\uFEFFfunction F(x) {\r\n  y = x;\r  return y;\n}".getBytes(StandardCharsets.UTF_8);
        assertThat(decoded(text)).isEmpty();
    }

    @Test
    void placesDoNotDependOnLineEnds() {
        for (String end : List.of("\n", "\r\n", "\r")) {
            String text = String.join(end, "function F(x) {", "\ty = ;", "}");
            assertThat(Parsing.messages(text))
                    .singleElement()
                    .satisfies(message -> assertThat(message.at().toString()).isEqualTo("test.nn:2:6"));
        }
    }

    /** Bidirectional controls, zero-width characters, a second mark, a tag, a lone half of a pair: in comments too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202A",
                "\u202E",
                "\u2066",
                "\u2069",
                "\u200B",
                "\u200D",
                "\u200F",
                "\u2060",
                "\uFEFF",
                "\u00AD",
                "\u061C",
                "\u2028",
                "\u0000",
                "\u0007",
                "\u007F",
                "\u0085",
                "\uDB40\uDC41",
                "\uD800"
            })
    void whatCannotBeSeenIsRefused(String hidden) {
        for (String text : List.of(
                "function F(x) = x; // a" + hidden + "b",
                "function F(x" + hidden + ") = x;",
                "/** " + hidden + " */")) {
            assertThat(Parsing.messages("  " + text)).isNotEmpty().allSatisfy(message -> {
                assertThat(message.code()).isEqualTo(SyntaxCodes.HIDDEN_CHARACTER);
                assertThat(message.at().text()).isEqualTo(hidden);
            });
        }
    }

    @Test
    void visibleCharactersAreWelcomeInComments() {
        assertThat(Parsing.messages("/** ∂L/∂W · 層 𝛼 é ☃ */ function F(x) = x; // π ≤ ∞\t\f"))
                .isEmpty();
    }

    @Test
    void aCharacterIsToldAboutOnce() {
        List<Diagnostic> messages = Parsing.messages("function F(x) = π * x + π * π + ∞;");
        assertThat(messages)
                .extracting(Diagnostic::title)
                .containsExactly("the character `π` has no meaning here", "the character `∞` has no meaning here");
        assertThat(messages)
                .extracting(message -> message.hint().orElseThrow())
                .containsExactly("write pi", "write infinity");
    }

    @Test
    void numbersEndSomewhere() {
        assertThat(Parsing.messages("function F(x) = 1e308 + 1e-300 + x;")).isEmpty();
        assertThat(Parsing.messages("function F(x) = 1e309;")).hasSize(1);
        assertThat(Parsing.messages("function F(x) = 1e-400 + 0e-400 + x;"))
                .singleElement()
                .satisfies(message -> assertThat(message.code()).isEqualTo(WarningCodes.UNDERFLOW));
        assertThat(Parsing.messages("function F(x) = " + "1".repeat(64) + ";")).isEmpty();
        assertThat(Parsing.messages("function F(x) = " + "1".repeat(65) + ";")).hasSize(1);
    }

    @Test
    void namesEndSomewhere() {
        assertThat(Parsing.messages("function F(" + "x".repeat(128) + ") = 1;")).isEmpty();
        assertThat(Parsing.messages("function F(" + "x".repeat(129) + ") = 1;"))
                .singleElement()
                .satisfies(message -> assertThat(message.code()).isEqualTo(SyntaxCodes.IDENTIFIER_LENGTH));
    }

    @Test
    void aStatementHasOneMistakeAndTheNextItsOwn() {
        String program = """
                function F[n](x[n]) {
                      x[i] == 0 ? cos(x[i])
                    : (1 - cos(x[i])) * 2
                    + ( x[i] > 1 ? 3 : 4);
                  y[i: n] = x[i] * ;
                  z = 2 * * 3;
                  loss = sum(y) + ;
                }
                """;
        assertThat(Parsing.messages(program))
                .extracting(message -> message.at().line())
                .containsExactly(2, 5, 6, 7);
    }

    @Test
    void aFileMayEndAnywhere() {
        String program = "network N { dim n; input x[n]; h[i: n] = x[i]^-2 ? a : b; train loss with sgd(rate = 1); }";
        for (int end = 1; end < program.length(); end++) {
            assertThat(Parsing.messages(program.substring(0, end)))
                    .as(program.substring(0, end))
                    .isNotEmpty();
        }
    }
}
