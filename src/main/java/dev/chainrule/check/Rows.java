package dev.chainrule.check;

import java.util.Arrays;
import java.util.Optional;

/** The rows of a column of a Jacobian: each, or all times a vector, {@code vᵀ J}. */
final class Rows {

    private final Optional<double[]> vector;

    private Rows(Optional<double[]> vector) {
        this.vector = vector;
    }

    static Rows each() {
        return new Rows(Optional.empty());
    }

    static Rows times(double[] vector) {
        return new Rows(Optional.of(vector));
    }

    double[] of(double[] column) {
        return vector.map(weights -> product(weights, column)).orElse(column);
    }

    /** What errors of the column's numbers may sum up to. */
    double[] ofErrors(double[] errors) {
        return vector.map(
                        weights -> product(Arrays.stream(weights).map(Math::abs).toArray(), errors))
                .orElse(errors);
    }

    private static double[] product(double[] weights, double[] column) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * column[i];
        }
        return new double[] {sum};
    }
}
