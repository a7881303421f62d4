package dev.chainrule.equation;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One thing that the generated class can compute in one fused call.
 *
 * @param name of the Java method, unless the kind has a name of its own
 * @param kind which method it is
 * @param doc its documentation
 * @param results what it delivers
 */
public record Entry(String name, Kind kind, Optional<String> doc, List<Result> results) {

    /** The methods there are. */
    public enum Kind {
        /** The objective of a network, or the value of a function. */
        VALUE,
        /** The objective and its gradient. */
        GRADIENT,
        /** The same as a step needs it: without the partials of frozen parameters, and with updates of the state. */
        STEP,
        /** The optimiser's update of all parameters; a step is a gradient, then this. */
        UPDATE,
        /** An output of a network. */
        OUTPUT
    }

    /** Where a result goes. */
    public enum Destination {
        /** It is the method's result: a scalar. */
        RETURNED,
        /** Into the caller's array, whole. */
        OUT,
        /** Into the caller's gradient array, at the place of the parameter or argument {@link Result#of}. */
        PARTIAL,
        /** Into the array {@link Result#of}, in place. */
        ASSIGNED
    }

    /**
     * A result.
     *
     * @param value what is delivered
     * @param destination where to
     * @param of the parameter or argument whose partial this is, or the array that is assigned
     */
    public record Result(Tensor value, Destination destination, Optional<Tensor> of) {}

    public Entry {
        results = List.copyOf(results);
    }

    Entry with(UnaryOperator<Tensor> now) {
        return new Entry(
                name,
                kind,
                doc,
                results.stream()
                        .map(result -> new Result(now.apply(result.value()), result.destination(), result.of()))
                        .toList());
    }
}
