package dev.chainrule.data;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The JSON at the start of a safetensors file, taken token by token: nothing that the format does not name is accepted. */
final class SafetensorsHeader {

    private static final int MOST_AXES = 64;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    /** A tensor and where its data are. */
    record Entry(String name, SavedTensor.Type type, List<Integer> shape, long from, long to) {}

    private final String file;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    SafetensorsHeader(String file) {
        this.file = file;
    }

    /** In order of their data, whatever the order of the header. */
    List<Entry> entries() {
        return entries;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    void parse(String padded) throws IOException, DataException {
        String text = withoutPadding(padded);
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw malformed("it is not a JSON object, padded with spaces at its end");
        }
        JsonReader json = new JsonReader(new StringReader(text));
        json.setStrictness(Strictness.STRICT);
        try {
            members(json);
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw malformed("something follows the JSON object");
            }
        } catch (MalformedJsonException | EOFException malformed) {
            throw malformed("it is not JSON");
        } catch (IllegalStateException unexpected) { // how the JSON reader says that a token is of another kind
            throw malformed("it has JSON that the format does not have");
        }
        entries.sort(Comparator.comparingLong(Entry::from).thenComparingLong(Entry::to));
    }

    private static String withoutPadding(String padded) {
        int end = padded.length();
        while (end > 0 && padded.charAt(end - 1) == ' ') {
            end--;
        }
        return padded.substring(0, end);
    }

    private void members(JsonReader json) throws IOException, DataException {
        Set<String> names = new HashSet<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (!names.add(name)) {
                throw malformed(DataProblem.quoted(name) + " occurs twice");
            }
            if (name.equals(Safetensors.METADATA)) {
                texts(json);
            } else {
                entries.add(entry(json, name));
            }
        }
        json.endObject();
    }

    private void texts(JsonReader json) throws IOException, DataException {
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (json.peek() != JsonToken.STRING) {
                throw malformed(DataProblem.quoted(name) + " of its metadata is not a text");
            }
            if (metadata.put(name, json.nextString()) != null) {
                throw malformed(DataProblem.quoted(name) + " of its metadata occurs twice");
            }
        }
        json.endObject();
    }

    private Entry entry(JsonReader json, String name) throws IOException, DataException {
        String quoted = DataProblem.quoted(name);
        String dtype = "";
        List<Long> shape = List.of();
        List<Long> offsets = List.of();
        Set<String> keys = new HashSet<>();
        json.beginObject();
        while (json.hasNext()) {
            String key = json.nextName();
            if (!keys.add(key)) {
                throw malformed(DataProblem.quoted(key) + " of " + quoted + " occurs twice");
            }
            switch (key) {
                case "dtype" -> dtype = dtype(json, quoted);
                case "shape" -> shape = wholes(json, quoted);
                case "data_offsets" -> offsets = wholes(json, quoted);
                default -> throw malformed(quoted + " has a member " + DataProblem.quoted(key));
            }
        }
        json.endObject();
        if (keys.size() < 3 || offsets.size() != 2) {
            throw malformed(quoted + " must have dtype, shape and two data_offsets");
        }
        return entry(name, type(dtype, quoted), shape, offsets.get(0), offsets.get(1));
    }

    private Entry entry(String name, SavedTensor.Type type, List<Long> shape, long from, long to) throws DataException {
        String quoted = DataProblem.quoted(name);
        List<Integer> lengths = new ArrayList<>();
        long bytes = type.bytes();
        for (long length : shape) {
            if (length > MOST_BYTES || bytes * length > MOST_BYTES) { // both factors are below 2^31
                throw malformed(quoted + " is said to have the shape " + shape + "; that is more than 2 GiB");
            }
            bytes *= length;
            lengths.add((int) length);
        }
        if (to < from || to - from != bytes) {
            throw malformed(quoted + " is " + type + " of shape " + shape + ", which takes " + bytes
                    + " bytes, but its data_offsets are [" + from + ", " + to + "]");
        }
        return new Entry(name, type, lengths, from, to);
    }

    private String dtype(JsonReader json, String quoted) throws IOException, DataException {
        if (json.peek() != JsonToken.STRING) {
            throw malformed("the dtype of " + quoted + " is not a text");
        }
        return json.nextString();
    }

    private SavedTensor.Type type(String dtype, String quoted) throws DataException {
        for (SavedTensor.Type type : SavedTensor.Type.values()) {
            if (type.name().equals(dtype)) {
                return type;
            }
        }
        throw malformed(quoted + " has the dtype " + DataProblem.quoted(dtype) + "; F32, F64, I32 and I64 can be read");
    }

    /** Whole numbers of at most 18 digits, written without sign, point, exponent or leading zero. */
    private List<Long> wholes(JsonReader json, String quoted) throws IOException, DataException {
        List<Long> numbers = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            String text = json.peek() == JsonToken.NUMBER ? json.nextString() : "";
            boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!digits || text.length() > 18 || text.length() > 1 && text.startsWith("0")) {
                throw malformed("shape and data_offsets of " + quoted + " must be whole numbers from 0 up");
            }
            if (numbers.size() == MOST_AXES) {
                throw malformed(quoted + " has more than " + MOST_AXES + " axes");
            }
            numbers.add(Long.parseLong(text));
        }
        json.endArray();
        return numbers;
    }

    private DataException malformed(String why) {
        return DataProblem.of(DataCode.MALFORMED, file, "the header of this safetensors file is malformed: " + why)
                .exception();
    }
}
