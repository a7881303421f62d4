package dev.chainrule.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.chainrule.source.SourceText;
import dev.chainrule.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The layout of messages; what they say is in the fixtures. */
class RenderersTest {

    private static final Code CODE = Code.error("NN204", "An explanation.");
    private static final Code WARNING = Code.warning("NN601", "Another.");

    private static Span span(SourceText source, String piece) {
        int start = source.text().indexOf(piece);
        return new Span(source, start, start + piece.length());
    }

    private static Diagnostic at(String text, String piece) {
        return Diagnostic.of(CODE, span(SourceText.of("a.nn", text), piece), "a title");
    }

    private static String human(Diagnostic diagnostic) {
        return HumanRenderer.plain().render(diagnostic);
    }

    @Test
    void headlinePlaceLineCaretPlacesNotesHint() {
        SourceText source = SourceText.of("a.nn", "first line\n\nh = a + b;\n");
        Diagnostic diagnostic = Diagnostic.of(CODE, span(source, "a + b"), "these do not line up")
                .labelled("neither has all")
                .with(span(source, "first"), "declared here")
                .note("one\ntwo")
                .hint("write this\nor that");
        assertThat(human(diagnostic)).isEqualTo("""
                error[NN204]: these do not line up
                  --> a.nn:3:5
                   |
                 3 | h = a + b;
                   |     ^^^^^ neither has all
                   |
                 1 | first line
                   | ----- declared here
                   |
                   = note: one
                           two
                   = hint: write this
                           or that

                """);
    }

    @Test
    void placesInTheSameLineShareIt() {
        SourceText source = SourceText.of("a.nn", "h = a + b;");
        Diagnostic diagnostic = Diagnostic.of(CODE, span(source, "a + b"), "a title")
                .with(span(source, "a"), "one")
                .with(span(source, "b"), "two");
        assertThat(human(diagnostic)).isEqualTo("""
                error[NN204]: a title
                  --> a.nn:1:5
                   |
                 1 | h = a + b;
                   |     ^^^^^
                   |     - one
                   |         - two

                """);
    }

    @Test
    void anotherFileIsNamed() {
        Diagnostic diagnostic = at("h = a;", "a").with(span(SourceText.of("b.nn", "fn a;"), "a"), "declared here");
        assertThat(human(diagnostic)).isEqualTo("""
                error[NN204]: a title
                  --> a.nn:1:5
                   |
                 1 | h = a;
                   |     ^
                  ::: b.nn:1:4
                   |
                 1 | fn a;
                   |    - declared here

                """);
    }

    @Test
    void severalLinesShowTheFirstAndTheLast() {
        assertThat(human(at("x = a +\n    b +\n  c;", "a +\n    b +\n  c").labelled("here")))
                .isEqualTo("""
                error[NN204]: a title
                  --> a.nn:1:5
                   |
                 1 | x = a +
                   |     ^^^
                ...
                 3 |   c;
                   |   ^ here

                """);
        assertThat(human(at("x = a +\n  c;", "a +\n  c")))
                .contains(" 1 | x = a +\n   |     ^^^\n 2 |   c;\n   |   ^\n");
    }

    @Test
    void theMarginFollowsTheLargestLineNumber() {
        String text = "\n".repeat(999) + "x = a;";
        assertThat(human(at(text, "a"))).isEqualTo("""
                error[NN204]: a title
                    --> a.nn:1000:5
                     |
                1000 | x = a;
                     |     ^

                """);
    }

    @Test
    void tabsGoToTheNextMultipleOfFour() {
        assertThat(human(at("\tx\t= a;", "a"))).contains(" 1 |     x   = a;\n   |           ^\n");
        assertThat(human(at("\tx\t= a;", "\t="))).contains("   |      ^^^^\n");
    }

    @Test
    void wideCharactersTakeTwoColumnsAndAccentsNone() {
        assertThat(human(at("/* 層層 */ a", "a"))).contains(" 1 | /* 層層 */ a\n   |            ^\n");
        assertThat(human(at("/* e\u0301 */ a", "a"))).contains("   |         ^\n");
        assertThat(human(at("/* 🙂 */ a", "a"))).contains("   |          ^\n");
    }

    @Test
    void whatIsHiddenIsSpelledOut() {
        assertThat(human(at("a\u202Eb c", "c"))).contains(" 1 | a\\u202eb c\n   |          ^\n");
        assertThat(human(at("a", "a").labelled("\u001b[31m")))
                .contains("\\u001b[31m")
                .doesNotContain("\u001b");
    }

    @Test
    void longLinesAreCutAroundThePlace() {
        String text = "a".repeat(200) + " here " + "b".repeat(200);
        String shown = human(at(text, "here"));
        String line =
                shown.lines().filter(one -> one.startsWith(" 1 |")).findFirst().orElseThrow();
        String carets =
                shown.lines().filter(one -> one.contains("^")).findFirst().orElseThrow();
        assertThat(line).startsWith(" 1 | … aaa").endsWith("bbb …").hasSizeLessThan(112);
        assertThat(line.substring(carets.indexOf('^'), carets.lastIndexOf('^') + 1))
                .isEqualTo("here");
    }

