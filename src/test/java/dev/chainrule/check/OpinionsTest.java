package dev.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpinionsTest {

    private static final Tolerance NEAR = new Tolerance(1e-11, 1e-11);
    private static final Tolerance FAR = new Tolerance(1e-6, 1e-12);

    private static Opinions opinions(double generated, double interpreted, double numeric) {
        return new Opinions(
                "[5]",
                generated,
                Exact.of(interpreted),
                Optional.of(new Differences.Estimate(numeric, 1e-12, 2e-12, 0, true)),
                NEAR,
                FAR);
    }

    @Test
    void threeThatAreCloseAgree() {
        assertThat(opinions(0.25, 0.25, 0.25 + 1e-8).agree()).isTrue();
        assertThat(opinions(0.25, 0.25 + 1e-8, 0.25).agree()).isFalse();
        assertThat(opinions(0.25, 0.25, 0.25 + 1e-6).agree()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0.125, 0.25, 0.25, 'the interpreter and differences agree: suspect simplify, schedule or a later pass'",
        "0.25, 0.25, 0.125, 'the generated class and the interpreter agree: suspect a derivative row, or differentiate'",
        "0.25, 0.125, 0.25, 'the generated class and differences agree: suspect differentiate, or the interpreter'",
        "0.5, 0.25, 0.125, 'no two of them agree: suspect differentiate, then a later pass'",
        "NaN, 0.25, 0.25, 'the generated class and the interpreter disagree: suspect simplify, schedule or a later pass'",
        "NaN, NaN, 0.25, 'the derivative is not finite here: suspect a derivative row, or a guard that is missing'",
        "Infinity, Infinity, 0.25, 'the derivative is not finite here: suspect a derivative row, or a guard that is missing'"
    })
    void theVerdictNamesWhoDisagrees(double generated, double interpreted, double numeric, String suspicion) {
        Opinions opinions = opinions(generated, interpreted, numeric);
        assertThat(opinions.agree()).isFalse();
        assertThat(opinions.verdict()).endsWith("\n" + suspicion);
    }

    /** Generated and interpreted gradients and dual numbers share the derivative rows; complex step shares nothing. */
    @ParameterizedTest
    @CsvSource({
        "0.25, 0.25, 0.25, 0.125, 'the generated class, the interpreter and dual numbers agree: suspect a derivative row'",
        "0.25, 0.25, 0.125, 0.125, 'dual numbers do not: suspect differentiate'",
        "0.25, 0.125, 0.125, 0.125, 'the interpreter and complex step agree: suspect simplify, schedule or a later pass'"
    })
    void whatIsSharedIsSuspected(double generated, double interpreted, double dual, double complex, String suspicion) {
        Exact exact = new Exact(Optional.of(interpreted), Optional.of(dual), Optional.of(complex));
        Opinions opinions = new Opinions("[5]", generated, exact, Optional.empty(), NEAR, FAR);
        assertThat(opinions.agree()).isFalse();
        assertThat(opinions.verdict()).endsWith(suspicion);
    }

    @Test
    void theVerdictShowsAllNumbers() {
        assertThat(opinions(0.125, 0.25, 0.25).verdict())
                .startsWith("[5]: generated 0.12500000, interpreter 0.25000000, differences 0.25000000 ± 3e-12\n");
    }

    @Test
    void acrossAKinkTwoOpinionsAreLeft() {
        Opinions kink = new Opinions("[5]", 1, Exact.of(2), Optional.empty(), NEAR, FAR);
        assertThat(kink.agree()).isFalse();
        assertThat(kink.verdict()).contains("differences tell nothing here");
        assertThat(new Opinions("[5]", 1, Exact.of(1), Optional.empty(), NEAR, FAR).agree())
                .isTrue();
    }

    @Test
    void anErrorThatIsNoNumberIsTheWorst() {
        Opinions.Pair nan = new Opinions.Pair(Double.NaN, 1e-6);
        Opinions.Pair huge = new Opinions.Pair(1e300, 1e-6);
        assertThat(nan.isWorseThan(huge)).isTrue();
        assertThat(huge.isWorseThan(nan)).isFalse();
    }

    @Test
    void aToleranceAllowsAShareOfTheLargerAndAFloor() {
        Tolerance tolerance = new Tolerance(0.5, 2);
        assertThat(tolerance.holds(10, 17)).isTrue(); // 7 ≤ 0.5 · 17 + 2
        assertThat(tolerance.holds(0, 4)).isTrue(); // 4 ≤ 0.5 · 4 + 2
        assertThat(tolerance.holds(0, 4.1)).isFalse();
        assertThat(tolerance.holds(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY))
                .isFalse();
        assertThat(new Tolerance(1e-3, 0).error(0, 0)).isZero();
        assertThat(new Tolerance(1e-3, 0).error(3, 4)).isEqualTo(0.25);
    }
}
