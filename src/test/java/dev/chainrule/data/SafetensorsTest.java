package dev.chainrule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafetensorsTest {

    private static final String ENTRY = "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

    @TempDir
    Path folder;

    private static byte[] bytes(String header, int data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
    }

    private static byte[] written(Safetensors file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.write(out);
        return out.toByteArray();
    }

    private static Safetensors read(byte[] bytes) throws IOException, DataException {
        return Safetensors.read(new ByteArrayInputStream(bytes), "model.safetensors");
    }

    private static DataProblem failure(byte[] bytes) {
        return catchThrowableOfType(DataException.class, () -> read(bytes))
                .problems()
                .get(0);
    }

    /** Written by version 0.8.0 of the format's own library for Python. */
    @Test
    void aFileOfTheReferenceLibraryIsRead() throws Exception {
        Safetensors file = Safetensors.read(Path.of("src/test/resources/data/by-the-reference-library.safetensors"));

        assertThat(file.names()).containsExactly("step", "b", "W", "none", "count");
        assertThat(file.tensor("W").orElseThrow().shape()).containsExactly(2, 3);
        assertThat(file.tensor("W").orElseThrow().floats()).containsExactly(1.5f, -2, 3.25f, 0, -0.0f, Float.NaN);
        assertThat(file.tensor("b").orElseThrow().doubles()).containsExactly(0.1, 1e300);
        assertThat(file.tensor("count").orElseThrow().ints()).containsExactly(-7, Integer.MAX_VALUE);
        assertThat(file.tensor("step").orElseThrow().shape()).isEmpty();
        assertThat(file.tensor("step").orElseThrow().longs()).containsExactly((1L << 40) + 1);
        assertThat(file.tensor("none").orElseThrow().size()).isZero();
        assertThat(file.metadata())
                .containsOnly(Map.entry("format", "np"), Map.entry("note", "größer \"quoted\" \\ \u2028"));
    }

    @Test
    void theBytesAreThoseOfTheContract() throws Exception {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("model", "M");
        metadata.put("step", "3");
        Safetensors file = new Safetensors(
                List.of(
                        SavedTensor.of("W1", List.of(2, 1), new float[] {1, -2}),
                        SavedTensor.of("b1", List.of(1), new float[] {0.5f})),
                metadata);

        byte[] bytes = written(file);

        String header = "{\"__metadata__\":{\"model\":\"M\",\"step\":\"3\"},"
                + "\"W1\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
                + "\"b1\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}";
        String padded = header + " ".repeat((8 - header.length() % 8) % 8);
        ByteBuffer expected = ByteBuffer.allocate(8 + padded.length() + 12).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(padded.length()).put(padded.getBytes(StandardCharsets.US_ASCII));
        expected.putFloat(1).putFloat(-2).putFloat(0.5f);
        assertThat(bytes).isEqualTo(expected.array());
        assertThat(padded.length() % 8).isZero();
        assertThat(read(bytes)).isEqualTo(file);
    }

    @Test
    void everythingComesBack() throws Exception {
        Safetensors file = new Safetensors(
                        List.of(
                                SavedTensor.of("größe \"x\"", List.of(3), new float[] {Float.NaN, -0.0f, 1e-45f}),
                                SavedTensor.of("d", List.of(), new double[] {Math.PI}),
                                SavedTensor.of("empty", List.of(0, 7), new double[0]),
                                SavedTensor.of("i", List.of(1, 2), new int[] {Integer.MIN_VALUE, 7}),
                                SavedTensor.of("l", List.of(1), new long[] {Long.MIN_VALUE})),
                        Map.of())
                .with(Map.of("labels", "[\"a\\\"\",\"<b>\"]"));
        Path path = folder.resolve("a/model.safetensors");

        file.write(path);

        assertThat(Safetensors.read(path)).isEqualTo(file);
        assertThat(Files.readAllBytes(path)).isEqualTo(written(Safetensors.read(path)));
    }

    @Test
    void aFileMayBeEmptyOfTensors() throws Exception {
        assertThat(read(written(new Safetensors(List.of(), Map.of()))).tensors())
                .isEmpty();
    }

    @Test
    void tensorsMayBeListedInAnotherOrderThanTheirData() throws Exception {
        Safetensors file = read(bytes(
                "{\"b\":{\"data_offsets\":[4,8],\"shape\":[1],\"dtype\":\"F32\"},"
                        + "\"a\":{\"dtype\":\"I32\",\"shape\":[],\"data_offsets\":[0,4]}}   ",
                8));

        assertThat(file.names()).containsExactly("a", "b");
    }

    static List<Arguments> damaged() {
        String start = "the header of this safetensors file is malformed: ";
        return List.of(
                Arguments.of(new byte[3], "this is not a safetensors file"),
                Arguments.of(new byte[8], "this is not a safetensors file, or its header is longer than 1 MiB"),
                Arguments.of(
                        ByteBuffer.allocate(16).putLong(-1).array(), "this is not a safetensors file, or its header"),
                Arguments.of(
                        ByteBuffer.allocate(16)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putLong((1 << 20) + 1)
                                .array(),
                        "this is not a safetensors file, or its header is longer than 1 MiB"),
                Arguments.of(Arrays.copyOf(bytes("{" + ENTRY + "}", 0), 40), "this file is cut off: its header has"),
                Arguments.of(bytes("{" + ENTRY + "}", 7), "this file is cut off: 'a' has 7 of 8 bytes"),
                Arguments.of(bytes("{" + ENTRY + "}", 9), "this file has more data than its header says"),
                Arguments.of(bytes("[1]", 0), start + "it is not a JSON object"),
                Arguments.of(bytes(" {}", 0), start + "it is not a JSON object"),
                Arguments.of(bytes("{}\n", 0), start + "it is not a JSON object"),
                Arguments.of(bytes("{}{}", 0), start),
                Arguments.of(bytes("{'a':1}", 0), start + "it is not JSON"),
                Arguments.of(bytes("{\"a\":1,}", 0), start),
                Arguments.of(bytes("{\"a\":1}", 0), start + "it has JSON that the format does not have"),
                Arguments.of(bytes("{/* */}", 0), start + "it is not JSON"),
                Arguments.of(bytes("{" + ENTRY + "," + ENTRY + "}", 8), start + "'a' occurs twice"),
                Arguments.of(
                        bytes("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", 8),
                        start + "'dtype' of 'a' occurs twice"),
                Arguments.of(
                        bytes("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8), start + "'a' must have dtype, shape"),
                Arguments.of(bytes(entry("BF16", "[4]", "[0,8]"), 8), start + "'a' has the dtype 'BF16'; F32, F64"),
                Arguments.of(bytes(entry("F32", "[-2]", "[0,8]"), 8), start + "shape and data_offsets of 'a'"),
                Arguments.of(bytes(entry("F32", "[2.0]", "[0,8]"), 8), start + "shape and data_offsets of 'a'"),
                Arguments.of(bytes(entry("F32", "[\"2\"]", "[0,8]"), 8), start + "shape and data_offsets of 'a'"),
                Arguments.of(bytes(entry("F32", "[02]", "[0,8]"), 8), start),
                Arguments.of(bytes(entry("F32", "[2]", "[8,0]"), 8), start + "'a' is F32 of shape [2], which takes 8"),
                Arguments.of(bytes(entry("F32", "[2]", "[0,4]"), 8), start + "'a' is F32 of shape [2], which takes 8"),
                Arguments.of(bytes(entry("F32", "[2]", "[0,8,9]"), 8), start + "'a' must have dtype, shape and two"),
                Arguments.of(
                        bytes(entry("F64", "[65536,65536]", "[0,34359738368]"), 8),
                        start + "'a' is said to have the shape"),
                Arguments.of(
                        bytes(entry("F32", "[2147483648,0]", "[0,0]"), 0), start + "'a' is said to have the shape"),
                Arguments.of(
                        bytes(entry("F32", "[536870000]", "[0,2147480000]"), 8), "this file is cut off: 'a' has 8"),
                Arguments.of(bytes(entry("F32", "[2]", "[4,12]"), 12), "the data of 'a' begin at byte 4"),
                Arguments.of(
                        bytes("{" + ENTRY + "," + ENTRY.replace("\"a\"", "\"b\"") + "}", 16),
                        "the data of 'b' begin at byte 0, where 8 was expected"),
                Arguments.of(
                        bytes("{" + ENTRY.replace("{\"dtype\"", "{\"x\":1,\"dtype\"") + "}", 8),
                        start + "'a' has a member 'x'"),
                Arguments.of(bytes("{\"__metadata__\":{\"a\":1}}", 0), start + "'a' of its metadata is not a text"),
                Arguments.of(
                        bytes("{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}", 0),
                        start + "'a' of its metadata occurs twice"));
    }

    private static String entry(String dtype, String shape, String offsets) {
        return "{\"a\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}";
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void aDamagedFileIsRefused(byte[] bytes, String message) {
        DataProblem problem = failure(bytes);

        assertThat(problem.code()).isEqualTo(DataCode.MALFORMED);
        assertThat(problem.file()).isEqualTo("model.safetensors");
        assertThat(problem.message()).startsWith(message);
    }

    @Test
    void aHeaderThatIsNotUtf8IsRefused() {
        byte[] bytes = bytes("{\"a\":1}", 0);
        bytes[10] = (byte) 0xFC;

        assertThat(failure(bytes).message()).isEqualTo("the header of this file is not UTF-8");
    }

    /** Wherever a byte is changed or the file is cut, there is an answer or a message, and no other end. */
    @Test
    void damageNeverEndsOtherwiseThanInAMessage() throws Exception {
        byte[] whole = written(new Safetensors(
                List.of(SavedTensor.of("a", List.of(2), new float[] {1, 2})), Map.of("text", "some \\ text")));
        for (int at = 0; at < whole.length; at++) {
            assertThat(failure(Arrays.copyOf(whole, at)).code()).isEqualTo(DataCode.MALFORMED);
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) (1 << bit);
                try {
                    assertThat(read(changed).tensors()).hasSize(1);
                } catch (DataException refused) {
                    assertThat(refused.code()).isEqualTo(DataCode.MALFORMED);
                }
            }
        }
    }

    @Test
    void aTensorsValuesFitItsShapeAndItsName() {
        assertThatThrownBy(() -> SavedTensor.of("a", List.of(3), new float[2]))
                .isInstanceOf(IllegalArgumentException.class);
        SavedTensor a = SavedTensor.of("a", List.of(1), new int[1]);
        assertThatThrownBy(a::floats).isInstanceOf(IllegalStateException.class).hasMessage("a is I32, not F32");
        assertThatThrownBy(() -> new Safetensors(List.of(a, a), Map.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
