package dev.chainrule.check;

import java.util.Map;
import java.util.Optional;

/** Inputs that are given, such as rows of a file; what is not given is drawn. */
@FunctionalInterface
public interface Given {

    /** Everything is drawn. */
    Given NOTHING = number -> Optional.empty();

    /** The inputs of a point, by its number. */
    Optional<Inputs> at(int number);

    /**
     * Values for inputs.
     *
     * @param lengths of open dims by name
     * @param values by name of the input, row-major; indices as whole numbers
     */
    record Inputs(Map<String, Integer> lengths, Map<String, double[]> values) {}
}
