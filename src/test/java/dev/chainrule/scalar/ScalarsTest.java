package dev.chainrule.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ScalarsTest {

    private final Scalars scalars = new Scalars();
    private final Scalar x = scalars.leaf(new Variable(0, Type.REAL));
    private final Scalar n = scalars.leaf(new Variable(1, Type.INTEGER));

    @Test
    void equalExpressionsAreTheSameObject() {
        assertThat(scalars.leaf(new Variable(0, Type.REAL))).isSameAs(x);
        assertThat(scalars.call(Circular.SIN, scalars.mul(x, x)))
                .isSameAs(scalars.call(Circular.SIN, scalars.square(x)));
        assertThat(scalars.real(2)).isSameAs(scalars.real(2)).isNotSameAs(scalars.integer(2));
    }

    @Test
    void differentConstantsAreDifferent() {
        assertThat(scalars.real(0.0)).isNotSameAs(scalars.real(-0.0));
        assertThat(scalars.real(Double.NaN)).isSameAs(scalars.real(Double.longBitsToDouble(0x7ff8000000000001L)));
    }

    @Test
    void operandsAreNotReordered() {
        assertThat(scalars.add(x, scalars.one())).isNotSameAs(scalars.add(scalars.one(), x));
    }

    @Test
    void nothingIsSimplified() {
        assertThat(scalars.mul(x, scalars.one())).isNotSameAs(x);
    }

    @Test
    void operandsOfAWrongTypeAreOurBug() {
        assertThatIllegalStateException().isThrownBy(() -> scalars.call(Circular.SIN, n));
        assertThatIllegalStateException().isThrownBy(() -> scalars.call(Circular.SIN, x, x));
    }
}
