package dev.chainrule.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Problems with files and options as text, in the forms that messages about {@code .nn} files have. */
final class ProblemRenderer {

    /** The code of our own mistakes. */
    static final String INTERNAL = "NN999";

    private final Gson gson =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
    private final MessageFormat format;

    ProblemRenderer(MessageFormat format) {
        this.format = format;
    }

    /** One message or more, each with its line end. */
    String render(DataException failure) {
        String messages = failure.problems().stream().map(this::render).collect(Collectors.joining());
        long more = failure.total() - failure.problems().size();
        return more > 0 && format != MessageFormat.JSON ? messages + "… and " + more + " more\n" : messages;
    }

    private String render(DataProblem problem) {
        return switch (format) {
            case HUMAN -> human(problem);
            case SHORT -> shortly(problem);
            case JSON -> json(problem);
            case SARIF -> throw new IllegalStateException("SARIF is one document for all messages: see SarifLog");
        };
    }

    private static String human(DataProblem problem) {
        return "error[" + problem.code().id() + "]: " + problem + "\n"
                + problem.hint().map(hint -> "  = hint: " + hint + "\n").orElse("");
    }

    /** {@code rows.csv:3: error NN807: column x1: this cell is empty}. */
    private static String shortly(DataProblem problem) {
        String place = problem.file()
                + problem.line().stream().mapToObj(line -> ":" + line).collect(Collectors.joining());
        return (place.isEmpty() ? "" : place + ": ")
                + "error "
                + problem.code().id()
                + ": "
                + problem.column().map(column -> "column " + column + ": ").orElse("")
                + problem.message()
                + "\n";
    }

    /** In the shape of a message about a {@code .nn} file; there is no text that a span could be in. */
    private String json(DataProblem problem) {
        JsonObject json = message("error", problem.toString());
        JsonObject code = new JsonObject();
        code.addProperty("code", problem.code().id());
        code.addProperty("explanation", problem.code().explanation());
        json.add("code", code);
        problem.hint().ifPresent(hint -> json.getAsJsonArray("children").add(message("help", hint)));
        json.addProperty("rendered", human(problem));
        return gson.toJson(json) + "\n";
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

    /** A bug: enough to report it and to see it again, in a few lines. */
    static String internal(Throwable failure, List<String> arguments) {
        StringBuilder text = new StringBuilder("error[" + INTERNAL + "]: Chainrule has a bug: ")
                .append(failure)
                .append('\n');
        StackTraceElement[] trace = failure.getStackTrace();
        for (int i = 0; i < Math.min(6, trace.length); i++) {
            text.append("  in ").append(trace[i]).append('\n');
        }
        return text.append("  version ")
                .append(Version.text())
                .append(", Java ")
                .append(Runtime.version())
                .append("\n  again with: chainrule ")
                .append(arguments.stream().map(ProblemRenderer::argument).collect(Collectors.joining(" ")))
                .append('\n')
                .toString();
    }

    /** As a shell takes it. */
    private static String argument(String text) {
        boolean plain = !text.isEmpty()
                && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-_./=:,@%+".indexOf(c) >= 0);
        return plain ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** A text of someone else's as ours begin: in lower case, unless it begins with a name in capitals. */
    static String lowered(String text) {
        boolean name = text.length() > 1 && Character.isUpperCase(text.charAt(1));
        return name || text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
