package dev.chainrule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

    /** The same algorithm, written in Python. */
    @Test
    void theOrderIsTheSameEverywhere() {
        assertThat(Shuffle.of(10, 42)).containsExactly(6, 9, 0, 4, 2, 7, 5, 3, 8, 1);
        assertThat(Shuffle.of(10, -1)).containsExactly(7, 4, 1, 0, 9, 8, 2, 6, 5, 3);
        assertThat(Shuffle.of(0, 1)).isEmpty();
    }

    @Test
    void everyPlaceIsEquallyLikely() {
        int[] first = new int[5];
        for (int seed = 0; seed < 50_000; seed++) {
            first[Shuffle.of(5, Shuffle.seed(7, seed))[0]]++;
        }

        assertThat(IntStream.of(first)).allMatch(count -> Math.abs(count - 10_000) < 400); // 4.5 standard deviations
    }

    @Test
    void everyRowIsInOneOfTheTwo() throws Exception {
        Split split = Split.of(1797, HeldBack.parse("360"), 1);

        assertThat(split.training()).hasSize(1437);
        assertThat(split.heldBack()).hasSize(360);
        assertThat(IntStream.concat(IntStream.of(split.training()), IntStream.of(split.heldBack()))
                        .sorted())
                .containsExactly(IntStream.range(0, 1797).boxed().toArray(Integer[]::new));
        assertThat(Split.of(1797, HeldBack.parse("360"), 1).heldBack()).isEqualTo(split.heldBack());
        assertThat(Split.of(1797, HeldBack.parse("360"), 2).heldBack()).isNotEqualTo(split.heldBack());
    }

    @ParameterizedTest
    @CsvSource({"360, 360", "0, 0", "0.2, 200", "20%, 200", "0.0004, 0", "0.0006, 1", "' 12.5 % ', 125"})
    void rowsAreHeldBackByNumberOrShare(String text, int expected) throws Exception {
        assertThat(HeldBack.parse(text).of(1000)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "100%", "1.0", "many", "-0.1", "1e99"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> HeldBack.parse(text))
                .isInstanceOfSatisfying(
                        DataException.class,
                        failure -> assertThat(failure.code()).isEqualTo(DataCode.OPTION));
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "11, 10", "0.99, 2"})
    void somethingMustBeLeftToTrainOn(String text, int rows) {
        assertThatThrownBy(() -> HeldBack.parse(text).of(rows))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("none is left to train on");
    }
}
