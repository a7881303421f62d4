package dev.chainrule.check;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Locale;

/** Reports as one JSON object, for programs. Its shape has a version; numbers that are not finite are strings. */
public final class JsonReport {

    private static final int VERSION = 1;

    private JsonReport() {}

    public static String of(List<CheckReport> reports) {
        JsonObject json = new JsonObject();
        json.addProperty("version", VERSION);
        json.addProperty("passed", reports.stream().allMatch(CheckReport::passed));
        JsonArray all = new JsonArray();
        reports.forEach(report -> all.add(report(report)));
        json.add("reports", all);
        Gson gson = new GsonBuilder()
                .disableHtmlEscaping()
                .serializeNulls()
                .setPrettyPrinting()
                .create();
        return gson.toJson(json);
    }

    private static JsonObject report(CheckReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("subject", report.subject());
        json.addProperty("precision", report.precision().name().toLowerCase(Locale.ROOT));
        json.addProperty("seed", report.settings().seed());
        json.addProperty("points", report.settings().points());
        json.addProperty("rtol", report.settings().relative());
        json.addProperty("passed", report.passed());
        JsonArray rows = new JsonArray();
        report.rows().forEach(row -> rows.add(row(row)));
        json.add("parameters", rows);
        json.add("together", report.together().<JsonElement>map(JsonReport::row).orElse(JsonNull.INSTANCE));
        JsonArray values = new JsonArray();
        report.values().forEach(values::add);
        json.add("values", values);
        JsonArray failures = new JsonArray();
        report.failures().forEach(failure -> failures.add(failure(failure)));
        json.add("failures", failures);
        return json;
    }

    private static JsonObject row(CheckReport.Row row) {
        JsonObject json = new JsonObject();
        json.addProperty("name", row.name());
        json.addProperty("elements", row.elements());
        json.addProperty("checked", row.checked());
        json.addProperty("kinks", row.kinks());
        json.add("worstError", number(row.worst()));
        json.add("allowed", number(row.allowed()));
        json.add("ulps", number(row.ulps()));
        json.addProperty("at", row.at());
        json.addProperty("declared", row.declared());
        json.add("failure", row.verdict().<JsonElement>map(JsonReport::failure).orElse(JsonNull.INSTANCE));
        return json;
    }

    private static JsonObject failure(CheckReport.Failure failure) {
        JsonObject json = new JsonObject();
        json.addProperty("code", failure.code().id());
        json.addProperty("text", failure.text());
        return json;
    }

    private static JsonPrimitive number(double value) {
        return Double.isFinite(value) ? new JsonPrimitive(value) : new JsonPrimitive(String.valueOf(value));
    }
}
