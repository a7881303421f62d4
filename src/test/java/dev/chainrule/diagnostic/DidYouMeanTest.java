package dev.chainrule.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {

    /** Optimal string alignment: a letter added, lost, changed, or two neighbours swapped. */
    @ParameterizedTest
    @CsvSource({
        "softmx, softmax",
        "sotfmax, softmax",
        "softmmax, softmax",
        "saftmax, softmax",
        "osftamx, softmax",
        "wieght, weight",
        "batch_size, batchsize",
        "relu, relu6",
        "loss2, loss",
        "Adam, adam",
        "SGD, sgd",
        "HIDDEN, hidden",
        "X, x"
    })
    void nearNamesAreFound(String written, String meant) {
        assertThat(DidYouMean.among(written, List.of("other", meant, "unlike"))).containsExactly(meant);
    }

    /** More than two changes; more than one in up to four letters; nothing of a name left. */
    @ParameterizedTest
    @CsvSource({"softmax, softplus", "sum, norm", "sin, sum", "los, sum", "n, m", "x, y", "a, ab2", "abcd, badc"})
    void farNamesAreNot(String written, String other) {
        assertThat(DidYouMean.among(written, List.of(other))).isEmpty();
    }

    @Test
    void nearestFirstThenInTheGivenOrderAtMostThree() {
        assertThat(DidYouMean.among("hiden", List.of("hidde", "hiding", "hidden", "hides", "hided", "hidden")))
                .containsExactly("hidden", "hides", "hided");
    }

    @Test
    void theQuestion() {
        assertThat(DidYouMean.question("hiden", List.of("hidden"))).isEqualTo("did you mean hidden?");
        assertThat(DidYouMean.question("hiden", List.of("hidden", "hides"))).isEqualTo("did you mean hidden or hides?");
        assertThat(DidYouMean.question("hiden", List.of("hidden", "hides", "hided")))
                .isEqualTo("did you mean hidden, hides or hided?");
        assertThat(DidYouMean.question("hiden", List.of("batch"))).isEmpty();
    }

    @Test
    void thereAreLimits() {
        assertThat(DidYouMean.among("a".repeat(65), List.of("a".repeat(64)))).isEmpty();
        assertThat(DidYouMean.among("a".repeat(64), List.of("a".repeat(63)))).hasSize(1);
        List<String> many = IntStream.range(0, 2_001).mapToObj(i -> "name" + i).toList();
        assertThat(DidYouMean.among("name12", many)).isEmpty();
        assertThat(DidYouMean.among("name12", many.subList(0, 2_000))).hasSize(3);
    }
}
