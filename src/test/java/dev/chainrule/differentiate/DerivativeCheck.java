package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.SystemVerifier;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Type;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Compares a symbolic Jacobian with six-point differences of all elements of its tensor, and the two products with the
 * Jacobian.
 */
public final class DerivativeCheck {

    private static final double STEP = 1.0 / 1024;
    private static final double[] WEIGHTS = {45, -9, 1};

    private final EquationSystem system;
    private final Tensor of;
    private final Map<Dim, Integer> sizes;
    private final Map<Tensor, double[]> given;
    private final List<Tensor> wanted;
    private final SplittableRandom random = new SplittableRandom(5);

    private DerivativeCheck(EquationSystem system, Tensor of, Map<Dim, Integer> sizes, Map<Tensor, double[]> given) {
        this.system = system;
        this.of = of;
        this.sizes = sizes;
        this.given = given;
        this.wanted = given.keySet().stream()
                .filter(tensor -> tensor.type() == Type.REAL)
                .sorted(Comparator.comparingInt(Tensor::number))
                .toList();
    }

    /** Checks all elements; returns the system with the Jacobian. */
    public static Gradient.Result check(
            EquationSystem system, Tensor of, Map<Dim, Integer> sizes, Map<Tensor, double[]> given) {
        return new DerivativeCheck(system, of, sizes, given).run();
    }

    private Gradient.Result run() {
        Gradient.Result jacobian = Gradient.jacobian(system, of, wanted, Gradient.Use.FINAL);
        SystemVerifier.verify(jacobian.system());
        Map<Tensor, double[]> values = Evaluation.of(jacobian.system(), sizes, given);
        Map<Tensor, double[]> expected = new LinkedHashMap<>();
        for (Tensor tensor : wanted) {
            double[] differences = differences(tensor);
            agree("d" + of + "/d" + tensor, values.get(jacobian.partials().get(tensor)), differences);
            expected.put(tensor, differences);
        }
        products(expected, values.get(of).length);
        return jacobian;
    }

    private static void agree(String what, double[] actual, double[] expected) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i])
                    .as("%s at %d", what, i)
                    .isCloseTo(expected[i], within(1e-7 * Math.max(1, Math.abs(expected[i]))));
        }
    }

    /** Rows are elements of the tensor, columns elements of the argument. */
    private double[] differences(Tensor argument) {
        double[] point = given.get(argument);
        double[] result = null;
        for (int column = 0; column < point.length; column++) {
            for (int k = 1; k <= 3; k++) {
                double[] above = moved(argument, column, k * STEP);
                double[] below = moved(argument, column, -k * STEP);
                result = result == null ? new double[above.length * point.length] : result;
                for (int row = 0; row < above.length; row++) {
                    result[row * point.length + column] += WEIGHTS[k - 1] * (above[row] - below[row]) / (60 * STEP);
                }
            }
        }
        return result;
    }

    private double[] moved(Tensor argument, int element, double by) {
        Map<Tensor, double[]> changed = new HashMap<>(given);
        double[] point = given.get(argument).clone();
        point[element] += by;
        changed.put(argument, point);
        return Evaluation.of(system, sizes, changed).get(of);
    }

    /** {@code w J} and {@code J v}, the latter without the cotangent through which it is made. */
    private void products(Map<Tensor, double[]> jacobian, int rows) {
        EquationSystem.Builder extended = system.extend();
        Map<Tensor, double[]> all = new HashMap<>(given);
        Tensor w = given(extended, "w", of);
        all.put(w, random.doubles(rows, -1, 1).toArray());
        Map<Tensor, Tensor> directions = new LinkedHashMap<>();
        for (Tensor tensor : wanted) {
            directions.put(tensor, given(extended, "v_" + tensor, tensor));
            all.put(
                    directions.get(tensor),
                    random.doubles(given.get(tensor).length, -1, 1).toArray());
        }
        Gradient.Result back = Gradient.vectorJacobian(extended.build(), of, w, wanted, Gradient.Use.FINAL);
        DirectionalDerivatives.Along along = DirectionalDerivatives.jacobianVector(back.system(), of, directions);
        EquationSystem forth = along.system().reachable(List.of(along.derivative()));
        forth.equations()
                .forEach(equation -> assertThat(Reads.tensors(equation))
                        .extracting(Tensor::name)
                        .doesNotContain("cotangent"));
        Map<Tensor, double[]> backwards = Evaluation.of(
                back.system().reachable(List.copyOf(back.partials().values())), sizes, all);
        Map<Tensor, double[]> forwards = Evaluation.of(forth, sizes, all);
        double[] jv = new double[rows];
        for (Tensor tensor : wanted) {
            double[] matrix = jacobian.get(tensor);
            double[] v = all.get(directions.get(tensor));
            double[] wj = new double[v.length];
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < v.length; column++) {
                    wj[column] += all.get(w)[row] * matrix[row * v.length + column];
                    jv[row] += matrix[row * v.length + column] * v[column];
                }
            }
            agree("w J for " + tensor, backwards.get(back.partials().get(tensor)), wj);
        }
        agree("J v", forwards.get(along.derivative()), jv);
    }

    private static Tensor given(EquationSystem.Builder builder, String name, Tensor like) {
        return builder.given(name, Tensor.Role.INPUT, like.extents(), Type.REAL, Optional.empty(), Optional.empty());
    }
}
