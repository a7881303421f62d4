package dev.chainrule.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recipes for clients show what their projects are made of, which the build runs. */
class ClientsPageTest {

    private static final Path PAGE = Path.of("docs/clients.md");

    /** A link to a file of a project, a colon, and what is in it. */
    private static final Pattern QUOTATION = Pattern.compile("(?ms)\\]\\((\\S+)\\):\n\n```\\w+\n(.*?)^```$");

    private static final Pattern FENCE = Pattern.compile("(?m)^```\\w+$");
    private static final Pattern LINE = Pattern.compile("(?m)^(?=.)");

    static List<MatchResult> quotations() throws IOException {
        return QUOTATION.matcher(Files.readString(PAGE)).results().toList();
    }

    @ParameterizedTest
    @MethodSource("quotations")
    void whatIsQuotedStandsInTheFile(MatchResult quotation) throws IOException {
        String file = Files.readString(PAGE.resolveSibling(quotation.group(1)).normalize());
        List<String> indented = Stream.of("", "    ", "        ")
                .map(indent -> LINE.matcher(quotation.group(2)).replaceAll(indent))
                .toList();
        assertThat(indented).anyMatch(file::contains);
    }

    @Test
    void allCodeIsQuoted() throws IOException {
        long fences = FENCE.matcher(Files.readString(PAGE)).results().count();
        assertThat(quotations()).isNotEmpty().hasSize((int) fences);
    }

    /** A recipe whose project has gone, or has never been run, is no recipe. */
    @Test
    void theProjectsAreRunByTheBuild() throws IOException {
        assertThat(quotations()).allSatisfy(quotation -> {
            Path file = PAGE.resolveSibling(quotation.group(1)).normalize();
            assertThat(file.startsWith("src/it")).isTrue();
            assertThat(Path.of("src/it").resolve(file.getName(2)).resolve("pom.xml"))
                    .exists();
        });
    }
}
