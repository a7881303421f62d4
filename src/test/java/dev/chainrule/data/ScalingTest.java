package dev.chainrule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalingTest {

    private record Values(double[][] values) implements Matrix {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public int width() {
            return values[0].length;
        }

        @Override
        public double value(int row, int column) {
            return values[row][column];
        }
    }

    private static final Matrix DATA =
            new Values(new double[][] {{1, 10, 0.1}, {2, 20, 0.1}, {4, 90, 0.1}, {9, -3, 0.1}});
    private static final int[] TRAINING = {3, 0, 2};

    private static Scaling fit(String method) throws DataException {
        return ScalingMethod.parse(method).fit(DATA, TRAINING);
    }

    /** Means and deviations of rows 0, 2 and 3 by NumPy. */
    @Test
    void standardisesByTheRowsTrainedOn() throws Exception {
        Scaling scaling = fit("standard");

        assertThat(scaling.apply(0, 2)).isCloseTo((2 - 4.666666666666667) / 3.2998316455372216, within(1e-15));
        assertThat(scaling.apply(1, 20)).isCloseTo((20 - 32.333333333333336) / 41.12041936664665, within(1e-15));
        assertThat(scaling.restore(1, scaling.apply(1, 20))).isCloseTo(20, within(1e-14));
    }

    @Test
    void aConstantColumnIsNotDividedByRoundingNoise() throws Exception {
        assertThat(fit("standard").apply(2, 0.1)).isZero();
        assertThat(fit("standard").apply(2, 1.1)).isEqualTo(1);
        assertThat(fit("minmax").apply(2, 1.1)).isEqualTo(1);
    }

    @Test
    void minmaxMapsTheRowsTrainedOnToZeroAndOne() throws Exception {
        Scaling scaling = fit("minmax");

        assertThat(scaling.apply(0, 1)).isZero();
        assertThat(scaling.apply(0, 9)).isEqualTo(1);
        assertThat(scaling.apply(0, 2)).isEqualTo(0.125);
    }

    @Test
    void divisionIsDivision() throws Exception {
        assertThat(fit("/255").apply(1, 77)).isEqualTo(77 / 255.0);
        assertThat(fit("none").apply(1, 77)).isEqualTo(77);
        assertThat(Scaling.none(3)).isEqualTo(fit("none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "standard", "minmax", "/16", "/0.3"})
    void aScalingComesBackFromItsText(String method) throws Exception {
        Scaling scaling = fit(method);

        Scaling again = Scaling.parse(scaling.text(), "model.safetensors");

        assertThat(again).isEqualTo(scaling);
        assertThat(again.method()).hasToString(method);
        assertThat(again.width()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/0", "/", "/x", "zscore", "/1e999", "/NaN"})
    void anotherMethodIsRefusedWithThoseThereAre(String method) {
        assertThatThrownBy(() -> ScalingMethod.parse(method)).isInstanceOfSatisfying(DataException.class, failure -> {
            assertThat(failure.code()).isEqualTo(DataCode.OPTION);
            assertThat(failure.problems().get(0).hint().orElseThrow()).contains("standard");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"method\":\"standard\"}",
                "{\"method\":1,\"width\":1}",
                "{\"method\":\"none\",\"width\":-1}",
                "{\"method\":\"none\",\"width\":1e9}",
                "{\"method\":\"none\",\"width\":1} {}",
                "{\"method\":\"standard\",\"width\":1,\"offset\":[0],\"divisor\":[0]}",
                "{\"method\":\"standard\",\"width\":1,\"offset\":[0,1],\"divisor\":[1]}",
                "{\"method\":\"standard\",\"width\":1,\"offset\":[null],\"divisor\":[1]}",
                "{\"method\":\"standard\",\"width\":1,\"offset\":[\"1\"],\"divisor\":[1]}",
                "{\"method\":\"standard\",\"width\":1,\"offset\":[1e999],\"divisor\":[1]}"
            })
    void damagedTextIsRefused(String text) {
        assertThatThrownBy(() -> Scaling.parse(text, "model.safetensors"))
                .isInstanceOfSatisfying(
                        DataException.class,
                        failure -> assertThat(failure.code()).isEqualTo(DataCode.MALFORMED));
    }
}
