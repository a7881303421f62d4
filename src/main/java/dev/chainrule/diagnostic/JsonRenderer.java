package dev.chainrule.diagnostic;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.chainrule.source.SourceText;
import dev.chainrule.source.Span;

/**
 * One JSON object a line, in the shape that rustc made common: message, code, level, spans, children, rendered. Lines
 * and columns count from 1, columns in code points; byte offsets from 0, in the file's own bytes.
 */
public final class JsonRenderer implements DiagnosticRenderer {

    private final Gson gson =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    @Override
    public String render(Diagnostic diagnostic) {
        JsonObject json = message(level(diagnostic.code()), diagnostic.title());
        JsonObject code = new JsonObject();
        code.addProperty("code", diagnostic.code().id());
        code.addProperty("explanation", diagnostic.code().explanation());
        json.add("code", code);
        JsonArray spans = json.getAsJsonArray("spans");
        spans.add(span(diagnostic.at(), diagnostic.label(), true));
        diagnostic.labels().forEach(label -> spans.add(span(label.at(), label.text(), false)));
        JsonArray children = json.getAsJsonArray("children");
        diagnostic.notes().forEach(note -> children.add(message("note", note)));
        diagnostic.hint().ifPresent(hint -> children.add(message("help", hint)));
        json.addProperty("rendered", HumanRenderer.plain().render(diagnostic));
        return gson.toJson(json) + "\n";
    }

    /** A last object without a code, as rustc has it. */
    @Override
    public String footer(Tally tally) {
        JsonObject json = message(tally.errors() > 0 ? "error" : "warning", tally.words());
        json.addProperty("rendered", tally.words() + "\n");
        return gson.toJson(json) + "\n";
    }

    private static String level(Code code) {
        return code.isError() ? "error" : "warning";
    }

    private static JsonObject message(String level, String text) {
        JsonObject json = new JsonObject();
        json.addProperty("message", text);
        json.add("code", JsonNull.INSTANCE);
        json.addProperty("level", level);
        json.add("spans", new JsonArray());
        json.add("children", new JsonArray());
        json.add("rendered", JsonNull.INSTANCE);
        return json;
    }

    private JsonElement span(Span span, String label, boolean primary) {
        SourceText source = span.source();
        JsonObject json = new JsonObject();
        json.addProperty("file_name", source.name());
        json.addProperty("byte_start", source.byteOffset(span.start()));
        json.addProperty("byte_end", source.byteOffset(span.end()));
        json.addProperty("line_start", span.line());
        json.addProperty("line_end", source.line(span.end()));
        json.addProperty("column_start", span.column());
        json.addProperty("column_end", source.column(span.end()));
        json.addProperty("is_primary", primary);
        json.addProperty("label", label);
        return json;
    }
}
