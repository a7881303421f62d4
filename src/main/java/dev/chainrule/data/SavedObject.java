package dev.chainrule.data;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** A JSON object that one of our files has in its metadata; anything else than what is asked for is a malformed file. */
public final class SavedObject {

    private final JsonObject object;
    private final String file;
    private final String what;

    private SavedObject(JsonObject object, String file, String what) {
        this.object = object;
        this.file = file;
        this.what = what;
    }

    /** The object that {@code text} is; {@code what} names it in messages: {@code the scaling}. */
    public static SavedObject parse(String text, String file, String what) throws DataException {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        try {
            JsonElement element = JsonParser.parseReader(reader);
            if (element.isJsonObject() && reader.peek() == JsonToken.END_DOCUMENT) {
                return new SavedObject(element.getAsJsonObject(), file, what);
            }
        } catch (JsonParseException | IOException malformed) {
            throw damaged(file, what);
        }
        throw damaged(file, what);
    }

    public boolean has(String name) {
        return object.has(name);
    }

    public String text(String name) throws DataException {
        return text(member(name));
    }

    public List<String> texts(String name) throws DataException {
        List<String> texts = new ArrayList<>();
        for (JsonElement element : array(name)) {
            texts.add(text(element));
        }
        return texts;
    }

    /** A finite number. */
    public double number(String name) throws DataException {
        return number(member(name));
    }

    /** A whole number from 0 to 2^31 - 1. */
    public int whole(String name) throws DataException {
        double number = number(name);
        if (number != Math.rint(number) || number < 0 || number > Integer.MAX_VALUE) {
            throw damaged(file, what);
        }
        return (int) number;
    }

    /** Finite numbers, however many. */
    public double[] numbers(String name) throws DataException {
        JsonArray array = array(name);
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(array.get(i));
        }
        return numbers;
    }

    /** Finite numbers, as many as said. */
    public double[] numbers(String name, int count) throws DataException {
        double[] numbers = numbers(name);
        if (numbers.length != count) {
            throw damaged(file, what);
        }
        return numbers;
    }

    /** An object within this one. */
    public SavedObject object(String name) throws DataException {
        JsonElement element = member(name);
        if (!element.isJsonObject()) {
            throw damaged(file, what);
        }
        return new SavedObject(element.getAsJsonObject(), file, what);
    }

    /** The names of its members, in order. */
    public List<String> names() {
        return List.copyOf(object.keySet());
    }

    /** That the object is not what it should be. */
    public DataException damaged() {
        return damaged(file, what);
    }

    private static DataException damaged(String file, String what) {
        return DataProblem.of(DataCode.MALFORMED, file, what + " that this file has saved is damaged")
                .exception();
    }

    private JsonElement member(String name) throws DataException {
        JsonElement element = object.get(name);
        if (element == null) {
            throw damaged(file, what);
        }
        return element;
    }

    private JsonArray array(String name) throws DataException {
        JsonElement element = member(name);
        if (!element.isJsonArray()) {
            throw damaged(file, what);
        }
        return element.getAsJsonArray();
    }

    private String text(JsonElement element) throws DataException {
        if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isString()) {
            throw damaged(file, what);
        }
        return element.getAsString();
    }

    private double number(JsonElement element) throws DataException {
        if (element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber()) {
            String text = element.getAsString();
            if (Numeral.isOne(text) && Double.isFinite(Double.parseDouble(text))) {
                return Double.parseDouble(text);
            }
        }
        throw damaged(file, what);
    }
}
