package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {

    private static final String CLASSIFIER = """
            network Kinds {
              dim rows; dim columns = 2; dim kinds = 3;
              input x[rows, columns];
              input kind[rows]: kinds;
              param W[columns, kinds] = glorot_uniform();
              loss = mean(cross_entropy[kinds](x @ W, kind));
              output p = softmax[kinds](x @ W);
              train loss with sgd(rate = 0.1);
            }
            """;

    private static final String ROWS = "x0,x1,kind\n1,2,0\n2,3,1\n3,4,2\n-1,2,0\n2,-3,1\n";

    @TempDir
    private Path folder;

    private String model;
    private String data;
    private Path saved;

    @BeforeEach
    void writeModelAndRows() throws IOException {
        model = write("kinds.nn", CLASSIFIER).toString();
        data = write("rows.csv", ROWS).toString();
        saved = folder.resolve("kinds.safetensors");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Run train(String... more) {
        return Run.of(Stream.concat(
                        Stream.of("train", model, "--data", data, "--no-check", "-o", saved.toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void theDigitsAreLearntFromTheOneCommandAndTrainingGoesOn() {
        String digits = "generated-samples/models/DigitsMlp.nn";
        String rows = "generated-samples/data/digits.csv";
        String file = folder.resolve("digits.safetensors").toString();
        Run run = Run.of("train", digits, "--data", rows, "--scale", "/16", "--held-back", "360", "-o", file);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("gradient: ")
                .contains("data: 1437 rows to train, 360 held back; scaling: x /16")
                .contains("saved: " + file);
        Matcher accuracy = Pattern.compile("held back: loss \\S+, accuracy (\\S+) % \\(\\d+ of 360\\)")
                .matcher(run.out());
        assertThat(accuracy.find()).as(run.out()).isTrue();
        assertThat(Double.parseDouble(accuracy.group(1))).isGreaterThanOrEqualTo(96);
        Run more = Run.of("train", digits, "--data", rows, "--resume", file, "--epochs", "2", "--no-check");
        assertThat(more.code()).as(more.err()).isZero();
        assertThat(more.out()).contains("epoch  31").contains("epoch  32");
    }

    @Test
    void aRunInTwoPartsEndsWhereOneInOnePartDoes() throws IOException {
        assertThat(train("--epochs", "4", "--scale", "standard").code()).isZero();
        byte[] whole = Files.readAllBytes(saved);
        Files.delete(saved);
        train("--epochs", "1", "--scale", "standard");
        assertThat(train("--epochs", "3", "--resume", saved.toString()).code()).isZero();
        assertThat(saved).hasBinaryContent(whole);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --batch 7                    | --batch is given again
            --seed 7 --scale standard    | --seed, --scale are given again
            --held-back 0                | --held-back is given again
            """)
    void aRunThatGoesOnKeepsWhatTheFirstWasTold(String options, String message) throws IOException {
        train("--epochs", "1");
        byte[] before = Files.readAllBytes(saved);
        Run run = train(("--resume " + saved + " " + options.strip()).split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message).contains("hint: leave ");
        assertThat(saved).hasBinaryContent(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kinds.nn", "rows.csv", "notes.txt"})
    void onlyParametersAreWrittenOver(String other) throws IOException {
        write("notes.txt", "mine");
        Path file = folder.resolve(other);
        String before = Files.readString(file);
        Run run = train("-o", file.toString());
        assertThat(run.code()).isEqualTo(2); // said twice
        run = Run.of("train", model, "--data", data, "-o", file.toString());
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).startsWith("error[NN801]: " + file + ": this file has no saved parameters");
        assertThat(file).hasContent(before);
    }

    @Test
    void aRunThatComesToNothingLeavesTheSavedParameters() throws IOException {
        train("--epochs", "1");
        byte[] before = Files.readAllBytes(saved);
        Run next = train("--epochs", "3", "--set", "rate=1e308");
        assertThat(next.code()).isEqualTo(1);
        assertThat(next.err()).startsWith("error[NN810]: the loss is ").contains("hint: lower the learning rate");
        Run last = train("--epochs", "1", "--batch", "0", "--set", "rate=1.7e308", "--scale", "x=/1e-3");
        assertThat(last.code()).isEqualTo(1);
        assertThat(last.err()).contains("parameters are not finite any more after the last step");
        assertThat(saved).hasBinaryContent(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | --epochs -1               | the number of epochs is negative
            2 | --batch -1                | the number of rows a step is negative
            2 | --held-back 5             | 5 rows are to be held back of 5
            2 | --held-back 100%          | the rows to hold back cannot be '100%'
            2 | --scale big               | there is no scaling 'big'
            2 | --scale kind=standard     | error[NN809]: 'kind' cannot be scaled
            2 | --set momentum=1          | the network Kinds has no number 'momentum' to set
            2 | --set rate=NaN            | rate cannot be set to NaN
            2 | --network Kind            | did you mean Kinds?
            2 | --accuracy p              | accuracy cannot be measured by 'p'
            2 | --row-dim columns         | rows cannot go along 'columns'
            2 | --input q=x0              | the network Kinds has no input 'q'
            2 | --separator ;;            | cells cannot be separated by ';;'
            3 | --separator ;             | say --separator ','
            3 | --resume missing          | missing: there is no such file
            3 | -D kinds=2                | rows.csv:4, column kind: '2' is no index of kinds
            3 | -D columns=3              | the input x[rows, columns]
            """)
    void whatIsWrongIsToldBeforeAnythingIsDone(int code, String options, String message) {
        Run run = train(options.strip().split(" "));
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.err()).startsWith("error[NN8").contains(message);
        assertThat(run.out()).isEmpty();
        assertThat(saved).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x0,x1,kind\\n1,2,0\\n1,,1\\n           | rows.csv:3, column x1: this cell is empty
            x0,x1,kind\\n1,2,0\\n1,two,1\\n        | rows.csv:3, column x1: 'two' is not a number
            x0,x1,kind\\n1,2,0\\n1,2\\n            | rows.csv:3: this row has 2 cells, the header has 3
            x0,x1,kind\\n1,2,0\\n1,2,3\\n          | rows.csv:3, column kind: '3' is no index of kinds
            x0,x1,kind\\n                         | rows.csv: this file has a header and no rows
            ''                                    | rows.csv: this file is empty
            x0,x1\\n1,2\\n                         | rows.csv: no columns are found for the input kind
            x0,x1,kind\\n1,"2,0\\n                 | rows.csv:2: this is not CSV
            x0,x1,kind\\n1,"2"3,0\\n               | rows.csv:2: this is not CSV: unexpected character
            """)
    void badRowsAreToldWithFileLineAndColumn(String rows, String message) throws IOException {
        write("rows.csv", rows.replace("\\n", "\n"));
        Run run = train();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains(message);
        assertThat(saved).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\uFEFFx0,x1,kind\r\n1,2,0\r\n3,4,1\r\n", "\"x0\",\"x1\",\"kind\"\n\" 1\",\"2\",\"0\"\n3,4,1\n"})
    void rowsFromOtherProgramsAreRead(String rows) throws IOException {
        write("rows.csv", rows);
        Run run = train("--epochs", "1", "--held-back", "0");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("data: 2 rows to train").contains("columns: x = x0, x1; kind = kind");
    }

    @Test
    void parametersOfAnotherNetworkAreRefused() throws IOException {
        train("--epochs", "1");
        byte[] before = Files.readAllBytes(saved);
        write("kinds.nn", CLASSIFIER.replace("columns = 2", "columns = 4"));
        Run run = train("--resume", saved.toString());
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err())
                .startsWith("error[NN805]: " + saved + ": W is F64 [2, 3] in the file; Kinds has F64 [4, 3]");
        assertThat(saved).hasBinaryContent(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 60, -1})
    void parametersThatAreCutOffAreRefused(int length) throws IOException {
        train("--epochs", "1");
        byte[] whole = Files.readAllBytes(saved);
        Path cut = folder.resolve("cut");
        Files.write(cut, java.util.Arrays.copyOf(whole, length < 0 ? whole.length + length : length));
        Run run = train("--resume", cut.toString());
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).startsWith("error[NN805]: " + cut);
        assertThat(saved).hasBinaryContent(whole);
    }

    @Test
    void theGradientIsCheckedFirst() throws IOException {
        write("kinds.nn", CLASSIFIER.replace("mean(", "log(-1) + mean("));
        Run run = Run.of("train", model, "--data", data, "-o", saved.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("error[NN902]");
        assertThat(saved).doesNotExist();
    }

    @Test
    void aNetworkIsNeededAndOneAtATime() throws IOException {
        Run none = Run.of("train", "generated-samples/models/Circuit.nn", "--data", data);
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("a function has nothing to train");
        Path other = write("other.nn", CLASSIFIER.replace("Kinds", "Others"));
        Run two = train(other.toString());
        assertThat(two.code()).isEqualTo(2);
        assertThat(two.err()).contains("there are 2 networks").contains("say which with --network Kinds or Others");
        assertThat(train(other.toString(), "--network", "Others", "--epochs", "0")
                        .code())
                .isZero();
    }
}
