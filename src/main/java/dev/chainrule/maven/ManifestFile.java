package dev.chainrule.maven;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.chainrule.data.AtomicFile;
import dev.chainrule.data.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A manifest on the disk: JSON for people to read. It decides what is compiled and deleted, so one that is not exactly as it
 * was written counts as none, and everything is compiled again.
 */
final class ManifestFile {

    private static final int FORMAT = 1;

    /** More than the manifest of any project. */
    private static final long MOST_BYTES = 64 << 20;

    private final Gson gson =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private final Path file;

    ManifestFile(Path file) {
        this.file = file;
    }

    Manifest read() {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return Manifest.NONE;
            }
            JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            return json.get("format").getAsInt() == FORMAT ? manifest(json) : Manifest.NONE;
        } catch (IOException | RuntimeException e) { // Gson has another exception for each way to be something else
            return Manifest.NONE;
        }
    }

    /** Replaces the file, unless it has this very text. */
    void write(Manifest manifest) throws DataException {
        byte[] bytes = (gson.toJson(json(manifest)) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            if (Files.isRegularFile(file) && Arrays.equals(bytes, Files.readAllBytes(file))) {
                return;
            }
        } catch (IOException e) {
            // then it is written anew
        }
        AtomicFile.write(file, bytes);
    }

    private static JsonObject json(Manifest manifest) {
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        json.addProperty("tool", manifest.tool());
        json.addProperty("options", manifest.options());
        JsonArray sources = new JsonArray();
        for (Manifest.Source source : manifest.sources()) {
            JsonObject one = entry(source.path(), source.sha256());
            JsonArray imports = new JsonArray();
            source.imports()
                    .forEach(any -> imports.add(entry(any.path(), any.sha256().orElse(""))));
            one.add("imports", imports);
            sources.add(one);
        }
        json.add("sources", sources);
        JsonArray outputs = new JsonArray();
        for (Manifest.Output output : manifest.outputs()) {
            JsonObject one = entry(output.path(), output.sha256());
            one.addProperty("source", output.source());
            outputs.add(one);
        }
        json.add("outputs", outputs);
        return json;
    }

    private static JsonObject entry(String path, String sha256) {
        JsonObject json = new JsonObject();
        json.addProperty("path", path);
        json.addProperty("sha256", sha256);
        return json;
    }

    private static Manifest manifest(JsonObject json) {
        return new Manifest(
                text(json, "tool"),
                text(json, "options"),
                list(json, "sources", ManifestFile::source),
                list(json, "outputs", ManifestFile::output));
    }

    private static Manifest.Source source(JsonObject json) {
        return new Manifest.Source(
                text(json, "path"),
                text(json, "sha256"),
                list(
                        json,
                        "imports",
                        any -> new Manifest.Import(
                                text(any, "path"),
                                Optional.of(text(any, "sha256")).filter(sha -> !sha.isEmpty()))));
    }

    /** What would be deleted one day has to lie below the output directory. */
    private static Manifest.Output output(JsonObject json) {
        String path = text(json, "path");
        if (path.isEmpty() || path.startsWith("/") || path.contains("\\") || path.contains(":")) {
            throw new IllegalArgumentException(path);
        }
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new IllegalArgumentException(path);
            }
        }
        return new Manifest.Output(path, text(json, "sha256"), text(json, "source"));
    }

    private static String text(JsonObject json, String name) {
        return json.getAsJsonPrimitive(name).getAsString();
    }

    private static <T> List<T> list(JsonObject json, String name, Function<JsonObject, T> element) {
        List<T> list = new ArrayList<>();
        for (JsonElement one : json.getAsJsonArray(name)) {
            list.add(element.apply(one.getAsJsonObject()));
        }
        return list;
    }
}
