package dev.chainrule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.write(folder.resolve("rows.csv"), text.getBytes(StandardCharsets.UTF_8));
    }

    private static DataException failure(Path file) {
        return catchThrowableOfType(DataException.class, () -> new CsvReader().read(file));
    }

    @Test
    void numbersAndLabelsAreReadWithTheirLines() throws Exception {
        Path file =
                file("\uFEFFid,width,kind,\"odd, name\"\r\n?,1.5,setosa,-2\r\n\r\nx,\" 2e-3 \",\"two\nlines\",+.5\r\n"
                        + "?,3,virginica,4\r\n");

        Table table = new CsvReader().read(file, List.of("odd, name", "width"), List.of("kind"));

        assertThat(new CsvReader().header(file)).containsExactly("id", "width", "kind", "odd, name");
        assertThat(table.rows()).isEqualTo(3);
        assertThat(table.numberNames()).containsExactly("odd, name", "width");
        assertThat(table.labelNames()).containsExactly("kind");
        assertThat(table.value(0, 0)).isEqualTo(-2);
        assertThat(table.value(1, 1)).isEqualTo(0.002);
        assertThat(table.label(1, "kind")).isEqualTo("two\nlines");
        assertThat(table.line(0)).isEqualTo(2);
        assertThat(table.line(1)).isEqualTo(4);
        assertThat(table.line(2)).isEqualTo(6);
        Matrix width = table.columns(List.of("width"));
        assertThat(width.rows()).isEqualTo(3);
        assertThat(width.width()).isEqualTo(1);
        assertThat(width.value(2, 0)).isEqualTo(3);
    }

    @Test
    void manyRowsAreKept() throws Exception {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 5_000; i++) {
            text.append(i).append(',').append(-i).append('\n');
        }

        Table table = new CsvReader().read(file(text.toString()));

        assertThat(table.rows()).isEqualTo(5_000);
        assertThat(table.value(4_999, 0)).isEqualTo(4_999);
        assertThat(table.value(4_999, 1)).isEqualTo(-4_999);
        assertThat(table.line(4_999)).isEqualTo(5_001);
    }

    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of("", "this file is empty", "", -1),
                Arguments.of("a,b\n", "this file has a header and no rows", "", -1),
                Arguments.of("a,a\n1,2\n", "two columns have this name", "a", 1),
                Arguments.of("a,\n1,2\n", "column 2 of the header has no name", "", 1),
                Arguments.of(
                        "1,2\n3,4\n", "the first line has only numbers, but must have the names of the columns", "", 1),
                Arguments.of("a;b\n1;2\n", "the header is one cell, 'a;b'", "", 1),
                Arguments.of("a,b\n1,2\n3,\n", "this cell is empty", "b", 3),
                Arguments.of("a,b\n1,2\n3,  \n", "this cell is empty", "b", 3),
                Arguments.of("a,b\n1,2\nx,3\n", "'x' is not a number", "a", 3),
                Arguments.of("a,b\n1,2\n\"1,5\",3\n", "'1,5' is not a number", "a", 3),
                Arguments.of("a,b\n1,\u202Enan\n", "'\\u202enan' is not a number", "b", 2),
                Arguments.of("a,b\n1,1e999\n", "1e999 is too large for a number", "b", 2),
                Arguments.of("a,b\n1,2\n3\n", "this row has 1 cell, the header has 2", "", 3),
                Arguments.of("a,b\n1,2\n3,4,5\n", "this row has 3 cells, the header has 2", "", 3));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsPlace(String text, String message, String column, long line) throws Exception {
        Path file = file(text);

        DataProblem problem = failure(file).problems().get(0);

        assertThat(problem.code()).isEqualTo(DataCode.TABLE);
        assertThat(problem.file()).isEqualTo(file.toString());
        assertThat(problem.message()).isEqualTo(message);
        assertThat(problem.column().orElse("")).isEqualTo(column);
        assertThat(problem.line().orElse(-1)).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "inf", "Infinity", "1d", "0x10", "1_000", "1e", ".", "-", "1.5.2", "e5", "٣"})
    void onlyDecimalNumbersAreNumbers(String cell) throws Exception {
        assertThat(failure(file("a\n" + cell + "\n")).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).endsWith("is not a number"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "-1.5, -1.5", "+2., 2", ".5e1, 5", "1E-2, 0.01", "1e-999, 0", "00012, 12"})
    void decimalNumbersAreRead(String cell, double value) throws Exception {
        assertThat(new CsvReader().read(file("a\n" + cell + "\n")).value(0, 0)).isEqualTo(value);
    }

    @Test
    void severalMistakesAreShownAndAllAreCounted() throws Exception {
        Path file = file("a,b\n" + "1,x\n".repeat(30) + "1\n");

        DataException failure = failure(file);

        assertThat(failure.problems()).hasSize(20);
        assertThat(failure.total()).isEqualTo(31);
        assertThat(failure.problems().get(19).line()).hasValue(21);
        assertThat(failure).hasMessageStartingWith(file + ":2, column b: 'x' is not a number\n");
    }

    @Test
    void aDecimalCommaGetsAHint() throws Exception {
        assertThat(failure(file("a\n\"1,5\"\n")).problems().get(0).hint())
                .hasValue("numbers are written with a point: 1.5");
    }

    @Test
    void cellsMayBeSeparatedOtherwise() throws Exception {
        assertThat(new CsvReader(';').read(file("a;b\n1;2\n")).value(0, 1)).isEqualTo(2);
    }

    @Test
    void anEmptyLabelIsAMistakeToo() throws Exception {
        Path file = file("a,kind\n1,\n");

        DataException failure = catchThrowableOfType(
                DataException.class, () -> new CsvReader().read(file, List.of("a"), List.of("kind")));

        assertThat(failure.problems().get(0).column()).hasValue("kind");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirLine() throws Exception {
        Path file = Files.write(
                folder.resolve("latin.csv"), "a,b\n1,2\nM\u00FCnchen,3\n".getBytes(StandardCharsets.ISO_8859_1));

        DataProblem problem = failure(file).problems().get(0);

        assertThat(problem.message()).isEqualTo("this line has bytes that are not UTF-8");
        assertThat(problem.line()).hasValue(3);
    }

    @Test
    void aQuoteWithoutEndIsNotCsv() throws Exception {
        assertThat(failure(file("a,b\n1,\"2\n3,4\n")).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("this is not CSV: "));
    }

    @Test
    void aFileThatIsNotThereAndAFolderAreTold() {
        assertThat(failure(folder.resolve("none.csv")).problems().get(0).message())
                .isEqualTo("there is no such file");
        assertThat(failure(folder).problems().get(0).message()).isEqualTo("this is a folder, not a file");
        assertThat(failure(folder).code()).isEqualTo(DataCode.UNREADABLE);
    }
}
