package dev.chainrule.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each {@code src/test/resources/diagnostics/CODE-case.nn} beside what is shown for it: {@code .txt} to people,
 * {@code .json} to programs. {@code -Dgolden.update} writes both anew and deletes what is stale; read the difference as
 * the person who made the mistake would.
 */
class FixturesTest {

    /** Left out of the goldens: it is the code's, and the same in all of them. */
    private static final Pattern EXPLANATION = Pattern.compile("(\"explanation\":\")(?:[^\"\\\\]|\\\\.)*(\")");

    private static final boolean UPDATE = System.getProperty("golden.update") != null;

    static List<Fixture> fixtures() {
        return Fixture.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void whatIsShownIsWhatIsCommitted(Fixture fixture) throws IOException {
        List<Diagnostic> messages = fixture.messages();
        compare(HumanRenderer.plain().render(messages), fixture.golden(".txt"));
        String json = EXPLANATION.matcher(new JsonRenderer().render(messages)).replaceAll("$1…$2");
        compare(json, fixture.golden(".json"));
        haveTheirForm(fixture, messages);
    }

    private static void compare(String shown, Path golden) throws IOException {
        if (UPDATE) {
            Files.writeString(golden, shown);
        }
        assertThat(golden).exists();
        assertThat(shown).isEqualTo(Files.readString(golden));
    }

    /** The form that {@code docs/} promises: one message for one mistake, lower case, no full stop, a place. */
    private static void haveTheirForm(Fixture fixture, List<Diagnostic> messages) {
        assertThat(messages)
                .hasSize(fixture.expectedMessages())
                .extracting(message -> message.code().id())
                .contains(fixture.code());
        for (Diagnostic message : messages) {
            assertThat(message.title()).isNotBlank().doesNotEndWith(".").doesNotContain("\n");
            assertThat(message.label()).doesNotEndWith(".");
            message.hint().ifPresent(hint -> assertThat(hint).isNotBlank().doesNotEndWith("."));
            assertThat(message.at().source().name()).isEqualTo(fixture + ".nn");
        }
    }

    @Test
    void everyCodeHasAFixture() {
        Set<String> covered = Fixture.all().stream().map(Fixture::code).collect(Collectors.toSet());
        assertThat(Codes.all())
                .extracting(Code::id)
                .allSatisfy(code -> assertThat(covered)
                        .as("a program src/test/resources/diagnostics/%s-….nn", code)
                        .contains(code));
    }

    @Test
    void nothingIsStale() throws IOException {
        Set<Path> expected = new TreeSet<>();
        for (Fixture fixture : Fixture.all()) {
            expected.addAll(List.of(fixture.golden(".nn"), fixture.golden(".txt"), fixture.golden(".json")));
        }
        try (Stream<Path> files = Files.list(Fixture.FOLDER)) {
            for (Path file : files.filter(path -> !expected.contains(path)).toList()) {
                if (UPDATE) {
                    Files.delete(file);
                } else {
                    assertThat(file).as("a golden without a program").doesNotExist();
                }
            }
        }
    }
}
