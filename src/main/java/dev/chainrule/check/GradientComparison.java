package dev.chainrule.check;

import dev.chainrule.equation.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Compares what the class, the interpreter and differences say of one parameter's gradient at one point. */
final class GradientComparison {

    private static final int DIRECTIONS = 8;

    private final Point point;
    private final Tensor tensor;
    private final Stencil stencil;
    private final double[] interpreted;
    private final double[] generated;
    /** Where a whole gradient is smaller than this, it may be what rounding leaves of terms that cancel. */
    private static final double CANCELLED = 1e-3;

    private final double norm;
    private final Tolerance near;
    private final Tolerance far;

    /**
     * @param exact the relative error that rounding alone makes
     * @param differences the relative error allowed against differences
     */
    GradientComparison(
            Point point,
            Tensor tensor,
            Stencil stencil,
            double[] interpreted,
            double[] generated,
            double exact,
            double differences) {
        this.point = point;
        this.tensor = tensor;
        this.stencil = stencil;
        this.interpreted = interpreted;
        this.generated = generated;
        this.norm = Arrays.stream(interpreted).map(Math::abs).max().orElse(0);
        this.near = new Tolerance(exact, exact * Math.max(norm, CANCELLED));
        this.far = new Tolerance(differences, 1e-12 * norm);
    }

    /** The class against the interpreter, for all elements. Of a mismatch differences are asked as well. */
    void withInterpreter(RowBuilder row) {
        int worst = -1;
        for (int i = 0; i < interpreted.length; i++) {
            if (worst < 0 || !(error(i) <= error(worst))) {
                worst = i;
                if (Double.isNaN(error(i))) {
                    break;
                }
            }
        }
        if (worst >= 0) {
            boolean agree = near.holds(generated[worst], interpreted[worst]);
            row.add(opinions(worst, agree ? Optional.empty() : find(worst).estimate()));
        }
    }

    private double error(int i) {
        return near.error(generated[i], interpreted[i]);
    }

    /** All against differences: each element of a small parameter; of a large one a sample, and some directions. */
    void withDifferences(RowBuilder row, int elements, SplittableRandom chooser) {
        int[] chosen = chosen(elements, chooser);
        for (int i : chosen) {
            Stencil.Finding finding = find(i);
            row.checked(finding.estimate().isEmpty());
            report(row, finding, opinions(i, finding.estimate()));
        }
        for (int k = 0; chosen.length < interpreted.length && k < DIRECTIONS; k++) {
            along(direction(chooser), k, row);
        }
    }

    private static void report(RowBuilder row, Stencil.Finding finding, Opinions opinions) {
        if (finding.conclusive()) {
            row.add(opinions);
        } else if (finding.estimate().isPresent()) {
            row.inconclusive();
        }
    }

    private Stencil.Finding find(int i) {
        return stencil.element(i, interpreted[i], norm, far);
    }

    private Opinions opinions(int i, Optional<Differences.Estimate> estimate) {
        return new Opinions(place(i), generated[i], interpreted[i], estimate, near, far);
    }

    private void along(double[] direction, int number, RowBuilder row) {
        double terms = 0;
        for (int i = 0; i < direction.length; i++) {
            terms += Math.abs(direction[i] * interpreted[i]);
        }
        Tolerance closer = new Tolerance(near.relative(), near.relative() * terms);
        Tolerance further = new Tolerance(far.relative(), 1e-12 * terms);
        double expected = dot(direction, interpreted);
        Stencil.Finding finding = stencil.direction(direction, expected, norm, further);
        report(
                row,
                finding,
                new Opinions(
                        " direction " + (number + 1),
                        dot(direction, generated),
                        expected,
                        finding.estimate(),
                        closer,
                        further));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Of length 1, no element is 0. */
    private double[] direction(SplittableRandom chooser) {
        double length = 1 / Math.sqrt(interpreted.length);
        return IntStream.range(0, interpreted.length)
                .mapToDouble(i -> chooser.nextBoolean() ? length : -length)
                .toArray();
    }

    private int[] chosen(int elements, SplittableRandom chooser) {
        int length = interpreted.length;
        if (length <= elements) {
            return IntStream.range(0, length).toArray();
        }
        int wanted = Math.max(1, elements / 10);
        return chooser.ints(4L * wanted, 0, length)
                .distinct()
                .limit(wanted)
                .sorted()
                .toArray();
    }

    /** {@code [17, 4]}; nothing for a scalar. */
    private String place(int position) {
        int[] shape = Points.shape(tensor, point.lengths());
        int rest = position;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            int length = shape[axis];
            shape[axis] = rest % length;
            rest /= length;
        }
        return shape.length == 0
                ? ""
                : Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
