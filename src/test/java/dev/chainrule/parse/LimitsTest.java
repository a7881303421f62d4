package dev.chainrule.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.HumanRenderer;
import dev.chainrule.diagnostic.SyntaxCodes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too much for a parser that recurses is refused before it starts, quickly and in few words. */
class LimitsTest {

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{", "-", "!", "x^", "x ? ", "f(", "x[", "-(", "a[b = "})
    void aMillionLevelsAreRefusedWithinASecond(String level) {
        String text = "function F(x) = " + level.repeat(1_000_000 / level.length());
        List<Diagnostic> messages = Parsing.messages(text);
        Duration quickest = Duration.ofHours(1); // of three: the machine may have other things to do
        for (int run = 0; run < 3; run++) {
            long start = System.nanoTime();
            Parsing.messages(text);
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            quickest = time.compareTo(quickest) < 0 ? time : quickest;
        }
        assertThat(quickest).isLessThan(Duration.ofSeconds(1));
        assertThat(messages)
                .singleElement()
                .satisfies(message -> assertThat(message.code()).isEqualTo(SyntaxCodes.NESTING));
    }

    @ParameterizedTest
    @CsvSource({"(, )", "-(, )", "x[, ]", "f(, )"})
    void upTo256LevelsAreFine(String open, String close) {
        int levels = open.equals("-(") ? 127 : 255;
        assertThat(Parsing.messages("function F(x) = " + open.repeat(levels) + "x" + close.repeat(levels) + ";"))
                .isEmpty();
        int tooMany = open.equals("-(") ? 129 : 257;
        assertThat(Parsing.messages("function F(x) = " + open.repeat(tooMany) + "x" + close.repeat(tooMany) + ";"))
                .hasSize(1);
    }

    /** Signs and powers nest, a chain of one operator does not. */
    @ParameterizedTest
    @ValueSource(strings = {" + x", " - x", " * x", " / x", " @ x", " && x", " || x", ", x"})
    void chainsAreNotNested(String link) {
        String chain = "x" + link.repeat(5_000);
        assertThat(Parsing.messages("function F(x) = f(" + chain + ");")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x, ", "x^2, ", "x^-2, ", "c ? a : b, ", "!x, ", "(x), ", "x[i], "})
    void whatStandsBesideIsNotNested(String operand) {
        assertThat(Parsing.messages("function F(x) = f(" + operand.repeat(2_000) + "x);"))
                .isEmpty();
    }

    @Test
    void sizesAreLimited() {
        String longer = "// " + "x".repeat(4 << 20);
        assertThat(Parsing.messages(longer))
                .singleElement()
                .satisfies(message -> assertThat(message.code()).isEqualTo(SyntaxCodes.TOO_LARGE));
        String tokens = "function F(x) = x" + " + x".repeat(500_000) + ";";
        assertThat(Parsing.messages(tokens))
                .singleElement()
                .satisfies(message -> assertThat(message.code()).isEqualTo(SyntaxCodes.TOO_LARGE));
    }

    @Test
    void endlessErrorsAreCutAtTwenty() {
        StringBuilder text = new StringBuilder("network N {\n");
        for (int i = 0; i < 500; i++) {
            text.append("  x").append(i).append(" = ;\n");
        }
        List<Diagnostic> messages = Parsing.messages(text.append("}\n").toString());
        assertThat(messages).hasSize(500);
        String shown = HumanRenderer.plain().render(messages);
        assertThat(shown.split("error\\[NN101\\]", -1)).hasSize(21);
        assertThat(shown)
                .endsWith("500 errors (the first 20 are shown); nothing was written. More: chainrule explain NN101\n");
    }
}
