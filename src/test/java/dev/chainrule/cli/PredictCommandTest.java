package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictCommandTest {

    private static final String NETWORK = """
            network Pets {
              dim rows; dim columns = 2; dim kinds = 2;
              input x[rows, columns];
              input kind[rows]: kinds;
              param W[columns, kinds] = zeros();
              loss = mean(cross_entropy[kinds](x @ W, kind));
              output p = softmax[kinds](x @ W);
              output twice = 2 * x;
              output all = sum(x);
              train loss with sgd(rate = 1);
            }
            """;

    @TempDir
    private static Path folder;

    private static String model = "";
    private static String rows = "";
    private static String saved = "";

    /** Cats are left of dogs. */
    @BeforeAll
    static void train() throws IOException {
        model = write("pets.nn", NETWORK);
        String data = write("pets.csv", "x0,x1,kind\n-1,1,cat\n-2,1,cat\n2,1,dog\n1,1,dog\n");
        rows = write("new.csv", "x1,name,x0\n1,Tom,-3\n1,Rex,2\n");
        saved = folder.resolve("pets.safetensors").toString();
        Run run = Run.of("train", model, "--data", data, "--no-check", "-o", saved, "--held-back", "0");
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Run predict(String... more) {
        return Run.of(Stream.concat(Stream.of("predict", model, "--parameters", saved), Stream.of(more))
                .toArray(String[]::new));
    }

    /** Columns are found by the names that training saw, in any order, and other columns may be there. */
    @Test
    void labelsComeByTheirNames() {
        Run run = predict("--data", rows);
        assertThat(run.code()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("kind,p.cat,p.dog");
        assertThat(lines.get(1)).startsWith("cat,0.9");
        assertThat(lines.get(2)).startsWith("dog,").contains(",0.99");
    }

    @Test
    void anyOutputWithRowsCanBeAskedFor() {
        assertThat(predict("--data", rows, "--output", "twice").out().lines())
                .containsExactly("twice.0,twice.1", "-6.0,2.0", "4.0,2.0");
        Run whole = predict("--data", rows, "--output", "all");
        assertThat(whole.code()).isEqualTo(2);
        assertThat(whole.err()).contains("the output all has nothing for each row");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | --output q              | there is no output 'q'
            2 | --output twise          | did you mean twice?
            2 | --accuracy none         | say which with --output p or twice or all
            2 | --input kin=x0          | did you mean kind?
            2 | --data z=rows           | the network Pets has no input 'z'
            3 | -D columns=3            | W is F64 [2, 2] in the file; Pets has F64 [3, 2]
            3 | --precision float       | W is F64 [2, 2] in the file; Pets has F32 [2, 2]
            """)
    void whatDoesNotFitIsTold(int code, String options, String message) {
        String[] more = options.contains("--data")
                ? options.strip().split(" ")
                : ("--data " + rows + " " + options.strip()).split(" ");
        Run run = predict(more);
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void columnsThatAreMissingAreTold() throws IOException {
        Run run = predict("--data", write("other.csv", "a,b\n1,2\n"));
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err())
                .contains("the input x was trained with columns that are not in this file: x0, x1")
                .contains("--input x=");
        assertThat(predict("--data", folder.resolve("other.csv").toString(), "--input", "x=a..b")
                        .out()
                        .lines())
                .hasSize(2);
    }

    @Test
    void parametersMustBeThere() {
        Run run = Run.of(
                "predict",
                model,
                "--data",
                rows,
                "--parameters",
                folder.resolve("none").toString());
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("none: there is no such file");
    }
}
