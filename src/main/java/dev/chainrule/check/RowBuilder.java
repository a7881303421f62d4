package dev.chainrule.check;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Origin;
import dev.chainrule.equation.Tensor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Collects what was found out about one parameter. */
final class RowBuilder {

    private final Tensor tensor;
    private int elements;
    private int checked;
    private int kinks;
    private double worst;
    private double allowed;
    private int worstAt = -1;
    private double worstExcess = -1;
    private String verdict = "";

    RowBuilder(Tensor tensor) {
        this.tensor = tensor;
    }

    void elements(int count) {
        elements = Math.max(elements, count);
    }

    /** The generated class against the interpreter: rounding apart, they do the same. */
    void againstInterpreter(int at, double generated, double interpreted, double bound) {
        checked++;
        if (!(Math.abs(generated - interpreted) <= bound) && verdict.isEmpty()) {
            wrong(
                    at,
                    Math.abs(generated - interpreted),
                    bound,
                    "generated " + generated + ", interpreter " + interpreted
                            + ": suspect simplify, schedule or a later pass");
        }
    }

    /** The symbolic derivative against differences. Across a kink there is nothing to compare. */
    void againstDifferences(int at, double symbolic, Differences.Estimate numeric, double bound) {
        if (!numeric.smooth()) {
            kinks++;
            return;
        }
        double error = Math.abs(symbolic - numeric.value());
        if (!(error <= bound)) {
            if (verdict.isEmpty()) {
                wrong(
                        at,
                        error,
                        bound,
                        "symbolic " + symbolic + ", differences " + numeric.value() + " ± " + numeric.error()
                                + ": suspect a derivative row or differentiate");
            }
        } else if (verdict.isEmpty() && error / bound > worstExcess) {
            worstExcess = error / bound;
            worst = error;
            allowed = bound;
            worstAt = at;
        }
    }

    private void wrong(int at, double error, double bound, String text) {
        worst = error;
        allowed = bound;
        worstAt = at;
        verdict = text;
    }

    CheckReport.Row build() {
        String shape = tensor.rank() == 0
                ? ""
                : " "
                        + IntStream.range(0, tensor.rank())
                                .mapToObj(
                                        axis -> tensor.dim(axis).map(Dim::name).orElse("…"))
                                .collect(Collectors.joining(", ", "[", "]"));
        return new CheckReport.Row(
                tensor.name() + shape,
                elements,
                checked,
                kinks,
                worst,
                allowed,
                worstAt,
                tensor.origin().map(Origin::toString).orElse(""),
                verdict);
    }
}
