package dev.chainrule.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Differences of several numbers along one line; each by the rules of a {@link Stencil}. */
final class Bundle {

    private static final double[] NARROWINGS = {1, 16, 256, 2048};

    private final double[] expected;
    private final Tolerance tolerance;
    private final List<Optional<Stencil.Finding>> settled = new ArrayList<>();
    private final List<Optional<Differences.Estimate>> before = new ArrayList<>();
    private final List<Optional<Differences.Estimate>> any = new ArrayList<>();

    private Bundle(double[] expected, Tolerance tolerance) {
        this.expected = expected;
        this.tolerance = tolerance;
        for (int i = 0; i < expected.length; i++) {
            settled.add(Optional.empty());
            before.add(Optional.empty());
            any.add(Optional.empty());
        }
    }

    /**
     * What differences say of each number.
     *
     * @param expected the derivatives as they are said to be
     * @param terms how large the numbers are that are rounded on the way, for each
     */
    static List<Stencil.Finding> find(
            Differences.Several f, double center, double[] expected, double[] terms, Tolerance tolerance) {
        Bundle bundle = new Bundle(expected, tolerance);
        for (double narrowing : NARROWINGS) {
            if (bundle.settled.stream().anyMatch(Optional::isEmpty)) {
                bundle.take(Differences.derivatives(f, center, terms, narrowing));
            }
        }
        return bundle.findings();
    }

    /** The same size for all: of their derivatives, times that of the number that is moved. */
    static double[] terms(int count, double scale, double center) {
        double[] terms = new double[count];
        Arrays.fill(terms, scale * Math.max(1, Math.abs(center)));
        return terms;
    }

    private void take(Differences.Estimate[] estimates) {
        for (int i = 0; i < estimates.length; i++) {
            Differences.Estimate estimate = estimates[i];
            boolean again = before.get(i)
                    .filter(one -> confirms(estimate, one.value(), tolerance.with(one.error())))
                    .isPresent();
            if (settled.get(i).isEmpty() && confirms(estimate, expected[i], tolerance)) {
                settled.set(i, Optional.of(new Stencil.Finding(Optional.of(estimate), true)));
            } else if (settled.get(i).isEmpty() && again) {
                settled.set(i, Optional.of(new Stencil.Finding(before.get(i), true)));
            }
            before.set(i, estimate.conclusive() ? Optional.of(estimate) : before.get(i));
            any.set(i, estimate.smooth() ? Optional.of(estimate) : any.get(i));
        }
    }

    private static boolean confirms(Differences.Estimate estimate, double expected, Tolerance tolerance) {
        return estimate.conclusive() && tolerance.with(estimate.error()).holds(expected, estimate.value());
    }

    private List<Stencil.Finding> findings() {
        List<Stencil.Finding> findings = new ArrayList<>();
        for (int i = 0; i < expected.length; i++) {
            Optional<Differences.Estimate> smooth = any.get(i);
            findings.add(settled.get(i).orElseGet(() -> new Stencil.Finding(smooth, false)));
        }
        return findings;
    }
}