    @Test
    void aLongPlaceIsCutToo() {
        String shown = human(at("a".repeat(300), "a".repeat(300)));
        assertThat(shown.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(112));
    }

    @Test
    void theEndOfTheTextHasAPlace() {
        SourceText source = SourceText.of("a.nn", "x =\n");
        assertThat(human(Diagnostic.of(CODE, new Span(source, 4, 4), "too early")))
                .contains("a.nn:2:1")
                .contains("   | ^\n");
        assertThat(human(Diagnostic.of(CODE, Span.synthetic("a.nn"), "unread"))).isEqualTo("""
                error[NN204]: unread
                  --> a.nn:1:1

                """);
    }

    @Test
    void coloursAreOnlyColours() {
        Diagnostic diagnostic =
                at("h = a;", "a").labelled("here").note("a fact").hint("a way");
        String coloured = HumanRenderer.coloured().render(diagnostic);
        assertThat(coloured).contains("\u001b[1;31merror[NN204]\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(human(diagnostic));
    }

    @Test
    void theFooterCounts() {
        Diagnostic error = at("h = a;", "a");
        Diagnostic warning = Diagnostic.of(WARNING, error.at(), "a warning");
        HumanRenderer renderer = HumanRenderer.plain();
        assertThat(renderer.render(List.of())).isEmpty();
        assertThat(renderer.render(List.of(error)))
                .endsWith("\n1 error; nothing was written. More: chainrule explain NN204\n");
        assertThat(renderer.render(List.of(warning, error, error)))
                .endsWith("\n2 errors, 1 warning; nothing was written. More: chainrule explain NN204\n");
        assertThat(renderer.render(List.of(warning, warning)))
                .endsWith("\n2 warnings. More: chainrule explain NN601\n");
        assertThat(renderer.render(List.of(warning))).startsWith("warning[NN601]: a warning\n");
    }

    /** Warnings are not counted against the errors that are shown. */
    @Test
    void twentyErrorsAreShown() {
        List<Diagnostic> many = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            many.add(Diagnostic.of(CODE, Span.synthetic("a.nn"), "mistake " + i));
            many.add(Diagnostic.of(WARNING, Span.synthetic("a.nn"), "remark " + i));
        }
        String shown = new ShortRenderer().render(many);
        assertThat(shown)
                .contains("mistake 19\n")
                .doesNotContain("mistake 20\n")
                .contains("remark 24\n");
        assertThat(shown).endsWith("25 errors (the first 20 are shown), 25 warnings\n");
    }

    @Test
    void shortIsALine() {
        assertThat(new ShortRenderer()
                        .render(at("x\nh = a;", "a").labelled("here").hint("a way")))
                .isEqualTo("a.nn:2:5: error NN204: a title\n");
    }

    @Test
    void jsonHasTheShapeThatToolsKnow() {
        SourceText source = SourceText.of("a.nn", "// é\r\nh = a + b;\n");
        Diagnostic diagnostic = Diagnostic.of(CODE, span(source, "a + b"), "a \"title\"")
                .labelled("here")
                .with(span(source, "h"), "there")
                .note("a fact")
                .hint("a way");
        String line = new JsonRenderer().render(diagnostic);
        assertThat(line).endsWith("}\n").hasLineCount(1);
        JsonObject json = JsonParser.parseString(line).getAsJsonObject();
        assertThat(json.get("message").getAsString()).isEqualTo("a \"title\"");
        assertThat(json.get("level").getAsString()).isEqualTo("error");
        assertThat(json.getAsJsonObject("code").get("code").getAsString()).isEqualTo("NN204");
        JsonObject primary = json.getAsJsonArray("spans").get(0).getAsJsonObject();
        assertThat(primary.get("file_name").getAsString()).isEqualTo("a.nn");
        assertThat(primary.get("is_primary").getAsBoolean()).isTrue();
        assertThat(primary.get("label").getAsString()).isEqualTo("here");
        assertThat(primary.get("line_start").getAsInt()).isEqualTo(2);
        assertThat(primary.get("column_start").getAsInt()).isEqualTo(5);
        assertThat(primary.get("column_end").getAsInt()).isEqualTo(10);
        assertThat(primary.get("byte_start").getAsInt()).isEqualTo(11); // é has two bytes, the line's end too
        assertThat(primary.get("byte_end").getAsInt()).isEqualTo(16);
        JsonObject other = json.getAsJsonArray("spans").get(1).getAsJsonObject();
        assertThat(other.get("is_primary").getAsBoolean()).isFalse();
        assertThat(json.getAsJsonArray("children")
                        .get(0)
                        .getAsJsonObject()
                        .get("level")
                        .getAsString())
                .isEqualTo("note");
        assertThat(json.getAsJsonArray("children")
                        .get(1)
                        .getAsJsonObject()
                        .get("level")
                        .getAsString())
                .isEqualTo("help");
        assertThat(json.get("rendered").getAsString()).isEqualTo(human(diagnostic));
    }
}
