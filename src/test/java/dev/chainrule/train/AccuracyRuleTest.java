package dev.chainrule.train;

import static dev.chainrule.train.Networks.ROWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chainrule.data.DataException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccuracyRuleTest {

    private static Optional<AccuracyRule> find(NetworkDescription network, String... option) throws DataException {
        return AccuracyRule.find(network, "rows", Optional.ofNullable(option.length == 0 ? null : option[0]));
    }

    @Test
    void theLargestElementIsTheLabelAndTheFirstOfEquals() throws Exception {
        AccuracyRule rule = find(Networks.classifier(2, 3)).orElseThrow();

        assertThat(rule).hasToString("p=y");
        float[] out = {0.1f, 0.7f, 0.2f, 0.4f, 0.2f, 0.4f};
        assertThat(rule.predicted(out, 0)).isEqualTo(1);
        assertThat(rule.predicted(out, 1)).isZero();
    }

    @Test
    void oneNumberForTwoClassesIsAProbability() throws Exception {
        AccuracyRule rule = find(Networks.line()).orElseThrow();

        assertThat(rule.predicted(new double[] {0.5, 0.51}, 0)).isZero();
        assertThat(rule.predicted(new double[] {0.5, 0.51}, 1)).isEqualTo(1);
    }

    @Test
    void withSeveralWaysOneMustBeNamed() throws Exception {
        NetworkDescription.Axis classes = NetworkDescription.Axis.fixed("classes", 3);
        NetworkDescription network = Networks.of(
                List.of(Networks.real("x", ROWS), Networks.index("y", "classes", 3, ROWS)),
                Networks.output("p", List.of("x"), ROWS, classes),
                Networks.output("logits", List.of("x"), ROWS, classes));

        DataException failure = catchThrowableOfType(DataException.class, () -> find(network));

        assertThat(failure).hasMessage("accuracy could be measured in more than one way: p=y, logits=y");
        assertThat(failure.problems().get(0).hint()).hasValue("say which: --accuracy p=y; or --accuracy none");
        assertThat(find(network, "logits = y").orElseThrow()).hasToString("logits=y");
        assertThat(find(network, "none")).isEmpty();
        assertThat(catchThrowableOfType(DataException.class, () -> find(network, "q=y"))
                        .problems()
                        .get(0)
                        .hint())
                .hasValue("say one of p=y, logits=y, or none");
    }

    @Test
    void aRegressionHasNoAccuracy() throws Exception {
        NetworkDescription network = Networks.of(
                List.of(Networks.real("x", ROWS), Networks.real("t", ROWS)), Networks.output("z", List.of("x"), ROWS));

        assertThat(find(network)).isEmpty();
    }
}
