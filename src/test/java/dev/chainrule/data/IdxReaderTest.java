package dev.chainrule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdxReaderTest {

    /** Two images of 2 by 3 bytes. */
    private static final String IMAGES = "00000803 00000002 00000002 00000003 000102 7f80ff 0a0b0c 0d0e0f";

    @TempDir
    Path folder;

    private static byte[] bytes(String hexadecimal) {
        return HexFormat.of().parseHex(hexadecimal.replace(" ", ""));
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("array.idx"), bytes);
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    private static DataProblem failure(Path file) {
        return catchThrowableOfType(DataException.class, () -> IdxReader.read(file))
                .problems()
                .get(0);
    }

    @Test
    void imagesAreRowsOfPixels() throws Exception {
        IdxArray array = IdxReader.read(file(bytes(IMAGES)));

        assertThat(array.type()).isEqualTo(IdxArray.Type.UNSIGNED_BYTE);
        assertThat(array.shape()).containsExactly(2, 2, 3);
        assertThat(array.size()).isEqualTo(12);
        Matrix matrix = array.matrix();
        assertThat(matrix.rows()).isEqualTo(2);
        assertThat(matrix.width()).isEqualTo(6);
        assertThat(matrix.value(0, 4)).isEqualTo(128);
        assertThat(matrix.value(0, 5)).isEqualTo(255);
        assertThat(matrix.value(1, 0)).isEqualTo(10);
    }

    @Test
    void aGzippedFileIsTheSame() throws Exception {
        Path file = file(zipped(bytes(IMAGES)));

        assertThat(IdxReader.accepts(file)).isTrue();
        assertThat(IdxReader.read(file).value(5)).isEqualTo(255);
    }

    static List<Arguments> types() {
        return List.of(
                Arguments.of("00000801 00000002 00ff", 0, 255),
                Arguments.of("00000901 00000002 00ff", 0, -1),
                Arguments.of("00000b01 00000002 0100 ffff", 256, -1),
                Arguments.of("00000c01 00000002 00000100 ffffffff", 256, -1),
                Arguments.of("00000d01 00000002 3fc00000 c0000000", 1.5, -2),
                Arguments.of("00000e01 00000002 3ff8000000000000 c000000000000000", 1.5, -2));
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeIsReadBigEndian(String hexadecimal, double first, double second) throws Exception {
        Path file = file(bytes(hexadecimal));

        assertThat(IdxReader.accepts(file)).isTrue();
        assertThat(IdxReader.read(file).value(0)).isEqualTo(first);
        assertThat(IdxReader.read(file).value(1)).isEqualTo(second);
    }

    @Test
    void anArrayMayHaveNoRows() throws Exception {
        Matrix matrix =
                IdxReader.read(file(bytes("00000802 00000000 00000004"))).matrix();

        assertThat(matrix.rows()).isZero();
    }

    static List<Arguments> damaged() {
        return List.of(
                Arguments.of("", "this is not an IDX file: it does not begin with two zero bytes"),
                Arguments.of("89504e47 0d0a1a0a", "this is not an IDX file: it does not begin with two zero bytes"),
                Arguments.of("00000a01 00000001 00", "this is not an IDX file: its third byte, 10, is not a type"),
                Arguments.of("00000800", "this IDX file has 0 axes"),
                Arguments.of("000008ff", "this IDX file has 255 axes"),
                Arguments.of("00000802 00000002", "this file is cut off: its header has 2 lengths"),
                Arguments.of("00000801 80000000", "axis 1 of this IDX file has a length that is negative"),
                Arguments.of("00000803 7fffffff 7fffffff 7fffffff", "this IDX file is said to have the shape"),
                Arguments.of(
                        "00000801 20000000 01", "this file is cut off: the shape [536870912] takes 536870912 bytes"),
                Arguments.of("00000801 00000002 01", "this file is cut off: the shape [2] takes 2 bytes, 1 are there"),
                Arguments.of("00000801 00000002 010203", "this file has more data than its shape [2] says"));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void aDamagedFileIsRefused(String hexadecimal, String message) throws Exception {
        for (byte[] bytes : List.of(bytes(hexadecimal), zipped(bytes(hexadecimal)))) {
            DataProblem problem = failure(file(bytes));

            assertThat(problem.code()).isEqualTo(DataCode.MALFORMED);
            assertThat(problem.message()).startsWith(message);
        }
    }

    @Test
    void aDamagedGzipStreamIsRefused() throws Exception {
        byte[] whole = zipped(bytes(IMAGES));
        byte[] wrong = whole.clone();
        wrong[whole.length - 6] ^= 1; // the checksum

        assertThat(failure(file(Arrays.copyOf(whole, whole.length - 12))).message())
                .startsWith("this file is cut off");
        assertThat(failure(file(wrong)).code()).isEqualTo(DataCode.MALFORMED);
    }

    @Test
    void whatIsNotIdxIsNotAccepted() throws Exception {
        assertThat(IdxReader.accepts(file("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8))))
                .isFalse();
        assertThat(IdxReader.accepts(file(ByteBuffer.allocate(4).array()))).isFalse();
    }
}
