package dev.chainrule.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The random streams: those of a published generator, and as even and as independent as they should be. */
class DrawsTest {

    private static final int COUNT = 200_000;

    /** JDK's own SplitMix64, started where seed and step say, is the same sequence. */
    @Test
    void aSiteIsTheSequenceOfSplitMix64() {
        long golden = 0x9E3779B97F4A7C15L;
        long start = new SplittableRandom((7L << 32 | 3) + golden - golden).nextLong(); // its first mixes seed + golden
        SplittableRandom sequence = new SplittableRandom(start);
        for (int i = 0; i < 1000; i++) {
            assertThat(Draws.drawnBits(7, 3, 0, i)).isEqualTo(sequence.nextLong());
        }
    }

    /** The published test vector of SplitMix64 with seed 1234567. */
    @Test
    void theMixerIsThePublishedOne() {
        long[] published = {6457827717110365317L, 3203168211198807973L, -8629252141511181193L, 4593380528125082431L};
        long state = 1234567;
        for (long expected : published) {
            state += 0x9E3779B97F4A7C15L;
            assertThat(Draws.mix(state)).isEqualTo(expected);
        }
    }

    private static double[] drawn(IntToDoubleFunction draw) {
        double[] values = new double[COUNT];
        Arrays.setAll(values, draw);
        return values;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double moment(double[] values, int power) {
        double mean = mean(values);
        return Arrays.stream(values)
                .map(value -> Math.pow(value - mean, power))
                .average()
                .orElseThrow();
    }

    /** Over positions, over steps, over sites and over seeds. */
    private static List<double[]> streams(ScalarFunction row) {
        return List.of(
                drawn(i -> row.value(1, 1, 0, i)),
                drawn(i -> row.value(1, i, 0, 5)),
                drawn(i -> row.value(1, 1, 2 * i, 5)),
                drawn(i -> row.value(i, 1, 0, 5)));
    }

    /** Means and variances within five standard errors. */
    @Test
    void uniformNumbersAreEven() {
        for (double[] stream : streams(Draws.UNIFORM)) {
            assertThat(mean(stream))
                    .isBetween(0.5 - 5 * 0.2887 / Math.sqrt(COUNT), 0.5 + 5 * 0.2887 / Math.sqrt(COUNT));
            assertThat(moment(stream, 2)).isBetween(1 / 12.0 - 0.0009, 1 / 12.0 + 0.0009);
            assertThat(Arrays.stream(stream).min().orElseThrow()).isGreaterThanOrEqualTo(0);
            assertThat(Arrays.stream(stream).max().orElseThrow()).isLessThan(1);
            assertThat(chiSquare(stream, 0, 1, 100, value -> value)).isLessThan(150); // 99 degrees: 0.1 % are above 148
        }
    }

    @Test
    void normalNumbersAreNormal() {
        for (double[] stream : streams(Draws.NORMAL)) {
            assertThat(mean(stream)).isBetween(-5 / Math.sqrt(COUNT), 5 / Math.sqrt(COUNT));
            assertThat(moment(stream, 2)).isBetween(1 - 0.016, 1 + 0.016); // 5 sqrt(2 / n)
            assertThat(moment(stream, 3)).isBetween(-0.028, 0.028); // 5 sqrt(6 / n)
            assertThat(moment(stream, 4)).isBetween(3 - 0.11, 3 + 0.11); // 5 sqrt(96 / n)
            assertThat(chiSquare(stream, -4, 4, 100, DrawsTest::below)).isLessThan(150);
        }
    }

    private static double below(double x) {
        return 0.5 * ErrorFunction.erfc(-x / Math.sqrt(2));
    }

    /** Over cells of equal width; what lies outside belongs to the outermost. */
    private static double chiSquare(
            double[] values, double low, double high, int cells, java.util.function.DoubleUnaryOperator below) {
        int[] counts = new int[cells];
        for (double value : values) {
            int cell = (int) Math.floor((value - low) / (high - low) * cells);
            counts[Math.max(0, Math.min(cells - 1, cell))]++;
        }
        double sum = 0;
        for (int i = 0; i < cells; i++) {
            double from = i == 0 ? 0 : below.applyAsDouble(low + (high - low) * i / cells);
            double to = i == cells - 1 ? 1 : below.applyAsDouble(low + (high - low) * (i + 1) / cells);
            double expected = COUNT * (to - from);
            sum += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        return sum;
    }

    /** Neighbours in any direction have nothing to do with each other. */
    @ParameterizedTest
    @CsvSource({"1, 0, 0, 0", "0, 1, 0, 0", "0, 0, 1, 0", "0, 0, 0, 1", "0, 0, 0, 64", "1, 1, 1, 1"})
    void neighboursAreNotCorrelated(int seed, int step, int site, int position) {
        double sum = 0;
        for (int i = 0; i < COUNT; i++) {
            double here = Draws.drawnUniform(3, 5, 2, i) - 0.5;
            double there = Draws.drawnUniform(3 + seed, 5 + step, 2 + site, i + position) - 0.5;
            sum += here * there * 12;
        }
        assertThat(sum / Math.sqrt(COUNT)).isBetween(-5.0, 5.0);
    }

    @Test
    void placesHaveNumbersOfTheirOwn() {
        Set<Long> bits = new HashSet<>();
        List<Integer> some = new ArrayList<>(List.of(0, 1, 2, 3, -1, Integer.MAX_VALUE, Integer.MIN_VALUE));
        for (int seed : some) {
            for (int step : some) {
                for (int site : some) {
                    for (int position : some) {
                        bits.add(Draws.drawnBits(seed, step, site, position));
                    }
                }
            }
        }
        assertThat(bits).hasSize(7 * 7 * 7 * 7);
    }
}
