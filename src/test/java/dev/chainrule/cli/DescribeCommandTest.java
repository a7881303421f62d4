package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DescribeCommandTest {

    private static final String DIGITS = "generated-samples/models/DigitsMlp.nn";

    @ParameterizedTest
    @CsvSource({
        "syntax, network DigitsMlp {",
        "equations, network DigitsMlp: equations",
        "simplified, network DigitsMlp: simplified",
        "gradient, network DigitsMlp: gradient",
        "schedule, network DigitsMlp: schedule",
        "loops, class DigitsMlp: loops"
    })
    void everyStageIsAText(String stage, String heading) {
        Run run = Run.of("describe", DIGITS, "--stage", stage);
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains(heading).endsWith("\n");
        assertThat(Run.of("describe", DIGITS, "--stage", stage.toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo(run);
    }

    @ParameterizedTest
    @EnumSource(DescribeCommand.Stage.class)
    void theHelpNamesEveryStage(DescribeCommand.Stage stage) {
        assertThat(Run.of("describe", "--help").out()).contains(stage.toString());
    }

    @Test
    void theEquationsAreWhatIsShownFirst() {
        assertThat(Run.of("describe", DIGITS)).isEqualTo(Run.of("describe", DIGITS, "--stage", "equations"));
    }

    @Test
    void severalModelsAreSetApart() {
        Run run = Run.of("describe", DIGITS, "generated-samples/models/Circuit.nn");
        assertThat(run.out()).contains("network DigitsMlp: equations").contains("\n\nfunction Circuit: equations");
    }

    @Test
    void aGraphIsDot() {
        assertThat(Run.of("describe", DIGITS, "--graph", "dot").out())
                .startsWith("digraph \"DigitsMlp\" {")
                .endsWith("}\n");
    }

    @Test
    void lengthsAndPrecisionAreThoseAskedFor() {
        assertThat(Run.of("describe", DIGITS, "-D", "hidden=77").out()).contains("hidden  77");
        assertThat(Run.of("describe", DIGITS, "--stage", "loops", "--precision", "double")
                        .out())
                .contains("Real numbers are double");
    }
}
