package dev.chainrule.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Compares what the class, the interpreter and differences say of a part of a derivative at one point. */
final class DerivativeComparison {

    private static final double EXACT = 1e-11;
    private static final double SINGLE = 1e-4;

    private final RowBuilder row;
    private final double[] interpreted;
    private final double[] generated;
    private final boolean single;
    private final double relative;
    private final Supplier<double[]> noise;
    /** The largest of all elements: a column of nothing but what rounding leaves of terms that cancel is small beside it. */
    private final double largest;

    /** @param noise what rounding may make of each element beyond what it usually does; asked where opinions differ */
    DerivativeComparison(
            RowBuilder row,
            double[] interpreted,
            double[] generated,
            boolean single,
            double relative,
            Supplier<double[]> noise) {
        this.row = row;
        this.interpreted = interpreted;
        this.generated = generated;
        this.single = single;
        this.relative = relative;
        this.noise = noise;
        this.largest = Arrays.stream(interpreted).map(Math::abs).max().orElse(0);
    }

    /** How the elements at some positions may be apart: measured by the largest of them. */
    private record Scale(double norm, Tolerance near, Tolerance far) {}

    private Scale scale(int[] positions) {
        double norm = Arrays.stream(positions)
                .mapToDouble(at -> Math.abs(interpreted[at]))
                .max()
                .orElse(0);
        double exact = single ? SINGLE : EXACT;
        return new Scale(norm, Tolerance.rounding(exact, norm), new Tolerance(relative, 1e-12 * largest));
    }

    /** The class against the interpreter. */
    void withInterpreter(int[] positions) {
        Scale scale = scale(positions);
        for (int at : positions) {
            row.add(opinions(at, Optional.empty(), scale));
        }
        if (single) {
            row.checked(positions.length);
        }
    }

    /**
     * What is asked of the function whose differences disagree with the others.
     *
     * @param complex its slopes by complex step, where they are known
     * @param rounding what that may make of each of its values
     */
    record Evidence(Supplier<Optional<double[]>> complex, Supplier<double[]> rounding) {
        Evidence {
            complex = new Once<>(complex); // all positions ask
        }
    }

    /** All against differences of a function with one value for each position. */
    void withDifferences(int[] positions, Differences.Several function, double center, Evidence evidence) {
        Scale scale = scale(positions);
        double[] expected =
                Arrays.stream(positions).mapToDouble(at -> interpreted[at]).toArray();
        double[] terms = Bundle.terms(expected.length, scale.norm(), center);
        List<Stencil.Finding> findings = Bundle.find(function, center, expected, terms, scale.far());
        if (!agree(positions, findings, scale)) {
            double[] rounding = evidence.rounding().get();
            for (int i = 0; i < terms.length; i++) {
                terms[i] = Math.max(terms[i], rounding[i] / Math.ulp(1.0));
            }
            findings = Bundle.find(function, center, expected, terms, scale.far());
        }
        for (int i = 0; i < positions.length; i++) {
            Stencil.Finding finding = findings.get(i);
            row.checked(finding.estimate().isEmpty());
            Opinions opinions = opinions(positions[i], finding, scale);
            boolean refuted = !opinions.agree() && refuted(opinions, evidence.complex(), i, positions[i]);
            row.add(refuted ? opinions(positions[i], Optional.empty(), scale) : opinions);
            if (refuted || !finding.conclusive() && finding.estimate().isPresent()) {
                row.inconclusive();
            }
        }
    }

    private boolean agree(int[] positions, List<Stencil.Finding> findings, Scale scale) {
        return IntStream.range(0, positions.length)
                .allMatch(i -> opinions(positions[i], findings.get(i), scale).agree());
    }

    private Opinions opinions(int at, Stencil.Finding finding, Scale scale) {
        return opinions(at, finding.conclusive() ? finding.estimate() : Optional.empty(), scale);
    }

    /** Whether complex step confirms the others: differences of what is nothing but rounding tell something else. */
    private boolean refuted(Opinions opinions, Supplier<Optional<double[]>> complex, int element, int at) {
        return complex.get()
                .map(slopes -> opinions.with(new Walks.Slopes(Optional.empty(), Optional.of(slopes[element])))
                        .allowing(noise.get()[at]))
                .filter(Opinions::refuteDifferences)
                .isPresent();
    }

    private Opinions opinions(int at, Optional<Differences.Estimate> numeric, Scale scale) {
        Opinions usual =
                new Opinions(" at " + at, generated[at], Exact.of(interpreted[at]), numeric, scale.near(), scale.far());
        return usual.agree() ? usual : usual.allowing(noise.get()[at]);
    }
}
