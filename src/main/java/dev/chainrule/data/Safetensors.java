package dev.chainrule.data;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a safetensors file has: tensors in the order of their data, and texts by name.
 *
 * <p>Written in one way only, which is also that of the generated classes: the length of the header as a little-endian
 * long; the header as JSON without white space, {@code __metadata__} first if there are texts, then the tensors in order,
 * each with {@code dtype}, {@code shape}, {@code data_offsets}; spaces up to a multiple of eight bytes; the data.
 */
public final class Safetensors {

    static final String METADATA = "__metadata__";

    private final List<SavedTensor> tensors;
    private final Map<String, String> metadata;

    /** Tensors with unique names. */
    public Safetensors(List<SavedTensor> tensors, Map<String, String> metadata) {
        this.tensors = List.copyOf(tensors);
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        Set<String> names = new HashSet<>(Set.of(METADATA));
        for (SavedTensor tensor : this.tensors) {
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException("two tensors are named " + tensor.name());
            }
        }
    }

    public List<SavedTensor> tensors() {
        return tensors;
    }

    public Optional<SavedTensor> tensor(String name) {
        return tensors.stream().filter(tensor -> tensor.name().equals(name)).findFirst();
    }

    /** Texts by name, in the order of the file. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** This with further texts; a text of the same name gives way. */
    public Safetensors with(Map<String, String> texts) {
        Map<String, String> all = new LinkedHashMap<>(metadata);
        all.putAll(texts);
        return new Safetensors(tensors, all);
    }

    /** Whether a file begins as a safetensors file does: a short length, then an object. */
    public static boolean accepts(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(9);
            return start.length == 9 && (start[4] | start[5] | start[6] | start[7]) == 0 && start[8] == '{';
        }
    }

    /** The file, complete or not at all. */
    public static Safetensors read(Path file) throws DataException {
        InputFiles.check(file);
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException failure) {
            throw InputFiles.unreadable(file, failure);
        }
    }

    /** All of a stream, which is {@code name} in messages. */
    public static Safetensors read(InputStream in, String name) throws IOException, DataException {
        return new SafetensorsReader(name).read(in);
    }

    /** Writes the file atomically. */
    public void write(Path file) throws DataException {
        AtomicFile.write(file, this::write);
    }

    /** The stream stays open. */
    public void write(OutputStream out) throws IOException {
        byte[] header = header().getBytes(StandardCharsets.UTF_8);
        if (header.length > SafetensorsReader.LONGEST_HEADER) {
            throw new IOException("the names and texts to be saved take more than 1 MiB");
        }
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        out.write(header);
        for (SavedTensor tensor : tensors) {
            out.write(tensor.data());
        }
    }

    private String header() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            if (!metadata.isEmpty()) {
                json.name(METADATA).beginObject();
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    json.name(entry.getKey()).value(entry.getValue());
                }
                json.endObject();
            }
            long at = 0;
            for (SavedTensor tensor : tensors) {
                json.name(tensor.name()).beginObject();
                json.name("dtype").value(tensor.type().name());
                json.name("shape").beginArray();
                for (int length : tensor.shape()) {
                    json.value(length);
                }
                json.endArray();
                json.name("data_offsets").beginArray().value(at);
                at += tensor.data().length;
                json.value(at).endArray().endObject();
            }
            json.endObject();
        }
        int bytes = text.toString().getBytes(StandardCharsets.UTF_8).length;
        return text + " ".repeat((8 - bytes % 8) % 8);
    }

    /** The names of the tensors, in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        tensors.forEach(tensor -> names.add(tensor.name()));
        return names;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Safetensors that && tensors.equals(that.tensors) && metadata.equals(that.metadata);
    }

    @Override
    public int hashCode() {
        return tensors.hashCode() * 31 + metadata.hashCode();
    }

    @Override
    public String toString() {
        return metadata + " " + tensors;
    }
}
