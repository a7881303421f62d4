package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {

    private static final String DIGITS = "generated-samples/models/DigitsMlp.nn";

    @TempDir
    private Path folder;

    private record Run(int code, String out, String err) {}

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Run(code, out.toString(), err.toString());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void trainsTheDigitsPredictsThemAndGoesOn() throws IOException {
        Path saved = folder.resolve("digits.safetensors");
        Run run = run(
                "train",
                DIGITS,
                "--data",
                "generated-samples/data/digits.csv",
                "--scale",
                "/16",
                "--held-back",
                "360",
                "-o",
                saved.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        Matcher accuracy = Pattern.compile("held back: loss \\S+, accuracy (\\S+) % \\(\\d+ of 360\\)")
                .matcher(run.out());
        assertThat(accuracy.find()).as(run.out()).isTrue();
        assertThat(Double.parseDouble(accuracy.group(1))).isGreaterThanOrEqualTo(96);

        Run predicted =
                run("predict", DIGITS, "--data", "generated-samples/data/digits.csv", "--parameters", saved.toString());
        assertThat(predicted.code()).as(predicted.err()).isZero();
        assertThat(predicted.out().lines().count()).isEqualTo(1798);
        assertThat(predicted.out().lines().skip(1).findFirst().orElseThrow()).startsWith("0,");

        Run more = run(
                "train",
                DIGITS,
                "--data",
                "generated-samples/data/digits.csv",
                "--resume",
                saved.toString(),
                "--epochs",
                "2");
        assertThat(more.code()).as(more.err()).isZero();
        assertThat(more.out()).contains("epoch  31").contains("epoch  32");
    }

    @Test
    void writesJavaOnceAndLeavesForeignFilesAlone() throws IOException {
        String out = folder.resolve("java").toString();
        assertThat(run("generate", DIGITS, "-o", out).code()).isZero();
        Path java = folder.resolve("java/samples/digits/DigitsMlp.java");
        assertThat(java).exists();
        assertThat(run("generate", DIGITS, "-o", out, "--up-to-date").code()).isZero();
        assertThat(run("generate", DIGITS, "-o", out, "--up-to-date", "-D", "hidden=7")
                        .code())
                .isEqualTo(1);
        Files.writeString(java, "class Mine {}", StandardCharsets.UTF_8);
        Run refused = run("generate", DIGITS, "-o", out);
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("NN801");
        assertThat(java).hasContent("class Mine {}");
    }

    @Test
    void showsMistakesWithPlaceAndHintAndWritesNothing() throws IOException {
        Path wrong = file("wrong.nn", """
                network Wrong {
                  dim batch; dim hidden = 3; dim pixels = 4;
                  input x[batch, hidden];
                  param b1[pixels] = zeros();
                  h = relu(x + b1);
                  p = sofmax[hidden](x);
                }
                """);
        Run run = run("generate", wrong.toString(), "-o", folder.resolve("java").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("error[NN204]: these operands do not line up: [batch, hidden] and [pixels]")
                .contains("wrong.nn:5:12")
                .contains("b1 is declared here")
                .contains("error[NN301]: there is no function sofmax")
                .contains("did you mean softmax?")
                .contains("2 errors");
        assertThat(folder.resolve("java")).doesNotExist();
    }

    @Test
    void tellsBadDataWithFileLineAndColumn() throws IOException {
        Path model = file("line.nn", """
                network Line {
                  dim rows; dim columns = 2;
                  input x[rows, columns];
                  input y[rows];
                  param w[columns] = zeros();
                  loss = mean((x @ w - y)^2);
                  train loss with sgd(rate = 0.1);
                }
                """);
        Path data = file("data.csv", "x0,x1,y\n1,2,3\n1,,3\n");
        Run run = run("train", model.toString(), "--data", data.toString());
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("data.csv:3").contains("x1");
    }

    @Test
    void knowsItsExitCodes() {
        assertThat(run("generate").code()).isEqualTo(2);
        assertThat(run("nonsense").code()).isEqualTo(2);
        assertThat(run("generate", "missing.nn").code()).isEqualTo(3);
        assertThat(run("--help").code()).isZero();
        assertThat(run("explain", "NN204").out()).contains("line up");
    }

    @Test
    void aFileThatIsNotUtf8IsAnErrorInIt() throws IOException {
        Path file = folder.resolve("latin.nn");
        Files.write(file, "// \u00fc".getBytes(StandardCharsets.ISO_8859_1));
        Run run = run("generate", file.toString(), "--stdout");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("NN102").contains("byte 3");
    }
}
