package dev.chainrule.simplify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

/** The judge of the stabilisations, by digits from tables and by what it must not lose. */
class ExactNumberTest {

    private static final ExactNumber ONE = ExactNumber.of(1);

    private static String digits(ExactNumber number) {
        return number.plain().round(new MathContext(50)).toPlainString();
    }

    @Test
    void knowsFiftyDigits() {
        assertThat(digits(ONE.exp())).isEqualTo("2.7182818284590452353602874713526624977572470937000");
        assertThat(digits(ExactNumber.of(2).log())).isEqualTo("0.69314718055994530941723212145817656807550013436026");
        assertThat(digits(ExactNumber.of(10).log())).isEqualTo("2.3025850929940456840179914546843642076011014886288");
    }

    @Test
    void losesNothingBesideOne() {
        ExactNumber small = ExactNumber.of(Double.MIN_VALUE);
        assertThat(ONE.plus(small).log().ulpsTo(Double.MIN_VALUE, 0)).isLessThan(1e-50);
        assertThat(small.exp().minus(ONE).ulpsTo(Double.MIN_VALUE, 0)).isLessThan(1e-50);
    }

    @Test
    void goesBeyondAllDoublesAndBack() {
        ExactNumber huge = ExactNumber.of(1e300);
        assertThat(huge.exp().isHuge()).isTrue();
        assertThat(ONE.plus(huge.exp()).log().plain()).isEqualByComparingTo(new BigDecimal(1e300));
        assertThat(huge.negated().exp().plain()).isZero();
        assertThat(huge.exp().dividedBy(huge.exp().plus(ONE)).plain()).isEqualByComparingTo("1");
        assertThat(huge.exp().ulpsTo(Double.POSITIVE_INFINITY, 0)).isZero();
        assertThat(huge.exp().ulpsTo(Double.MAX_VALUE, 0)).isInfinite();
    }

    @Test
    void countsUnitsOfTheLastPlace() {
        assertThat(ONE.ulpsTo(1 + Math.ulp(1.0), 0)).isEqualTo(1);
        assertThat(ExactNumber.of(1e-20).ulpsTo(0, 1)).isLessThan(1e-4);
        assertThat(ONE.ulpsTo(Double.NaN, 0)).isInfinite();
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> ExactNumber.of(0).log()).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> ExactNumber.of(-1).log()).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> ONE.dividedBy(ExactNumber.of(0))).isInstanceOf(ArithmeticException.class);
    }
}
