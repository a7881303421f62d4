package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --message-format sarif}: one document for each command, of the form that the standard requires. */
class SarifTest {

    private static final Path GOLDEN = Path.of("src/test/resources/sarif/messages.sarif");

    /** What is required, unique or limited by section 3 of SARIF 2.1.0, for the objects that we write. */
    private static JsonObject checked(String document) {
        JsonObject log = JsonParser.parseString(document).getAsJsonObject();
        assertThat(log.get("version").getAsString()).isEqualTo("2.1.0");
        JsonArray runs = log.getAsJsonArray("runs");
        assertThat(runs).hasSize(1);
        JsonObject run = runs.get(0).getAsJsonObject();
        JsonObject driver = run.getAsJsonObject("tool").getAsJsonObject("driver");
        assertThat(driver.get("name").getAsString()).isNotBlank();
        JsonArray rules = driver.getAsJsonArray("rules");
        Set<String> ids = new java.util.HashSet<>();
        for (JsonElement rule : rules) {
            assertThat(ids.add(rule.getAsJsonObject().get("id").getAsString())).isTrue();
            text(rule.getAsJsonObject().getAsJsonObject("shortDescription"));
            text(rule.getAsJsonObject().getAsJsonObject("help"));
        }
        assertThat(run.get("columnKind").getAsString()).isIn("utf16CodeUnits", "unicodeCodePoints");
        for (JsonElement invocation : run.getAsJsonArray("invocations")) {
            assertThat(invocation.getAsJsonObject().get("executionSuccessful").isJsonPrimitive())
                    .isTrue();
        }
        for (JsonElement element : run.getAsJsonArray("results")) {
            JsonObject result = element.getAsJsonObject();
            text(result.getAsJsonObject("message"));
            assertThat(result.get("level").getAsString()).isIn("none", "note", "warning", "error");
            JsonObject rule = rules.get(result.get("ruleIndex").getAsInt()).getAsJsonObject();
            assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
            result.getAsJsonArray("locations").forEach(SarifTest::location);
            if (result.has("relatedLocations")) {
                result.getAsJsonArray("relatedLocations").forEach(SarifTest::location);
            }
        }
        return run;
    }

    private static void text(JsonObject message) {
        assertThat(message.get("text").getAsString()).isNotBlank();
    }

    private static void location(JsonElement element) {
        JsonObject place = element.getAsJsonObject().getAsJsonObject("physicalLocation");
        URI uri =
                URI.create(place.getAsJsonObject("artifactLocation").get("uri").getAsString());
        assertThat(uri.getScheme()).isIn(null, "file");
        if (place.has("region")) {
            place.getAsJsonObject("region")
                    .entrySet()
                    .forEach(number -> assertThat(number.getValue().getAsInt())
                            .as(number.getKey())
                            .isPositive());
        }
    }

    private static JsonArray results(Run run) {
        return checked(run.err()).getAsJsonArray("results");
    }

    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void theDocumentIsWhatIsCommitted() throws IOException {
        String model = file("Wrong.nn", """
                network Wrong {
                  dim batch; dim hidden = 3; dim pixels = 4;
                  input x[batch, hidden];
                  param b1[pixels] = zeros();
                  h = relu(x + b1); // 層
                  unused = x;
                }
                """);
        Run run = Run.of("generate", model, "--message-format", "sarif");
        assertThat(run.code()).isEqualTo(1);
        checked(run.err());
        String shown = run.err().replaceAll("file://[^\"]*/", "file:///").replace(Version.text(), "VERSION");
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, shown);
        }
        assertThat(shown).isEqualTo(Files.readString(GOLDEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"generate --dry-run", "describe", "check"})
    void aCommandWithoutMessagesGivesADocumentToo(String command) throws IOException {
        String model = file("F.nn", "function F(x) = x^2;\n");
        List<String> words = new java.util.ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of(model, "--message-format=sarif"));
        Run run = Run.of(words.toArray(String[]::new));
        assertThat(run.code()).isZero();
        assertThat(results(run)).isEmpty();
    }

    /** What is told of the file, and then of what was to be done with it, is in one document. */
    @Test
    void warningsAndProblemsStandTogether() throws IOException {
        String model = file("F.nn", "function F(x, y) = x^2;\n");
        Files.createDirectory(folder.resolve("F.java"));
        Run run = Run.of("generate", model, "-o", folder.toString(), "--message-format=sarif");
        assertThat(run.code()).isEqualTo(3);
        assertThat(results(run))
                .extracting(result -> result.getAsJsonObject().get("ruleId").getAsString())
                .containsExactlyInAnyOrder("NN603", "NN801");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train --data=no.csv", "predict --data=no.csv --parameters=no.safetensors"})
    void networksAreTrainedAndPredictedWithItToo(String command) throws IOException {
        String model = file("F.nn", "network N { input x; param w = zeros(); loss = y; }\n");
        List<String> words = new java.util.ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of(model, "--message-format=sarif"));
        Run run = Run.of(words.toArray(String[]::new));
        assertThat(run.code()).isEqualTo(1);
        assertThat(results(run)).hasSize(1);
    }

    /** A result names its file by a reference, whatever the file is called. */
    @ParameterizedTest
    @ValueSource(strings = {"a b.nn", "a#b.nn", "a%20b.nn", "a:b.nn", "a?b.nn"})
    void namesOfFilesAreReferences(String name) throws IOException {
        String model = file(name, "function F(x) = y;\n");
        JsonObject place = results(Run.of("generate", model, "--message-format=sarif"))
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("locations")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("physicalLocation");
        URI uri =
                URI.create(place.getAsJsonObject("artifactLocation").get("uri").getAsString());
        assertThat(Path.of(uri)).isEqualTo(Path.of(model));
    }
}
