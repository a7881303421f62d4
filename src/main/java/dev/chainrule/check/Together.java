package dev.chainrule.check;

import dev.chainrule.equation.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The dot-product test: {@code ⟨J v, w⟩ = ⟨v, Jᵀ w⟩}. On the left a walk along v, which knows no adjoints; on the right the
 * gradient of the class. The objective is one number, so w is 1. Both sides are exact but for rounding, so that this sees
 * the smallest mistake anywhere, of any element of any parameter.
 */
final class Together {

    private Together() {}

    /**
     * A derivative of another kind: a matrix times a direction, or a product that is there already, against the slopes of a
     * walk along that direction; of a vector times the Jacobian, both sides times a further one.
     *
     * @param weights of the rows where the derivative is a vector times the Jacobian; else none
     * @param direction in which all arguments move
     * @param slopes of all rows, by dual numbers
     * @param product whether the derivative is the product with that direction
     * @param noise what rounding may make of each element of the derivative; asked where the sides differ
     */
    static void compare(
            RowBuilder row,
            double[] derivative,
            double[] weights,
            double[] direction,
            double[] slopes,
            boolean product,
            double exact,
            Supplier<double[]> noise) {
        boolean summed = weights.length > 0;
        int height = summed ? 1 : slopes.length;
        for (int r = 0; r < height; r++) {
            double expected = summed ? dot(weights, slopes, 0) : slopes[r];
            double found = product ? derivative[r] : dot(direction, derivative, r * direction.length);
            double terms = product ? Math.abs(expected) : magnitude(direction, derivative, r * direction.length);
            if (!Double.isFinite(expected)) {
                continue; // steep beyond all numbers, where nothing is known by walking
            }
            double largest =
                    Math.max(terms, Arrays.stream(slopes).map(Math::abs).max().orElse(0));
            Tolerance tolerance = Tolerance.rounding(exact, largest);
            Exact dual = new Exact(Optional.empty(), Optional.of(expected), Optional.empty());
            row.checked(false);
            Opinions usual = new Opinions(
                    height == 1 ? " a direction" : " row " + r, found, dual, Optional.empty(), tolerance, tolerance);
            row.add(
                    usual.agree()
                            ? usual
                            : usual.allowing(
                                    product
                                            ? noise.get()[r]
                                            : magnitude(direction, noise.get(), r * direction.length)));
        }
        row.elements(derivative.length);
    }

    private static double dot(double[] a, double[] b, int from) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[from + i];
        }
        return sum;
    }

    private static double magnitude(double[] a, double[] b, int from) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] * b[from + i]);
        }
        return sum;
    }

    /**
     * One direction through all parameters: each element moves, and none as another.
     *
     * @param noise what rounding may make of each element of the gradient, as far as that is known
     */
    static void compare(
            RowBuilder row,
            Walks walks,
            Point point,
            Map<Tensor, double[]> gradient,
            Function<Tensor, double[]> noise,
            double exact,
            SplittableRandom chooser) {
        Map<Tensor, double[]> direction = new LinkedHashMap<>();
        double slope = 0;
        double terms = 0;
        int elements = 0;
        for (Map.Entry<Tensor, double[]> part : gradient.entrySet()) {
            double[] partial = part.getValue();
            double[] moved = new double[partial.length];
            for (int i = 0; i < moved.length; i++) {
                moved[i] = chooser.nextDouble(-1, 1);
                slope += moved[i] * partial[i];
                terms += Math.abs(moved[i] * partial[i]);
            }
            elements += moved.length;
            direction.put(part.getKey(), moved);
        }
        Tolerance tolerance = Tolerance.rounding(exact, terms);
        Exact nobody = new Exact(Optional.empty(), Optional.empty(), Optional.empty());
        row.elements(elements);
        row.checked(false);
        Opinions usual = new Opinions(" a direction", slope, nobody, Optional.empty(), tolerance, tolerance)
                .with(walks.along(point, direction));
        row.add(usual.agree() ? usual : usual.allowing(walks.noise(point, direction) + along(direction, noise)));
    }

    private static double along(Map<Tensor, double[]> direction, Function<Tensor, double[]> noise) {
        return direction.entrySet().stream()
                .mapToDouble(part -> RoundingNoise.along(part.getValue(), noise.apply(part.getKey())))
                .sum();
    }
}
