package dev.chainrule.equation;

import dev.chainrule.scalar.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a polynomial is a multiple of a number whatever its atoms are: {@code i * (i - 1)} of 2. Its remainder depends on
 * those of the atoms only, so it is enough to try all of them.
 */
final class Divisibility {

    private static final long MOST = 4096;

    private Divisibility() {}

    /** False too if there are too many remainders to try. */
    static boolean always(Polynomial value, long divisor) {
        List<Scalar> atoms = new ArrayList<>(value.atoms());
        long cases = 1;
        for (int i = 0; i < atoms.size(); i++) {
            cases *= divisor;
            if (divisor > MOST || cases > MOST) {
                return false;
            }
        }
        for (long one = 0; one < cases; one++) {
            Map<Scalar, Long> at = new HashMap<>();
            long rest = one;
            for (Scalar atom : atoms) {
                at.put(atom, rest % divisor);
                rest /= divisor;
            }
            if (remainder(value, divisor, at) != 0) {
                return false;
            }
        }
        return true;
    }

    private static long remainder(Polynomial value, long divisor, Map<Scalar, Long> at) {
        long sum = 0;
        for (Map.Entry<Monomial, Long> term : value.terms().entrySet()) {
            long product = Math.floorMod(term.getValue(), divisor);
            for (Scalar atom : term.getKey().factors()) {
                product = product * at.get(atom) % divisor;
            }
            sum = (sum + product) % divisor;
        }
        return sum;
    }
}
