package dev.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.data.DataException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Minima that are known, and the conditions that the line search promises. */
class LbfgsTest {

    /** Rosenbrock in any number of variables: the minimum is 0, at ones. */
    private static double rosenbrock(double[] x, double[] gradient) {
        double value = 0;
        java.util.Arrays.fill(gradient, 0);
        for (int i = 0; i + 1 < x.length; i++) {
            double off = x[i + 1] - x[i] * x[i];
            value += 100 * off * off + (1 - x[i]) * (1 - x[i]);
            gradient[i] += -400 * x[i] * off - 2 * (1 - x[i]);
            gradient[i + 1] += 200 * off;
        }
        return value;
    }

    private static Lbfgs minimised(Lbfgs.Objective objective, double[] start, int memory, int iterations)
            throws DataException {
        Lbfgs lbfgs = new Lbfgs(objective, start, memory);
        for (int i = 0; i < iterations && lbfgs.now().steepness() > 1e-10; i++) {
            if (!lbfgs.iterate()) {
                break;
            }
        }
        return lbfgs;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10})
    void findsTheBottomOfRosenbrocksValley(int memory) throws DataException {
        double[] start = {-1.2, 1, -1.2, 1, 0.5, -0.5};
        Lbfgs found = minimised(LbfgsTest::rosenbrock, start, memory, 400);
        assertThat(found.now().x()).containsExactly(new double[] {1, 1, 1, 1, 1, 1}, within(1e-7));
        assertThat(found.now().value()).isLessThan(1e-14);
    }

    /** With as many changes as variables, a quadratic function takes hardly more iterations than variables. */
    @Test
    void aQuadraticFunctionTakesFewIterations() throws DataException {
        double[] scale = {1, 10, 100, 1000};
        double[] centre = {1, -2, 3, -4};
        int[] evaluations = {0};
        Lbfgs.Objective quadratic = (x, gradient) -> {
            evaluations[0]++;
            double value = 0;
            for (int i = 0; i < 4; i++) {
                gradient[i] = scale[i] * (x[i] - centre[i]);
                value += gradient[i] * (x[i] - centre[i]) / 2;
            }
            return value;
        };
        Lbfgs found = minimised(quadratic, new double[4], 10, 40);
        assertThat(found.now().x()).containsExactly(centre, within(1e-9));
        assertThat(evaluations[0]).isLessThan(60);
    }

    /** Each iteration is lower by what the first Wolfe condition asks for, and less steep along its line. */
    @Test
    void everyStepSatisfiesTheStrongWolfeConditions() throws DataException {
        Lbfgs lbfgs = new Lbfgs(LbfgsTest::rosenbrock, new double[] {-1.2, 1}, 5);
        List<Lbfgs.Point> points = new ArrayList<>(List.of(lbfgs.now()));
        while (lbfgs.now().steepness() > 1e-6 && lbfgs.iterate()) {
            points.add(lbfgs.now());
        }
        assertThat(points).hasSizeBetween(15, 60);
        for (int i = 1; i < points.size(); i++) {
            Lbfgs.Point before = points.get(i - 1);
            Lbfgs.Point after = points.get(i);
            double[] step = after.x().clone();
            Lbfgs.add(-1, before.x(), step);
            double slope = Lbfgs.dot(before.gradient(), step);
            assertThat(slope).isNegative();
            assertThat(after.value()).isLessThanOrEqualTo(before.value() + 1e-4 * slope * (1 - 1e-9));
            assertThat(Math.abs(Lbfgs.dot(after.gradient(), step))).isLessThanOrEqualTo(-0.9 * slope * (1 + 1e-9));
        }
    }

    /** log is not defined below 0: a step that leads there is shortened. */
    @Test
    void valuesThatAreNotFiniteAreTooHigh() throws DataException {
        Lbfgs.Objective objective = (x, gradient) -> {
            gradient[0] = 1 - 2 / x[0];
            return x[0] - 2 * Math.log(x[0]);
        };
        assertThat(minimised(objective, new double[] {0.01}, 5, 60).now().x()[0])
                .isCloseTo(2, within(1e-8));
    }

    @Test
    void atTheMinimumNothingIsLeftToGain() throws DataException {
        Lbfgs lbfgs = new Lbfgs(LbfgsTest::rosenbrock, new double[] {1, 1}, 5);
        assertThat(lbfgs.iterate()).isFalse();
        assertThat(lbfgs.now().x()).containsExactly(1, 1);
    }
}
