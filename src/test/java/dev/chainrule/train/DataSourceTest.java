package dev.chainrule.train;

import static dev.chainrule.train.Networks.ROWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.Scaling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourceTest {

    private static final NetworkDescription CLASSIFIER = Networks.classifier(2, 3);

    @TempDir
    Path folder;

    private String csv(String text) throws IOException {
        return Files.writeString(folder.resolve("rows.csv"), text).toString();
    }

    private String idx(String name, String hexadecimal) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hexadecimal.replace(" ", ""));
        return name + "=" + Files.write(folder.resolve(name + ".idx"), bytes);
    }

    private static RowData read(String... data) throws DataException {
        return read(Map.of(), data);
    }

    private static RowData read(Map<String, LabelNames> known, String... data) throws DataException {
        return DataSource.parse(List.of(data), ',').read(CLASSIFIER, Map.of(), Optional.empty(), known);
    }

    private static List<DataProblem> problems(String... data) {
        return catchThrowableOfType(DataException.class, () -> read(data)).problems();
    }

    @Test
    void labelsMayBeNumbers() throws Exception {
        RowData rows = read(csv("a,b,label\n1,2,0\n3,4,2.0\n5,6,1\n"));

        assertThat(rows.rows()).isEqualTo(3);
        assertThat(rows.indices().get("y")).containsExactly(0, 2, 1);
        assertThat(rows.labels().get("y").areNumbers()).isTrue();
        assertThat(rows.labels().get("y").name(2)).isEqualTo("2");
        assertThat(rows.numbers().get("x").value(1, 1)).isEqualTo(4);
    }

    @Test
    void labelsMayBeNames() throws Exception {
        RowData rows = read(csv("a,b,label\n1,2,red\n3,4,blue\n5,6,red\n"));

        assertThat(rows.indices().get("y")).containsExactly(1, 0, 1);
        LabelNames names = rows.labels().get("y");
        assertThat(names.names()).containsExactly("blue", "red");
        assertThat(LabelNames.parse(names.text(), "model")).isEqualTo(names);
    }

    @Test
    void namesThatTrainingHasLearntAreKept() throws Exception {
        Map<String, LabelNames> known = Map.of("y", new LabelNames(List.of("red", "green", "blue")));

        assertThat(read(known, csv("a,b,label\n1,2,blue\n")).indices().get("y")).containsExactly(2);

        DataException failure =
                catchThrowableOfType(DataException.class, () -> read(known, csv("a,b,label\n1,2,pink\n")));
        assertThat(failure.problems().get(0).message()).isEqualTo("'pink' is no label of y that the network knows");
        assertThat(failure.problems().get(0).hint()).hasValue("the labels are red, green, blue");
    }

    @Test
    void aLabelOutOfRangeIsToldOnceWithItsFirstRow() throws Exception {
        String file = csv("a,b,label\n1,2,0\n1,2,3\n1,2,-1\n1,2,3\n");

        assertThat(problems(file))
                .extracting(DataProblem::toString)
                .containsExactly(
                        file + ":3, column label: '3' is no index of classes (here first, 2 times in all)",
                        file + ":4, column label: '-1' is no index of classes");
        assertThat(problems(file).get(0).hint().orElseThrow())
                .startsWith("its length is 3, so that indices go from 0 to 2");
    }

    @Test
    void moreNamesThanTheDimIsLongAreRefused() throws Exception {
        String file = csv("a,b,label\n1,2,p\n1,2,q\n1,2,r\n1,2,s\n");

        assertThat(problems(file))
                .singleElement()
                .satisfies(problem -> assertThat(problem.hint()).hasValue("give the dim another length: -D classes=4"));
    }

    @Test
    void idxFilesAreReadForEachInput() throws Exception {
        RowData rows =
                read(idx("x", "00000803 00000002 00000001 00000002 01020304"), idx("y", "00000801 00000002 0200"));

        assertThat(rows.rows()).isEqualTo(2);
        assertThat(rows.numbers().get("x").value(1, 0)).isEqualTo(3);
        assertThat(rows.indices().get("y")).containsExactly(2, 0);
        assertThat(rows.binding()).isEmpty();
    }

    @Test
    void idxFilesThatDoNotFitAreRefused() throws Exception {
        String images = idx("x", "00000803 00000002 00000001 00000002 01020304");

        assertThat(problems(images).get(0).hint()).hasValue("name it: --data y=FILE");
        assertThat(problems(images, idx("y", "00000801 00000003 020000")).get(0).message())
                .isEqualTo("this file has 3 rows, the one before it 2");
        assertThat(problems(images, idx("y", "00000801 00000002 0203")).get(0).message())
                .isEqualTo("row 1 (from 0): '3' is no index of classes");
        assertThat(problems(idx("x", "00000802 00000001 00000003 010203"), idx("y", "00000801 00000001 00"))
                        .get(0)
                        .message())
                .isEqualTo("a row has 3 numbers for the input x[rows, width], but takes 2");
        assertThat(problems(images.substring(2)).get(0).message()).isEqualTo("this is an IDX or gzip file, not CSV");
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefused() throws Exception {
        String file = csv("a,b,label\n1,2,0\n");

        assertThat(problems().get(0).code()).isEqualTo(DataCode.OPTION);
        assertThat(problems(file, file).get(0).code()).isEqualTo(DataCode.OPTION);
        assertThat(problems(file, "y=" + file).get(0).code()).isEqualTo(DataCode.OPTION);
    }

    @Test
    void anOpenAxisGetsItsLengthFromTheFile() throws Exception {
        NetworkDescription network = Networks.of(List.of(Networks.real(
                "x", ROWS, NetworkDescription.Axis.open("time"), NetworkDescription.Axis.fixed("two", 2))));

        RowData rows = DataSource.parse(List.of(csv("a,b,c,d\n1,2,3,4\n")), ',')
                .read(network, Map.of(), Optional.empty(), Map.of());
        DataException failure = catchThrowableOfType(
                DataException.class,
                () -> DataSource.parse(List.of(csv("a,b,c\n1,2,3\n")), ',')
                        .read(network, Map.of(), Optional.empty(), Map.of()));

        assertThat(rows.lengths()).containsEntry("time", 2);
        assertThat(failure).hasMessageContaining("takes a multiple of 2");
    }

    @Test
    void whatOutputsReadIsScaledAndLabelsAreNot() throws Exception {
        RowData rows = read(csv("a,b,label\n16,8,0\n0,32,2\n"));

        Map<String, Scaling> scalings = ScalingChoice.parse(List.of("/16")).fit(CLASSIFIER, rows, new int[] {0, 1});
        Batch batch = new Dataset(CLASSIFIER, "rows", rows, scalings).batch(new int[] {1, 0}, 0, 2);

        assertThat(scalings).containsOnlyKeys("x");
        assertThat((double[]) batch.array("x")).containsExactly(0, 2, 1, 0.5);
        assertThat((int[]) batch.array("y")).containsExactly(2, 0);
        assertThat(batch.length("rows")).isEqualTo(2);
        assertThat(catchThrowableOfType(
                                DataException.class,
                                () -> ScalingChoice.parse(List.of("y=/2")).fit(CLASSIFIER, rows, new int[] {0}))
                        .code())
                .isEqualTo(DataCode.OPTION);
    }
}
