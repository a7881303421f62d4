package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
