package dev.chainrule.check;

import dev.chainrule.equation.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The dot-product test: {@code ⟨J v, w⟩ = ⟨v, Jᵀ w⟩}. On the left a walk along v, which knows no adjoints; on the right the
 * gradient of the class. The objective is one number, so w is 1. Both sides are exact but for rounding, so that this sees
 * the smallest mistake anywhere, of any element of any parameter.
 */
final class Together {

    private Together() {}

    /** One direction through all parameters: each element moves, and none as another. */
    static void compare(
            RowBuilder row,
            Walks walks,
            Point point,
            Map<Tensor, double[]> gradient,
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
        Tolerance tolerance = new Tolerance(exact, exact * terms);
        Exact nobody = new Exact(Optional.empty(), Optional.empty(), Optional.empty());
        row.elements(elements);
        row.checked(false);
        row.add(new Opinions(" a direction", slope, nobody, Optional.empty(), tolerance, tolerance)
                .with(walks.along(point, direction)));
    }
}
