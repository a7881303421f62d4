package dev.chainrule.simplify;

import dev.chainrule.differentiate.Differentiator;
import dev.chainrule.differentiate.Evaluation;
import dev.chainrule.differentiate.Program;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * How far a form is from exact arithmetic, as it is written and as it is computed instead: value and gradient.
 *
 * @param computed what is computed instead, in {@code .nn}
 */
record StabilisationErrors(UnstableForm form, Error before, Error after, Error gradientBefore, Error gradientAfter) {

    /** The largest error in ulps, where it was met first, and what was computed there. */
    record Error(double ulps, double[] at, double computed) {
        private static final Error NONE = new Error(0, new double[0], 0);

        private Error or(double otherUlps, double[] otherAt, double otherComputed) {
            return otherUlps > ulps ? new Error(otherUlps, otherAt, otherComputed) : this;
        }
    }

    private static final double[] MAGNITUDES = {
        0,
        Double.MIN_VALUE,
        1e-310,
        1e-300,
        1e-20,
        1e-16,
        1e-9,
        1e-5,
        0.1,
        0.5,
        1,
        2,
        3,
        10,
        18,
        20,
        36,
        37,
        40,
        300,
        354,
        372,
        700,
        709.7,
        710,
        745,
        746,
        1e4,
        1e10,
        1e300,
        Double.MAX_VALUE
    };

    /** For each of several elements. */
    private static final double[] FEW = {0, -0.5, 37, 700, -700, 1e4, -1e4, 1e300};

    private static final int RANDOM = 40;

    /** The errors of a form at all points where it has a value. */
    static StabilisationErrors of(UnstableForm form) {
        Program p = new Program();
        Tensor x = p.input("x", Dim.fixed("n", form.elements()));
        Model written = p.function(p.define("f", List.of(), form.expression().apply(p, x)));
        Model before = Differentiator.differentiate(written);
        Model after = simplified(Differentiator.differentiate(simplified(written)));
        StabilisationErrors errors = new StabilisationErrors(form, Error.NONE, Error.NONE, Error.NONE, Error.NONE);
        for (double[] point : points(form.elements())) {
            Optional<Map<Tensor, List<ExactNumber>>> exact = exact(before, x, point);
            if (exact.isPresent()) {
                errors = errors.or(
                        point,
                        exact.get().get(value(before)).get(0),
                        exact.get().get(gradient(before)),
                        Evaluation.of(before.system(), Map.of(), Map.of(x, point)),
                        Evaluation.of(after.system(), Map.of(), Map.of(x, point)),
                        before,
                        after);
            }
        }
        return errors;
    }

    private StabilisationErrors or(
            double[] at,
            ExactNumber value,
            List<ExactNumber> gradient,
            Map<Tensor, double[]> computedBefore,
            Map<Tensor, double[]> computedAfter,
            Model modelBefore,
            Model modelAfter) {
        double scale =
                at.length == 1 ? 0 : Arrays.stream(at).map(Math::abs).max().getAsDouble();
        double oldValue = computedBefore.get(value(modelBefore))[0];
        double newValue = computedAfter.get(value(modelAfter))[0];
        Error oldGradient = gradientBefore;
        Error newGradient = gradientAfter;
        for (int i = 0; i < gradient.size(); i++) {
            double oldElement = computedBefore.get(gradient(modelBefore))[i];
            double newElement = computedAfter.get(gradient(modelAfter))[i];
            oldGradient = oldGradient.or(gradient.get(i).ulpsTo(oldElement, 1), at, oldElement);
            newGradient = newGradient.or(gradient.get(i).ulpsTo(newElement, 1), at, newElement);
        }
        return new StabilisationErrors(
                form,
                before.or(value.ulpsTo(oldValue, scale), at, oldValue),
                after.or(value.ulpsTo(newValue, scale), at, newValue),
                oldGradient,
                newGradient);
    }

    private static Model simplified(Model model) {
        return Simplifier.simplify(model, Set.of(), rewrite -> {});
    }

    private static Tensor value(Model model) {
        return model.objective().orElseThrow().tensor();
    }

    private static Tensor gradient(Model model) {
        return model.entries().get(1).results().get(1).value();
    }

    private static Optional<Map<Tensor, List<ExactNumber>>> exact(Model model, Tensor x, double[] point) {
        try {
            return Optional.of(ExactEvaluation.of(model.system(), x, point));
        } catch (ArithmeticException outsideOfTheDomain) {
            return Optional.empty();
        }
    }

    private static List<double[]> points(int elements) {
        List<double[]> points = new ArrayList<>();
        if (elements == 1) {
            for (double magnitude : MAGNITUDES) {
                points.add(new double[] {magnitude});
                points.add(new double[] {-magnitude});
            }
            SplittableRandom random = new SplittableRandom(17);
            for (int k = 0; k < RANDOM; k++) {
                double x = Math.scalb(1 + random.nextDouble(), random.nextInt(-55, 10));
                points.add(new double[] {x});
                points.add(new double[] {-x});
            }
            return points;
        }
        for (double first : FEW) {
            for (int b = 0; b < FEW.length; b++) {
                for (int c = 0; c <= b; c++) {
                    points.add(new double[] {first, FEW[b], FEW[c]});
                }
            }
        }
        return points;
    }
}
