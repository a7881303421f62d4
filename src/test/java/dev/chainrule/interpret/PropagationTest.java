package dev.chainrule.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Differentials;
import dev.chainrule.scalar.Functions;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Special;
import dev.chainrule.scalar.Type;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two ways that share nothing, on every row of the table. */
class PropagationTest {

    private final Propagation dual = Propagation.dual();
    private final Propagation complex = Propagation.complexStep();

    static Stream<ScalarFunction> real() {
        return Functions.all().stream()
                .filter(function -> function.resultType() == Type.REAL)
                .filter(function -> function.operandTypes().contains(Type.REAL))
                .filter(function -> Propagation.complexStep().covers(function));
    }

    @ParameterizedTest
    @MethodSource("real")
    void derivativeRowsAndComplexNumbersGiveTheSame(ScalarFunction function) {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 200; round++) {
            double[] x = new double[function.arity()];
            double[] moved = new double[function.arity()];
            for (int i = 0; i < x.length; i++) {
                ScalarFunction.Domain domain = function.domains().get(i);
                x[i] = random.nextDouble(domain.low(), domain.high());
                moved[i] = random.nextDouble(-1, 1);
            }
            double y = function.value(x);
            double expected = complex.through(function, y, x, moved);
            double size = 0;
            for (int i = 0; i < x.length; i++) {
                double[] one = new double[x.length];
                one[i] = moved[i];
                size += Math.abs(complex.through(function, y, x, one));
            }
            assertThat(dual.through(function, y, x, moved))
                    .as("%s at %s", function, x)
                    .isEqualTo(expected, within(1e-12 * size));
        }
    }

    /** What docs/checking.md says: a function that is forgotten here takes the opinion from each program that has it. */
    @Test
    void allButSpecialFunctionsHaveAComplexForm() {
        assertThat(Stream.concat(Functions.all().stream(), Stream.of(Choice.CHOICE, Differentials.VARIABLE)))
                .filteredOn(function -> !complex.covers(function))
                .extracting(ScalarFunction::name)
                .containsExactlyInAnyOrder("erf", "erfc", "lgamma", "digamma", "polygamma");
    }

    /** erf'(1/2) = 2 / √π · e^(-1/4), which no complex form of ours says. */
    @Test
    void whereThereIsNoComplexFormNothingIsSaid() {
        double[] x = {0.5};
        double[] moved = {1};
        assertThat(complex.covers(Special.ERF)).isFalse();
        assertThat(complex.through(Special.ERF, 0.5204998778130465, x, moved)).isNaN();
        assertThat(dual.through(Special.ERF, 0.5204998778130465, x, moved))
                .isEqualTo(0.8787825789354448, within(1e-15));
    }
}
