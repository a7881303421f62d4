package dev.chainrule.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.source.SourceText;
import dev.chainrule.train.CompiledModel;
import dev.chainrule.train.Descriptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the {@code read} of a generated class makes of files that its {@code write} has not written. */
class SavedByOthersTest {

    private static final Path FILES = Path.of("src/test/resources/safetensors");

    private static final String NETWORK = """
            network Small {
              dim rows; dim a = 2; dim b = 3;
              input x[rows, a];
              param W[a, b] = uniform(-1, 1);
              param c[b] = zeros();
              hyper decay = 0.5;
              loss = mean((x @ W + c)^2) + decay * sum(W^2);
              train loss with sgd(rate = 0.1, momentum = 0.9);
            }
            """;

    private static final double[] VALUES = {0.5, 1, 1.5, 2, 2.5, 3, -1, 0.25, 0.001};

    private static final String PLAIN = "{\"W\":{\"dtype\":\"F64\",\"shape\":[2,3],\"data_offsets\":[0,48]},"
            + "\"c\":{\"dtype\":\"F64\",\"shape\":[3],\"data_offsets\":[48,72]}}";

    private static CompileResult.Stages stages;
    private static Class<?> type;

    @BeforeAll
    static void compile() throws CompiledClasses.NoCompilerException {
        stages = stages(NETWORK);
        type = CompiledClasses.compile(List.of(stages.file())).of(stages.file());
    }

    private static CompileResult.Stages stages(String text) {
        CompileResult result = Compiler.compile(SourceText.of("small.nn", text), CompileOptions.STANDARD);
        assertThat(result.diagnostics()).isEmpty();
        return result.models().get(0);
    }

    private static CompiledModel model() {
        return new CompiledModel(Descriptions.of(stages.plan()), type);
    }

    private static byte[] file(String header, double... data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + text.length + 8 * data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        for (double value : data) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }

    private static double[] read(byte[] file) throws IOException {
        CompiledModel model = model();
        model.read(new ByteArrayInputStream(file));
        return (double[]) model.parameters();
    }

    private static byte[] bytes(CompiledModel model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        model.write(bytes);
        return bytes.toByteArray();
    }

    @Test
    void aFileOfThePythonLibraryIsRead() throws IOException {
        assertThat(read(Files.readAllBytes(FILES.resolve("python.safetensors"))))
                .containsExactly(VALUES);
    }

