package dev.chainrule.check;

import dev.chainrule.equation.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Compares what the class, the interpreter and differences say of one parameter's gradient at one point. */
final class GradientComparison {

    private final Point point;
    private final Tensor tensor;
    private final Stencil stencil;
    private final Walks walks;
    private final Optional<double[]> interpreted;
    private final double[] generated;
    private final double[] reference;
    private final double norm;
    private final Supplier<double[]> noise;
    private final Tolerance near;
    private final Tolerance far;

    /**
     * @param interpreted empty where that would take too long
     * @param exact the relative error that rounding alone makes
     * @param noise what rounding may make beyond that, for each element; asked where opinions differ
     * @param differences the relative error allowed against differences
     */
    GradientComparison(
            Point point,
            Tensor tensor,
            Stencil stencil,
            Walks walks,
            Optional<double[]> interpreted,
            double[] generated,
            double exact,
            Supplier<double[]> noise,
            double differences) {
        this.point = point;
        this.tensor = tensor;
        this.stencil = stencil;
        this.walks = walks;
        this.interpreted = interpreted;
        this.generated = generated;
        this.reference = interpreted.orElse(generated);
        this.norm = Arrays.stream(reference).map(Math::abs).max().orElse(0);
        this.noise = noise;
        this.near = Tolerance.rounding(exact, norm);
        this.far = new Tolerance(differences, 1e-12 * norm);
    }

    /**
     * The class against the interpreter, for all elements. Of a mismatch all others are asked as well.
     *
     * @param unit of the last place of a number as large as the largest element
     */
    void withInterpreter(RowBuilder row, DoubleUnaryOperator unit) {
        if (interpreted.isEmpty()) {
            return;
        }
        int worst = -1;
        double furthest = 0;
        for (int i = 0; i < reference.length; i++) {
            furthest = Math.max(furthest, Math.abs(generated[i] - reference[i]));
            if (worst < 0 || !Double.isNaN(error(worst)) && !(error(i) <= error(worst))) {
                worst = i;
            }
        }
        row.ulps(furthest == 0 ? 0 : furthest / unit.applyAsDouble(norm));
        if (worst >= 0) {
            boolean agree = near(worst).holds(generated[worst], reference[worst]);
            row.add(agree ? opinions(worst, Optional.empty()) : heard(worst));
        }
    }

    /** What rounding may do to an element: more than usually, where that is why opinions differ. */
    private Tolerance near(int i) {
        if (near.holds(generated[i], reference[i])) {
            return near;
        }
        Tolerance relaxed = near.with(noise(i));
        return relaxed.holds(generated[i], reference[i]) ? relaxed : near;
    }

    private double noise(int i) {
        double[] all = noise.get();
        return i < all.length ? all[i] : 0;
    }

    /** What rounding may do to the slope along a direction: all elements at once, or each on its own. */
    private double noise(double[] direction) {
        return walks.noise(point, Map.of(tensor, direction)) + RoundingNoise.along(direction, noise.get());
    }

    private double error(int i) {
        return near(i).error(generated[i], reference[i]);
    }

    /** All against differences: each element of a small parameter; of a large one a sample, and some directions. */
    void withDifferences(RowBuilder row, Effort effort, SplittableRandom chooser) {
        int[] chosen = chosen(effort.elements(reference.length), chooser);
        for (int i : chosen) {
            Stencil.Finding finding = find(i);
            row.checked(finding.estimate().isEmpty());
            Opinions opinions = opinions(i, finding.estimate());
            report(
                    row,
                    finding,
                    opinions.agree() ? opinions : opinions.with(slopes(i)).allowing(noise(i)));
        }
        for (int k = 0; chosen.length < reference.length && k < effort.directions(); k++) {
            along(direction(chooser), k, row);
        }
    }

    /** All against dual numbers and complex step: some elements, and one direction. */
    void withWalks(RowBuilder row, Effort effort, SplittableRandom chooser) {
        for (int i : chosen(effort.walks(), chooser)) {
            Opinions usual = opinions(i, Optional.empty()).with(slopes(i));
            Opinions opinions = usual.agree() ? usual : usual.allowing(noise(i));
            row.add(opinions.agree() ? opinions : heard(i));
        }
        if (reference.length > 1 && effort.walks() > 0) {
            double[] direction = direction(chooser);
            Map<Tensor, double[]> along = Map.of(tensor, direction);
            Opinions usual = said(direction, " a direction", Optional.empty()).with(walks.along(point, along));
            row.add(usual.agree() ? usual : usual.allowing(noise(direction)));
        }
    }

    private Walks.Slopes slopes(int i) {
        return walks.along(point, tensor, i);
    }

    private static void report(RowBuilder row, Stencil.Finding finding, Opinions opinions) {
        if (finding.conclusive() && !opinions.refuteDifferences()) {
            row.add(opinions);
        } else if (finding.estimate().isPresent()) {
            row.inconclusive();
        }
    }

    private Stencil.Finding find(int i) {
        return stencil.element(i, reference[i], norm, far);
    }

    /** An element of which everybody has been asked. */
    private Opinions heard(int i) {
        return opinions(i, find(i).estimate()).with(slopes(i));
    }

    private Opinions opinions(int i, Optional<Differences.Estimate> estimate) {
        return new Opinions(
                Points.place(tensor, point.lengths(), i),
                generated[i],
                exact(interpreted.map(all -> all[i])),
                estimate,
                near(i),
                far);
    }

    private static Exact exact(Optional<Double> interpreter) {
        return new Exact(interpreter, Optional.empty(), Optional.empty());
    }

    private void along(double[] direction, int number, RowBuilder row) {
        double expected = dot(direction, reference);
        Tolerance further = new Tolerance(far.relative(), 1e-12 * terms(direction));
        Stencil.Finding finding = stencil.direction(direction, expected, norm, further);
        Opinions opinions = said(direction, " direction " + (number + 1), finding.estimate());
        Map<Tensor, double[]> along = Map.of(tensor, direction);
        report(
                row,
                finding,
                opinions.agree()
                        ? opinions
                        : opinions.with(walks.along(point, along)).allowing(noise(direction)));
    }

    /** What is said of the slope along a direction: what rounding may do grows with the terms of the product. */
    private Opinions said(double[] direction, String at, Optional<Differences.Estimate> estimate) {
        double terms = terms(direction);
        return new Opinions(
                at,
                dot(direction, generated),
                exact(interpreted.map(all -> dot(direction, all))),
                estimate,
                new Tolerance(near.relative(), near.relative() * Math.max(terms, near.floor() / near.relative())),
                new Tolerance(far.relative(), 1e-12 * terms));
    }

    private double terms(double[] direction) {
        double terms = 0;
        for (int i = 0; i < direction.length; i++) {
            terms += Math.abs(direction[i] * reference[i]);
        }
        return terms;
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
        double length = 1 / Math.sqrt(reference.length);
        return IntStream.range(0, reference.length)
                .mapToDouble(i -> chooser.nextBoolean() ? length : -length)
                .toArray();
    }

    private int[] chosen(int wanted, SplittableRandom chooser) {
        int length = reference.length;
        if (length <= wanted) {
            return IntStream.range(0, length).toArray();
        }
        return chooser.ints(4L * wanted, 0, length)
                .distinct()
                .limit(wanted)
                .sorted()
                .toArray();
    }
}
