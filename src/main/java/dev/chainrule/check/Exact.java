package dev.chainrule.check;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/**
 * What is said of one number by those whose only error is rounding, besides the class.
 *
 * @param interpreter from the differentiated equations; empty where they are too many to be interpreted
 * @param dual numbers along the same direction; empty where they were not asked
 * @param complex step; empty where it was not asked, or where a function has no complex form
 */
record Exact(Optional<Double> interpreter, Optional<Double> dual, Optional<Double> complex) {

    /** The interpreter alone. */
    static Exact of(double interpreter) {
        return new Exact(Optional.of(interpreter), Optional.empty(), Optional.empty());
    }

    /** This with a walk along a direction, where one knows anything. */
    Exact with(Walks.Slopes slopes) {
        return new Exact(interpreter, slopes.dual(), slopes.complex());
    }

    /** What differences are compared with: the one that shares least with the class. */
    double reference(double generated) {
        return interpreter.or(() -> dual).orElse(generated);
    }

    /** The largest of a measure over neighbouring pairs: the class, the interpreter, dual numbers, complex step. */
    double worst(double generated, DoubleBinaryOperator measure) {
        double worst = 0;
        double before = generated;
        for (Optional<Double> next : List.of(interpreter, dual, complex)) {
            if (next.isPresent()) {
                double here = measure.applyAsDouble(before, next.get());
                worst = Double.isNaN(here) || Double.isNaN(worst) ? Double.NaN : Math.max(worst, here);
                before = next.get();
            }
        }
        return worst;
    }
}
