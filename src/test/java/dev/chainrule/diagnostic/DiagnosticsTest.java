package dev.chainrule.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.source.SourceText;
import dev.chainrule.source.Span;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosticsTest {

    private static final Code CODE = Code.error("NN204", "An explanation.");
    private static final Code WARNING = Code.warning("NN601", "Another.");

    @Test
    void filesInTheirOrderThenPositions() {
        SourceText a = SourceText.of("a.nn", "0123456789");
        SourceText b = SourceText.of("b.nn", "0123456789");
        Diagnostics diagnostics = new Diagnostics();
        for (Span span : List.of(new Span(b, 5, 6), new Span(a, 7, 8), new Span(b, 1, 2), new Span(a, 0, 1))) {
            diagnostics.report(Diagnostic.of(CODE, span, "a title"));
        }
        assertThat(diagnostics.all())
                .extracting(message -> message.at().toString())
                .containsExactly("b.nn:1:2", "b.nn:1:6", "a.nn:1:1", "a.nn:1:8");
    }

    @Test
    void aMistakeIsKeptOnceByWhicheverCallItShows() {
        SourceText a = SourceText.of("a.nn", "0123456789");
        Diagnostics diagnostics = new Diagnostics();
        diagnostics.report(Diagnostic.of(CODE, new Span(a, 1, 2), "a title").note("in a call"));
        diagnostics.report(Diagnostic.of(CODE, new Span(a, 1, 2), "a title").note("in another"));
        diagnostics.report(Diagnostic.of(CODE, new Span(a, 1, 2), "another title"));
        diagnostics.report(Diagnostic.of(CODE, new Span(a, 3, 4), "a title"));
        assertThat(diagnostics.all())
                .extracting(message -> message.title() + " " + message.notes())
                .containsExactly("a title [in a call]", "another title []", "a title []");
    }

    @Test
    void anUnknownNameIsToldOnceWithItsUses() {
        SourceText a = SourceText.of("a.nn", "foo foo bar foo foo foo foo foo");
        Diagnostics diagnostics = new Diagnostics();
        for (int start : List.of(0, 4, 8, 4, 12, 16, 20, 24, 28)) {
            diagnostics.report(
                    Diagnostic.of(MeaningCodes.UNKNOWN_NAME, new Span(a, start, start + 3), "there is no it"));
        }
        assertThat(diagnostics.all())
                .extracting(message -> message.at().text()
                        + message.labels().stream()
                                .map(label ->
                                        " " + label.text() + " " + label.at().start())
                                .toList())
                .containsExactly("foo[ and here 4,  and here 12,  and here 16,  and here 20]", "bar[]");
    }

    @Test
    void warningsStopNothing() {
        Diagnostics diagnostics = new Diagnostics();
        diagnostics.report(Diagnostic.of(WARNING, Span.synthetic("a.nn"), "a remark"));
        assertThat(diagnostics.hasErrors()).isFalse();
        diagnostics.report(Diagnostic.of(CODE, Span.synthetic("a.nn"), "a mistake"));
        assertThat(diagnostics.hasErrors()).isTrue();
    }

    @Test
    void codesAreThereOnceInOrderAndExplained() {
        List<String> ids = Codes.all().stream().map(Code::id).toList();
        assertThat(ids).isSorted().hasSameSizeAs(new HashSet<>(ids));
        assertThat(Codes.all()).allSatisfy(code -> {
            assertThat(code.id()).matches("NN[1-9]\\d\\d");
            assertThat(code.explanation()).endsWith(".").doesNotContain("\n");
            assertThat(Codes.byId(code.id().toLowerCase(java.util.Locale.ROOT))).contains(code);
            assertThat(code.isError()).isEqualTo(!code.id().startsWith("NN6"));
        });
        assertThat(Codes.byId("NN000")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a\u0007b, a\\u0007b", "\u202Ex, \\u202ex", "\uD83D\uDE42, \uD83D\uDE42", "\uDB40\uDC41, \\u{e0041}"})
    void hiddenCharactersAreSpelledOut(String text, String shown) {
        assertThat(Visible.of(text)).isEqualTo(shown);
    }

    @Test
    void quotesAreShort() {
        assertThat(Visible.quoted("x".repeat(80))).isEqualTo("`" + "x".repeat(80) + "`");
        assertThat(Visible.quoted("x".repeat(81))).isEqualTo("`" + "x".repeat(79) + "…`");
        assertThat(Visible.quoted("a\nb")).isEqualTo("`a\\u000ab`");
    }
}
