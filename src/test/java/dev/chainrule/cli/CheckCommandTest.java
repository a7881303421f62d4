package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class CheckCommandTest {

    @TempDir
    private Path folder;

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("model.nn"), text).toString();
    }

    @Test
    void aNetworkInFloatIsCheckedInDoubleToo() {
        Run run = Run.of("check", "generated-samples/models/DigitsMlp.nn", "--points", "1", "--elements", "100");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("DigitsMlp.loss   double, seed 0, 1 point")
                .contains("DigitsMlp.loss   float, seed 0, 1 point")
                .containsPattern("W1 \\[pixels, hidden] +2048 +10 .*DigitsMlp\\.nn:15:9 +ok")
                .doesNotContain("WRONG");
    }

    @Test
    void theSeedChoosesThePoints() throws IOException {
        String model = file("function F(x, y) = sin(x) * exp(y);");
        String out = Run.of("check", model, "--seed", "5").out();
        assertThat(Run.of("check", model, "--seed", "5").out()).isEqualTo(out);
        assertThat(Run.of("check", model, "--seed", "6").out()).isNotEqualTo(out);
    }

    @Test
    void aFailedCheckIsAnExitCodeAndSaysWhereToReadOn() throws IOException {
        Run run = Run.of("check", file("function Fine(x) = x^2;\nfunction Never(x) = log(-x^2 - 1);\n"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("Fine.value")
                .contains("error[NN902]: the value is not finite at any of 200 points")
                .contains("model.nn:2:")
                .contains("failed. More: chainrule explain NN902");
    }

    @Test
    void whatHasNoGradientSaysSo() throws IOException {
        assertThat(Run.of("check", file("network N { dim n; input x[n]; output y = 2 * x; }"))
                        .out())
                .contains("there is no gradient to check; the interpreter gives the same y");
        Run run = Run.of("check", file("fn twice(x) = 2 * x;"));
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("there is no function and no network to check");
    }

    @Test
    void reportsAreWrittenForPrograms() throws Exception {
        String model = file("function F(x, y) = sin(x) * exp(y);\nfunction Never(x) = log(-x^2 - 1);\n");
        JsonObject json = JsonParser.parseString(
                        Run.of("check", model, "--format", "json").out())
                .getAsJsonObject();
        assertThat(json.get("version").getAsInt()).isEqualTo(1);
        assertThat(json.get("passed").getAsBoolean()).isFalse();
        JsonObject first = json.getAsJsonArray("reports").get(0).getAsJsonObject();
        assertThat(first.get("passed").getAsBoolean()).isTrue();
        assertThat(first.getAsJsonArray("parameters")).hasSize(2).allSatisfy(row -> {
            assertThat(row.getAsJsonObject().get("checked").getAsInt()).isEqualTo(3);
            assertThat(row.getAsJsonObject().get("failure").isJsonNull()).isTrue();
            assertThat(row.getAsJsonObject().get("worstError").getAsDouble()).isLessThan(1e-6);
        });

        Run run = Run.of("check", model, "--format", "junit");
        assertThat(run.code()).isEqualTo(1);
        Element suites = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(run.out())))
                .getDocumentElement();
        assertThat(suites.getAttribute("failures")).isEqualTo("1");
        assertThat(suites.getElementsByTagName("testcase").getLength())
                .isEqualTo(Integer.parseInt(suites.getAttribute("tests")));
        Element failure = (Element) suites.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("type")).isEqualTo("NN902");
        assertThat(((Element) failure.getParentNode()).getAttribute("classname"))
                .isEqualTo("Never.value (double)");
    }

    /** Rows at which a logarithm is defined; random inputs, of either sign, mostly are none. */
    @Test
    void rowsOfAFileAreBoundAsTrainingBindsThem() throws IOException {
        String model = file("network N { dim rows; dim p = 2; input x[rows, p]; input y[rows]; param w[p] = ones();"
                + " loss = mean((log(x) @ w - y)^2); }");
        String rows = Files.writeString(folder.resolve("rows.csv"), "x0,x1,y\n1,2,3\n4,5,6\n7,8,9\n2,1,0\n")
                .toString();
        Run run = Run.of("check", model, "--data", rows, "--points", "2");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).containsPattern("w \\[p] +2 +4 .* ok");
        Run wrong = Run.of("check", model, "--data", rows, "--input", "z=x0");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("has no input 'z'");
        assertThat(Run.of("check", file("function F(x) = x;"), "--data", rows).err())
                .contains("--data is for one network, and there is none");
    }
}
