package dev.chainrule.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegerPowerTest {

    private final Scalars scalars = new Scalars();
    private final Scalar x = scalars.leaf(new Variable(0, Type.REAL));

    @Test
    void smallPowersAreTheProductsOneWouldWrite() {
        Scalar square = scalars.mul(x, x);
        Scalar cube = scalars.mul(square, x);

        assertThat(IntegerPower.of(scalars, x, 0)).isSameAs(scalars.one());
        assertThat(IntegerPower.of(scalars, x, 1)).isSameAs(x);
        assertThat(IntegerPower.of(scalars, x, 2)).isSameAs(square);
        assertThat(IntegerPower.of(scalars, x, 3)).isSameAs(cube);
        assertThat(IntegerPower.of(scalars, x, 4)).isSameAs(scalars.mul(square, square));
        assertThat(IntegerPower.of(scalars, x, 6)).isSameAs(scalars.mul(cube, cube));
        assertThat(IntegerPower.of(scalars, x, -1)).isSameAs(scalars.div(scalars.one(), x));
        assertThat(IntegerPower.of(scalars, x, -2)).isSameAs(scalars.div(scalars.one(), square));
    }

    @ParameterizedTest
    @ValueSource(ints = {65, -65, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void beyondTheBoundItIsTheFunction(int n) {
        assertThat(IntegerPower.of(scalars, x, n)).isSameAs(scalars.call(Powers.POWER, x, scalars.real(n)));
    }

    @Test
    void aWholeBaseIsUsedAsANumber() {
        Scalar index = scalars.leaf(new Variable(0, Type.INTEGER));

        assertThat(IntegerPower.of(scalars, index, 2).type()).isEqualTo(Type.REAL);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 10, 1024",
        "-2, 3, -8",
        "-2, 63, -9223372036854775808",
        "2, 64, 18446744073709551616",
        "2, -3, 0.125",
        "0, 2, 0",
        "0, 0, 1",
        "NaN, 0, 1",
        "0, -1, Infinity",
        "-0.0, -1, -Infinity",
        "3, 31, 617673396283947"
    })
    void valueIsThePower(double base, int n, double expected) {
        assertThat(Evaluation.of(IntegerPower.of(scalars, x, n), base)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 1, 1", "0, 2, 0", "0, 3, 0", "-2, 3, 12", "-2, 4, -32", "-2, -1, -0.25", "2, 7, 448"})
    void slopeIsRightAtZeroAndBelow(double base, int n, double expected) {
        Scalar slope = ForwardChainRule.derivative(scalars, IntegerPower.of(scalars, x, n), x);

        assertThat(Evaluation.of(slope, base)).isEqualTo(expected);
    }
}
