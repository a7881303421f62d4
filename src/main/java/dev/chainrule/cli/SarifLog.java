package dev.chainrule.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.chainrule.data.DataProblem;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.source.Span;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that one command has to say, as one document of SARIF 2.1.0: the codes that occur as rules, with what {@code explain}
 * says of them, and each message as a result. It is written whether there are messages or not.
 *
 * <p>A hint is a part of a message's text: a {@code fix} of SARIF is a replacement of characters, and hints are advice.
 */
final class SarifLog {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final Gson gson =
            new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();
    private final Map<String, Integer> rules = new LinkedHashMap<>();
    private final JsonArray descriptors = new JsonArray();
    private final JsonArray results = new JsonArray();

    void add(Diagnostic diagnostic) {
        List<String> lines = new ArrayList<>();
        lines.add(diagnostic.title()
                + (diagnostic.label().isEmpty() || diagnostic.label().equals(diagnostic.title())
                        ? ""
                        : ": " + diagnostic.label()));
        lines.addAll(diagnostic.notes());
        diagnostic.hint().ifPresent(hint -> lines.add("hint: " + hint));
        String level = diagnostic.code().isError() ? "error" : "warning";
        JsonObject result = result(diagnostic.code().id(), level, String.join("\n", lines));
        result.getAsJsonArray("locations").add(location(diagnostic.at()));
        JsonArray related = new JsonArray();
        for (Diagnostic.Label label : diagnostic.labels()) {
            JsonObject place = location(label.at());
            place.addProperty("id", related.size() + 1);
            place.add("message", text(label.text()));
            related.add(place);
        }
        if (!related.isEmpty()) {
            result.add("relatedLocations", related);
        }
    }

    void add(DataProblem problem) {
        String column = problem.column().map(name -> "column " + name + ": ").orElse("");
        JsonObject result = result(
                problem.code().id(),
                "error",
                column
                        + problem.message()
                        + problem.hint().map(hint -> "\nhint: " + hint).orElse(""));
        if (!problem.file().isEmpty()) {
            JsonObject place = new JsonObject();
            place.add("artifactLocation", artifact(problem.file()));
            problem.line().ifPresent(line -> {
                JsonObject region = new JsonObject();
                region.addProperty("startLine", line);
                place.add("region", region);
            });
            JsonObject location = new JsonObject();
            location.add("physicalLocation", place);
            result.getAsJsonArray("locations").add(location);
        }
    }

    /** Takes in a mistake of our own. */
    void addBug(String report) {
        result(ProblemRenderer.INTERNAL, "error", report.strip());
    }

    /** The document. */
    String document(int exitCode) {
        JsonObject driver = new JsonObject();
        driver.addProperty("name", "chainrule");
        driver.addProperty("version", Version.text());
        driver.add("rules", descriptors);
        JsonObject tool = new JsonObject();
        tool.add("driver", driver);
        JsonObject invocation = new JsonObject();
        invocation.addProperty("executionSuccessful", exitCode == ExitCode.SUCCESS || exitCode == ExitCode.ERRORS);
        invocation.addProperty("exitCode", exitCode);
        JsonObject run = new JsonObject();
        run.add("tool", tool);
        run.add("invocations", list(invocation));
        run.addProperty("columnKind", "unicodeCodePoints");
        run.add("results", results);
        JsonObject log = new JsonObject();
        log.addProperty("$schema", SCHEMA);
        log.addProperty("version", "2.1.0");
        log.add("runs", list(run));
        return gson.toJson(log) + "\n";
    }

    private JsonObject result(String code, String level, String message) {
        JsonObject result = new JsonObject();
        result.addProperty("ruleId", code);
        result.addProperty("ruleIndex", rules.computeIfAbsent(code, this::rule));
        result.addProperty("level", level);
        result.add("message", text(message));
        result.add("locations", new JsonArray());
        results.add(result);
        return result;
    }

    /** Takes in a code; its place in the list of rules. */
    private int rule(String code) {
        JsonObject rule = new JsonObject();
        rule.addProperty("id", code);
        rule.add("shortDescription", text(ExplainCommand.all().get(code)));
        JsonObject help = text(Explanation.of(code));
        help.addProperty("markdown", Explanation.markdown(code));
        rule.add("help", help);
        descriptors.add(rule);
        return descriptors.size() - 1;
    }

    private static JsonObject location(Span span) {
        JsonObject region = new JsonObject();
        region.addProperty("startLine", span.line());
        region.addProperty("startColumn", span.column());
        region.addProperty("endLine", span.source().line(span.end()));
        region.addProperty("endColumn", span.source().column(span.end()));
        JsonObject place = new JsonObject();
        place.add("artifactLocation", artifact(span.source().name()));
        place.add("region", region);
        JsonObject location = new JsonObject();
        location.add("physicalLocation", place);
        return location;
    }

    /** A path as it was given, relative if it was, as a reference in which nothing but {@code /} separates. */
    private static JsonObject artifact(String path) {
        String slashes = path.replace(File.separatorChar, '/');
        JsonObject artifact = new JsonObject();
        artifact.addProperty("uri", uri(slashes));
        return artifact;
    }

    private static String uri(String path) {
        boolean absolute = path.startsWith("/") || path.matches("[A-Za-z]:/.*");
        boolean colon = path.indexOf(':') >= 0 && !absolute; // what comes before it would be a scheme
        String whole = absolute && !path.startsWith("/") ? "/" + path : colon ? "./" + path : path;
        try {
            return absolute
                    ? new URI("file", "", whole, null).toASCIIString()
                    : new URI(null, null, whole, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(path, e);
        }
    }

    private static JsonObject text(String text) {
        JsonObject message = new JsonObject();
        message.addProperty("text", text);
        return message;
    }

    private static JsonArray list(JsonObject one) {
        JsonArray list = new JsonArray();
        list.add(one);
        return list;
    }
}