    @Test
    void aTensorThatTheNetworkLacksIsNamed() {
        assertThatThrownBy(() -> read(Files.readAllBytes(FILES.resolve("python-more.safetensors"))))
                .isInstanceOf(IOException.class)
                .hasMessage("the file has tensors that Small lacks: count");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PLAIN,
                PLAIN + "       ",
                "{\"c\":{\"shape\":[3],\"data_offsets\":[48,72],\"dtype\":\"F64\"},"
                        + "\"W\":{\"data_offsets\":[0,48],\"dtype\":\"F64\",\"shape\":[2,3]}}",
                "{ \"W\" : { \"dtype\" : \"F64\" , \"shape\" : [ 2 , 3 ] , \"data_offsets\" : [ 0 , 48 ] } ,\n\t"
                        + "\"c\" : { \"dtype\" : \"F64\" , \"shape\" : [ 3 ] , \"data_offsets\" : [ 48 , 72 ] } }\n",
                "{\"__metadata__\":{\"format\":\"pt\",\"note\":\"a \\\"b\\\" \\\\ }{ ][ \\u00fc\"},"
                        + "\"W\":{\"dtype\":\"F64\",\"shape\":[2,3],\"data_offsets\":[0,48]},"
                        + "\"c\":{\"dtype\":\"F64\",\"shape\":[3],\"data_offsets\":[48,72]}}"
            })
    void anyWayToWriteTheHeaderIsRead(String header) throws IOException {
        assertThat(read(file(header, VALUES))).containsExactly(VALUES);
    }

    @Test
    void theDataMayComeInAnotherOrder() throws IOException {
        String header = PLAIN.replace("[0,48]", "[24,72]").replace("[48,72]", "[0,24]");
        assertThat(read(file(header, -1, 0.25, 0.001, 0.5, 1, 1.5, 2, 2.5, 3))).containsExactly(VALUES);
    }

    /** Momentum, step and hypers are there only if the class has written the file. */
    @Test
    void whatTrainingKeepsBesidesStaysWhereTheFileLacksIt() throws IOException {
        CompiledModel model = model();
        String header = "{\"__metadata__\":{\"decay\":\"0.25\"}," + PLAIN.substring(1);
        model.read(new ByteArrayInputStream(file(header, VALUES)));
        assertThat(new String(bytes(model), StandardCharsets.ISO_8859_1))
                .contains("\"decay\":\"0.25\",\"rate\":\"0.1\"")
                .contains("\"step\":\"0\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "shape":[2,3]         | "shape":[3,2]         | W is F64 [3, 2] in the file, and F64 [2, 3] in Small
            "shape":[2,3]         | "shape":[6]           | W is F64 [6] in the file, and F64 [2, 3] in Small
            "shape":[2,3]         | "shape":[]            | W is F64 [] in the file, and F64 [2, 3] in Small
            "F64","shape":[2,3]   | "I64","shape":[2,3]   | W is I64 [2, 3] in the file, and F64 [2, 3] in Small
            "W":                  | "V":                  | the file has no tensor W
            "c":{                 | "W":{                 | the file has two tensors W
            "dtype":"F64",        | ``                    | W is null [2, 3] in the file
            [0,48]                | [0,40]                | W is said to be at [0, 40], but takes 48 bytes
            [0,48]                | [0]                   | W is said to be at [0], but takes 48 bytes
            [0,48]                | [9999999999999999999,48] | W is said to be at [9999999999999999999, 48]
            ,"data_offsets":[0,48] | ``                   | W is said to be at null
            [48,72]               | [56,80]               | the file is cut off: it ends before c
            [48,72]               | [800000000000000,800000000000024] | the file is cut off: it ends before c
            [2,3]                 | [2,3.5]               | the header of the file is not understood at character
            [2,3]                 | [2,-3]                | the header of the file is not understood at character
            [2,3]                 | [2,]                  | the header of the file is not understood at character
            [2,3]                 | {"a":"b"}             | the header of the file is not understood at character
            "W":                  | W:                    | the header of the file is not understood at character 1
            }}                    | }}}                   | the header of the file is not understood at character
            }}                    | },}                   | the header of the file is not understood at character
            }}                    | }                     | the header of the file is not understood at character
            "W":                  | "W                    | the header of the file is not understood at character
            """)
    void whatDoesNotFitIsNamedAndNothingIsChanged(String right, String wrong, String message) throws IOException {
        int at = PLAIN.indexOf(right);
        assertThat(at).isNotNegative();
        String header = PLAIN.substring(0, at) + wrong + PLAIN.substring(at + right.length());
        CompiledModel model = model();
        model.initialize(1);
        byte[] before = bytes(model);
        assertThatThrownBy(() -> model.read(new ByteArrayInputStream(file(header, VALUES))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
        assertThat(bytes(model)).isEqualTo(before);
    }

    @Test
    void moreDataThanTheHeaderSaysAreRefused() {
        assertThatThrownBy(() -> read(file(PLAIN, Arrays.copyOf(VALUES, 10))))
                .hasMessage("the file has more data than its header says");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 9, 50, 100, 180, 190})
    void aFileThatIsCutOffIsRefused(int length) {
        byte[] cut = Arrays.copyOf(file(PLAIN, VALUES), length);
        assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
    }

    @Test
    void aNumberThatIsNoneIsNamed() {
        String header = "{\"__metadata__\":{\"rate\":\"fast\"}," + PLAIN.substring(1);
        assertThatThrownBy(() -> read(file(header, VALUES)))
                .isInstanceOf(IOException.class)
                .hasMessage("rate is no number in the file: fast");
    }

    /** A header has at most 1 MiB; one that long is no reason for a deep stack. */
    @Test
    void aLongHeaderNeedsNoDeepStack() throws IOException {
        String deep = "{\"W\":{\"shape\":" + "[".repeat(1 << 19);
        assertThatThrownBy(() -> read(file(deep))).isInstanceOf(IOException.class);
        String escapes = "{\"__metadata__\":{\"a\":\"" + "\\\"".repeat(1 << 18) + "\"}," + PLAIN.substring(1);
        assertThat(read(file(escapes, VALUES))).containsExactly(VALUES);
    }

    @Test
    void whatTheClassHasWrittenItReadsToTheBit() throws IOException {
        CompiledModel model = model();
        model.initialize(3);
        CompiledModel again = model();
        again.read(new ByteArrayInputStream(bytes(model)));
        assertThat(bytes(again)).isEqualTo(bytes(model));
    }

    /** Names that the methods use themselves. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "value",
                "length",
                "header",
                "bytes",
                "buffer",
                "data",
                "text",
                "in",
                "out",
                "taken",
                "tensor",
                "metadata",
                "ByteBuffer",
                "Map"
            })
    void aHyperMayHaveAnyName(String name) throws Exception {
        CompileResult.Stages named = stages(NETWORK.replace("decay", name));
        Class<?> ofThem = CompiledClasses.compile(List.of(named.file())).of(named.file());
        CompiledModel model = new CompiledModel(Descriptions.of(named.plan()), ofThem);
        model.initialize(1);
        model.set(name, 0.75);
        CompiledModel again = new CompiledModel(Descriptions.of(named.plan()), ofThem);
        again.read(new ByteArrayInputStream(bytes(model)));
        assertThat(bytes(again)).isEqualTo(bytes(model));
        assertThat(new String(bytes(again), StandardCharsets.ISO_8859_1)).contains("\"" + name + "\":\"0.75\"");
    }
}
