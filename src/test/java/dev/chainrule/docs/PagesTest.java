package dev.chainrule.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.describe.Description;
import dev.chainrule.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages quote is what the compiler says today, and what they link to is there. */
class PagesTest {
    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\n(.*?)^```$");
    private static final Pattern PLAIN = Pattern.compile("(?ms)^```\n(.*?)^```$");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    private static List<String> blocks(Pattern fence, String page) throws IOException {
        return fence.matcher(Files.readString(Path.of(page)))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static List<String> generated() throws IOException {
        List<String> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("generated-samples/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                classes.add(Files.readString(file));
            }
        }
        return classes;
    }

    /** A block that is indented as in a class is a quotation; the others are lists of methods. */
    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/generated-code.md"})
    void quotedJavaIsEmitted(String page) throws IOException {
        List<String> quotations = blocks(JAVA, page).stream()
                .filter(block -> block.startsWith("        "))
                .toList();
        assertThat(quotations).isNotEmpty();
        List<String> classes = generated();
        assertThat(quotations).allSatisfy(quotation -> assertThat(classes).anyMatch(text -> text.contains(quotation)));
    }

    /** {@code public} and private methods that the pages list, up to the parenthesis that ends the parameters. */
    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/generated-code.md"})
    void listedMethodsAreEmitted(String page) throws IOException {
        List<String> classes = generated();
        List<String> methods = blocks(JAVA, page).stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> line.startsWith("public ") && line.contains("("))
                .map(line -> line.substring(0, line.indexOf(')') + 1))
                .toList();
        assertThat(methods).isNotEmpty();
        assertThat(methods).allSatisfy(method -> assertThat(classes).anyMatch(text -> text.contains(method)));
    }

    @Test
    void quotedEquationsAreThoseOfTheSample() throws IOException {
        Path sample = Path.of("generated-samples/models/DigitsMlp.nn");
        CompileResult result = dev.chainrule.Compiler.compile(
                SourceText.of("DigitsMlp.nn", Files.readString(sample)), CompileOptions.STANDARD);
        List<String> equations = Description.gradient(result.models().get(0).resimplified())
                .lines()
                .map(String::strip)
                .toList();
        List<String> quoted = blocks(PLAIN, "docs/architecture.md").stream()
                .filter(block -> block.startsWith("dlogits"))
                .flatMap(String::lines)
                .toList();
        assertThat(quoted).isNotEmpty();
        assertThat(equations).containsSubsequence(quoted);
    }

    @Test
    void everyPackageIsInTheLayout() throws IOException {
        String page = Files.readString(Path.of("docs/architecture.md"));
        try (Stream<Path> folders = Files.list(Path.of("src/main/java/dev/chainrule"))) {
            List<String> packages = folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .toList();
            assertThat(packages)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(page).contains("| `" + name + "` | "));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "CONTRIBUTING.md",
                "docs/architecture.md",
                "docs/clients.md",
                "docs/generated-code.md",
                "docs/language.md",
                "docs/decisions.md",
                "docs/adding-a-function.md",
                "docs/testing.md",
                "docs/mutation-testing.md"
            })
    void linksLeadSomewhere(String page) throws IOException {
        Path folder = Path.of(page).toAbsolutePath().getParent();
        String prose = CODE.matcher(Files.readString(Path.of(page))).replaceAll("");
        assertThat(LINK.matcher(prose).results().map(link -> link.group(1)))
                .allSatisfy(target -> assertThat(folder.resolve(target)).exists());
    }

    /** The build script reads the first command from the page. */
    @Test
    void theFirstCommandStandsWhereTheBuildLooksForIt() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).containsPattern("(?m)^\\./chainrule train ");
    }

    /** Each sample is in the table that says what it reaches. */
    @Test
    void samplesAreListed() throws IOException {
        String page = Files.readString(Path.of("generated-samples/README.md"));
        try (Stream<Path> models = Files.list(Path.of("generated-samples/models"))) {
            assertThat(models.map(model -> model.getFileName().toString().replace(".nn", "")))
                    .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
        }
    }
}
