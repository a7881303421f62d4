package dev.chainrule.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The page about the plugin, held against the descriptor that Maven reads, and against the project that is its example. */
class PluginPageTest {

    private static final Path PAGE = Path.of("docs/maven-plugin.md");
    private static final Path DESCRIPTOR = Path.of("target/classes/META-INF/maven/plugin.xml");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(\\w+)`(, a list)? \\| `([\\w.]+)` \\| (?:–|`([^`]+)`) \\| \\S.* \\|$");

    /** A parameter as users see it. */
    private record Parameter(String name, boolean list, String property, String standard) {}

    @ParameterizedTest
    @ValueSource(strings = {"generate", "generate-test", "check"})
    void tellsEveryParameter(String goal) throws Exception {
        List<Parameter> told = new ArrayList<>(rows("Of all goals:"));
        told.addAll(rows("Of `" + goal + "`:"));
        assertThat(told).doesNotHaveDuplicates();
        assertThat(told).containsExactlyInAnyOrderElementsOf(parameters(goals().get(goal)));
    }

    @Test
    void tellsEveryGoalAndItsPhase() throws Exception {
        String page = Files.readString(PAGE);
        assertThat(goals().keySet()).containsExactlyInAnyOrder("generate", "generate-test", "check", "help");
        goals().forEach((name, goal) -> {
            String phase = text(goal, "phase");
            assertThat(page).contains("| `chainrule:" + name + "` | " + (phase.isEmpty() ? "–" : phase) + " |");
            assertThat(text(goal, "threadSafe")).as(name).isEqualTo("true");
            assertThat(text(goal, "requiresDependencyResolution")).as(name).isEmpty();
        });
    }

    /** The blocks of the two minutes are the files of a project that every build builds. */
    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "src/main/nn/example/Line.nn", "src/test/java/example/LineTest.java"})
    void beginsWithAProjectThatIsBuilt(String file) throws IOException {
        String text = Files.readString(Path.of("src/it/simple", file)).replace("@project.version@", version());
        assertThat(Files.readString(PAGE)).contains("\n" + text + "```\n");
        assertThat(text.lines().count()).isLessThanOrEqualTo(40);
    }

    /** So are those of the README. */
    @Test
    void theReadmeBeginsWithThatProjectToo() throws IOException {
        String pom = Files.readString(Path.of("src/it/simple/pom.xml")).replace("@project.version@", version());
        String model = Files.readString(Path.of("src/it/simple/src/main/nn/example/Line.nn"));
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("```xml\n") + "```xml\n".length();
        assertThat(pom).contains(readme.substring(start, readme.indexOf("```", start)));
        assertThat(readme).contains("\n```\n" + model + "```\n");
    }

    /** A property set for one goal must not move the folders of another. */
    @Test
    void mainAndTestFoldersHaveDifferentProperties() throws Exception {
        TreeSet<String> outputs = new TreeSet<>();
        for (String goal : List.of("generate", "generate-test", "check")) {
            parameters(goals().get(goal)).stream()
                    .filter(parameter -> parameter.standard().startsWith("${project.build.directory}"))
                    .forEach(parameter ->
                            assertThat(outputs.add(parameter.property())).isTrue());
        }
        assertThat(outputs).hasSize(3);
    }

    private static String version() throws IOException {
        Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    /** Of the table below a line of the page. */
    private static List<Parameter> rows(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("\n" + heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        int table = page.indexOf("|---", start);
        String rows = page.substring(page.indexOf('\n', table) + 1, page.indexOf("\n\n", table) + 1);
        List<Parameter> parameters = ROW.matcher(rows)
                .results()
                .map(row -> new Parameter(
                        row.group(1), row.group(2) != null, row.group(3), row.group(4) == null ? "" : row.group(4)))
                .toList();
        assertThat(parameters).as("rows of " + heading).hasSize((int)
                rows.lines().count());
        return parameters;
    }

    private static Map<String, Element> goals() throws Exception {
        Element plugin = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(DESCRIPTOR.toFile())
                .getDocumentElement();
        Map<String, Element> goals = new LinkedHashMap<>();
        children(child(plugin, "mojos")).forEach(mojo -> goals.put(text(mojo, "goal"), mojo));
        return goals;
    }

    private static List<Parameter> parameters(Element goal) {
        Element configuration = child(goal, "configuration");
        return children(child(goal, "parameters"))
                .filter(parameter -> text(parameter, "editable").equals("true"))
                .map(parameter -> {
                    Element set = child(configuration, text(parameter, "name"));
                    return new Parameter(
                            text(parameter, "name"),
                            text(parameter, "type").equals("java.util.List"),
                            set.getTextContent().replaceAll("[${}]", ""),
                            set.getAttribute("default-value"));
                })
                .toList();
    }

    private static Stream<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children.stream();
    }

    private static Element child(Element parent, String name) {
        return children(parent)
                .filter(element -> element.getTagName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Element parent, String name) {
        return children(parent)
                .filter(element -> element.getTagName().equals(name))
                .map(Node::getTextContent)
                .findFirst()
                .orElse("");
    }
}
