package dev.chainrule.check;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a model is evaluated.
 *
 * @param lengths of the open dims
 * @param values of inputs, parameters, hypers and what training keeps, row-major
 */
public record Point(Map<Dim, Integer> lengths, Map<Tensor, double[]> values) {

    public Point {
        lengths = new LinkedHashMap<>(lengths);
        values = new LinkedHashMap<>(values);
    }

    /** This with every real number rounded to {@code float}. */
    Point rounded() {
        Map<Tensor, double[]> rounded = new LinkedHashMap<>();
        values.forEach((tensor, numbers) -> {
            if (tensor.type() != Type.REAL) {
                rounded.put(tensor, numbers);
                return;
            }
            double[] copy = numbers.clone();
            for (int i = 0; i < copy.length; i++) {
                copy[i] = (float) copy[i];
            }
            rounded.put(tensor, copy);
        });
        return new Point(lengths, rounded);
    }
}
