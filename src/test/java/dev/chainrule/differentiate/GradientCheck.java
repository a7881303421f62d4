package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.SystemVerifier;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Type;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares a symbolic gradient with six-point central differences of the value. */
public final class GradientCheck {

    private static final double STEP = 1.0 / 1024;
    private static final double[] WEIGHTS = {45, -9, 1};

    private GradientCheck() {}

    /** Checks all elements; returns the system with the gradient. */
    public static Gradient.Result check(
            EquationSystem system, Tensor objective, Map<Dim, Integer> sizes, Map<Tensor, double[]> given) {
        List<Tensor> wanted = given.keySet().stream()
                .filter(tensor -> tensor.type() == Type.REAL)
                .sorted(Comparator.comparingInt(Tensor::number))
                .toList();
        Gradient.Result gradient = Gradient.of(system, objective, wanted);
        SystemVerifier.verify(gradient.system());
        Map<Tensor, double[]> values = Evaluation.of(gradient.system(), sizes, given);
        for (Tensor tensor : wanted) {
            double[] partial = values.get(gradient.partials().get(tensor));
            double[] expected = differences(system, objective, sizes, given, tensor);
            assertThat(partial).as("d" + tensor).hasSameSizeAs(expected);
            for (int i = 0; i < partial.length; i++) {
                assertThat(partial[i])
                        .as("d%s at %d", tensor, i)
                        .isCloseTo(expected[i], within(1e-7 * Math.max(1, Math.abs(expected[i]))));
            }
        }
        return gradient;
    }

    private static double[] differences(
            EquationSystem system,
            Tensor objective,
            Map<Dim, Integer> sizes,
            Map<Tensor, double[]> given,
            Tensor tensor) {
        double[] point = given.get(tensor);
        double[] result = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            for (int k = 1; k <= 3; k++) {
                double above = moved(system, objective, sizes, given, tensor, i, k * STEP);
                double below = moved(system, objective, sizes, given, tensor, i, -k * STEP);
                result[i] += WEIGHTS[k - 1] * (above - below) / (60 * STEP);
            }
        }
        return result;
    }

    private static double moved(
            EquationSystem system,
            Tensor objective,
            Map<Dim, Integer> sizes,
            Map<Tensor, double[]> given,
            Tensor tensor,
            int element,
            double by) {
        Map<Tensor, double[]> changed = new HashMap<>(given);
        double[] point = given.get(tensor).clone();
        point[element] += by;
        changed.put(tensor, point);
        return Evaluation.of(system, sizes, changed).get(objective)[0];
    }
}
