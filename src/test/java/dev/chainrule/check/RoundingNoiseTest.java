package dev.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.Compiler;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Environment;
import dev.chainrule.source.SourceText;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a value, what its condition number says; of a decision, the other side. */
class RoundingNoiseTest {

    private static double noise(String body, double x) {
        Model model = Compiler.compile(
                        SourceText.of("noise.nn", "function F(x) = " + body + ";"), CompileOptions.STANDARD)
                .models()
                .get(0)
                .elaborated();
        Tensor argument = model.arguments().get(0);
        RoundingNoise noise =
                new RoundingNoise(model.system(), new Environment(Map.of(), Map.of(argument, new double[] {x})));
        return noise.of(model.objective().orElseThrow().tensor())[0];
    }

    /** A relative error of 2^-53 in an operand comes out as that times the derivative of the rest, times the operand. */
    @ParameterizedTest
    @CsvSource({
        "sin(x * x), 1e4, 1e8", // cos(1e8) is -0.36
        "x * x - x * x * (1 + 1e-9), 100, 1e4", // terms that cancel
        "exp(x * x), 5, 1.8e12", // 25 exp(25)
        "x + 1, 3, 4"
    })
    void isThatOfTheNumbersOnTheWay(String body, double x, double scale) {
        assertThat(noise(body, x)).isBetween(0.5 * 0x1p-53 * scale, 200 * 0x1p-53 * scale);
    }

    @ParameterizedTest
    @CsvSource({"abs(x - 1), 1", "x, 7", "x > 0.5 ? 2 : 3, 0.7"})
    void ofWhatIsExactThereIsNone(String body, double x) {
        assertThat(noise(body, x)).isZero();
    }

    /** The mean of 0.1 three times is not 0.1, and no neighbours of three numbers are all equal by chance. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "variance[i: 3](x)",
                "sum[i: 3](x) - 0.3",
                "sum[i: 7](i < 6 ? x : -0.6)",
                "1 - 7 * x - (1 - x) + 6 * x"
            })
    void whatRoundingLeavesMayBeNothing(String remainder) {
        assertThat(noise(remainder + " != 0 ? 1 : 0", 0.1)).isGreaterThanOrEqualTo(1);
        assertThat(noise(remainder + " + 1e-14 != 0 ? 1 : 0", 0.1)).isZero();
    }

    /** At 0.1 the sum is 0.30000000000000004, a neighbour of which is not above the bound. */
    @Test
    void whereRoundingDecidesEitherSideIsRight() {
        assertThat(noise("x + x + x > 0.3 ? 1 : 0", 0.1)).isGreaterThanOrEqualTo(1);
    }
}
