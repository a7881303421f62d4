package nist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A problem, the class that was generated for it, and the number of the point to start from. */
record Run(Problem problem, Fit fit, int start) {

    /** NIST's mark of a good solver is six right digits. */
    private static final double SIX_DIGITS = 1e-6;

    /** All problems from both starting points. */
    static List<Run> all() throws IOException {
        Misra1a misra1a = new Misra1a();
        Chwirut2 chwirut2 = new Chwirut2();
        DanWood danWood = new DanWood();
        Misra1c misra1c = new Misra1c();
        Roszman1 roszman1 = new Roszman1();
        ENSO enso = new ENSO();
        MGH09 mgh09 = new MGH09();
        Thurber thurber = new Thurber();
        Rat43 rat43 = new Rat43();
        Map<String, Fit> fits = new LinkedHashMap<>();
        fits.put("Misra1a", new Fit(misra1a.parameters(), misra1a::y, misra1a::yJacobian));
        fits.put("Chwirut2", new Fit(chwirut2.parameters(), chwirut2::y, chwirut2::yJacobian));
        fits.put("DanWood", new Fit(danWood.parameters(), danWood::y, danWood::yJacobian));
        fits.put("Misra1c", new Fit(misra1c.parameters(), misra1c::y, misra1c::yJacobian));
        fits.put("Roszman1", new Fit(roszman1.parameters(), roszman1::y, roszman1::yJacobian));
        fits.put("ENSO", new Fit(enso.parameters(), enso::y, enso::yJacobian));
        fits.put("MGH09", new Fit(mgh09.parameters(), mgh09::y, mgh09::yJacobian));
        fits.put("Thurber", new Fit(thurber.parameters(), thurber::y, thurber::yJacobian));
        fits.put("Rat43", new Fit(rat43.parameters(), rat43::y, rat43::yJacobian));

        Stream.Builder<Run> runs = Stream.builder();
        for (Map.Entry<String, Fit> fit : fits.entrySet()) {
            Problem problem = Problem.read(fit.getKey());
            runs.add(new Run(problem, fit.getValue(), 0));
            runs.add(new Run(problem, fit.getValue(), 1));
        }
        return runs.build().toList();
    }

    double[] from() {
        return problem.starts().get(start);
    }

    /** @param sigma the roots of the diagonal of (JᵀJ)⁻¹, in which a mistake in any column of the Jacobian shows */
    void isCertified(double[] parameters, double sumOfSquares, double[] sigma) {
        double[] certified = problem.certified();
        double[] deviations = problem.deviations();
        double ofResiduals = Math.sqrt(sumOfSquares / (problem.x().length - certified.length));
        for (int i = 0; i < certified.length; i++) {
            String name = "b" + (i + 1);
            assertEquals(certified[i], parameters[i], SIX_DIGITS * Math.abs(certified[i]), name);
            assertEquals(deviations[i], ofResiduals * sigma[i], SIX_DIGITS * deviations[i], "deviation of " + name);
        }
        assertEquals(problem.sumOfSquares(), sumOfSquares, 1e-9 * problem.sumOfSquares());
    }

    @Override
    public String toString() {
        return problem.name() + " from start " + (start + 1);
    }
}
