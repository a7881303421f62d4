package dev.chainrule.fuzz;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of some programs.
 *
 * @param judged how many ran
 * @param refused how many the compiler answered with an error, by its code
 * @param unclear how many had no finite value, or too few elements that differences tell anything about
 */
record Verdict(int judged, Map<String, Integer> refused, int unclear, List<Failure> failures) {

    static final Verdict NONE = new Verdict(0, Map.of(), 0, List.of());

    Verdict {
        refused = new TreeMap<>(refused);
        failures = List.copyOf(failures);
    }

    int refusals() {
        return refused.values().stream().mapToInt(Integer::intValue).sum();
    }

    String line() {
        return judged + " programs ran, " + refusals() + " refused " + refused + ", " + unclear + " unclear, "
                + failures.size() + " failures";
    }
}
