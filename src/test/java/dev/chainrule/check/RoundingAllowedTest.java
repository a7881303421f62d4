package dev.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What rounding is measured to do to an element is allowed for that element, wherever it is compared, and asked late. */
class RoundingAllowedTest {

    private static final double EXACT = 1e-11;
    private static final Supplier<double[]> NOBODY = () -> {
        throw new AssertionError("asked where nothing differs");
    };

    private static boolean isLinear(double error, Supplier<double[]> noise) {
        Findings findings = new Findings();
        double[] once = {3, 5};
        Upstream.compare(
                "hvp",
                vector -> new double[] {3 * vector[0], 5 * vector[0] + (vector[0] == 0 ? 0 : error)},
                new double[] {1},
                once,
                EXACT,
                noise,
                findings);
        return findings.failures().isEmpty();
    }

    @Test
    void aProductIsLinearUpToIt() {
        assertThat(isLinear(0, NOBODY)).isTrue();
        assertThat(isLinear(1e-8, () -> new double[] {0, 0})).isFalse();
        assertThat(isLinear(1e-8, () -> new double[] {0, 1e-8})).isTrue();
        assertThat(isLinear(1e-8, () -> new double[] {1, 0})).isFalse();
        assertThat(isLinear(1e-6, () -> new double[] {0, 1e-8})).isFalse();
    }

    private static boolean product(double error, Supplier<double[]> noise) {
        RowBuilder row = RowBuilder.together();
        Together.compare(
                row,
                new double[] {3, 5 + error},
                new double[0],
                new double[] {1, 1},
                new double[] {3, 5},
                true,
                EXACT,
                noise);
        return row.agrees();
    }

    private static boolean matrix(double error, Supplier<double[]> noise) {
        RowBuilder row = RowBuilder.together();
        Together.compare(
                row,
                new double[] {1, 2, 3, 4 + error},
                new double[0],
                new double[] {1, -10},
                new double[] {-19, -37},
                false,
                EXACT,
                noise);
        return row.agrees();
    }

    @Test
    void bothSidesOfADotProductAgreeUpToIt() {
        assertThat(product(0, NOBODY)).isTrue();
        assertThat(product(1e-8, () -> new double[] {0, 0})).isFalse();
        assertThat(product(1e-8, () -> new double[] {0, 1e-8})).isTrue();
        assertThat(product(1e-8, () -> new double[] {1, 0})).isFalse();
        assertThat(matrix(0, NOBODY)).isTrue();
        assertThat(matrix(1e-8, () -> new double[] {0, 0, 1, 0})).isTrue();
        assertThat(matrix(1e-8, () -> new double[] {0, 0, 0, 1e-8})).isTrue();
        assertThat(matrix(1e-8, () -> new double[] {1, 1, 0, 0})).isFalse();
        assertThat(matrix(1e-6, () -> new double[] {0, 0, 0, 1e-8})).isFalse();
    }

    /** Differences of 2 + 1e-8 t by a function that rounds it to multiples of 2^-20: a step, flat to both sides. */
    private static boolean slope(Supplier<double[]> rounding) {
        RowBuilder row = RowBuilder.together();
        DerivativeComparison comparison = new DerivativeComparison(
                row, new double[] {1e-8}, new double[] {1e-8}, false, 1e-6, () -> new double[1]);
        comparison.withDifferences(
                new int[] {0},
                t -> new Differences.Samples(new double[] {Math.rint((2 + 1e-8 * t) * 0x1p20) * 0x1p-20}, 0),
                0,
                new DerivativeComparison.Evidence(Optional::empty, rounding));
        return row.agrees();
    }

    @Test
    void differencesAreAsExactAsWhatTheyAreOf() {
        assertThat(slope(() -> new double[1])).isFalse();
        assertThat(slope(() -> new double[] {0x1p-20})).isTrue();
    }

    @Test
    void differencesThatConfirmAskNobody() {
        RowBuilder row = RowBuilder.together();
        DerivativeComparison comparison =
                new DerivativeComparison(row, new double[] {3}, new double[] {3}, false, 1e-6, NOBODY);
        comparison.withDifferences(
                new int[] {0},
                t -> new Differences.Samples(new double[] {3 * t}, 0),
                1,
                new DerivativeComparison.Evidence(
                        () -> {
                            throw new AssertionError("asked where nothing differs");
                        },
                        NOBODY));
        assertThat(row.agrees()).isTrue();
    }
}
