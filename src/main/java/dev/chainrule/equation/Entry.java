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
 * @param of the tensor that is differentiated, whose inputs the method takes; empty where {@code kind} says it all
 * @param vector what the method takes besides
 * @param results what it delivers
 * @param checkpoints how the same is computed in segments, if it is
 */
public record Entry(
        String name,
        Kind kind,
        Optional<String> doc,
        Optional<Tensor> of,
        Optional<Vector> vector,
        List<Result> results,
        Optional<Checkpoints> checkpoints) {

    /** The methods there are. */
    public enum Kind {
        /** The objective of a network, or the value of a function. */
        VALUE,
        /** The objective of a network as outputs are computed, where that differs from what training computes. */
        IN_PREDICTION,
        /** The objective and its gradient. */
        GRADIENT,
        /** The same as a step needs it: without the partials of frozen parameters, and with updates of the state. */
        STEP,
        /** The optimiser's update of all parameters; a step is a gradient, then this. */
        UPDATE,
        /** An output of a network. */
        OUTPUT,
        /** The Jacobian: a row for each element, a column for each real argument or parameter. */
        JACOBIAN,
        /** The Jacobian times a vector. */
        JVP,
        /** A vector times the Jacobian. */
        VJP,
        /** The matrix of the objective's second derivatives. */
        HESSIAN,
        /** That matrix times a vector. */
        HVP;

        /** Whether only a single number has this derivative; a tensor of any rank has the others. */
        public boolean isOfNumbers() {
            return this == GRADIENT || this == HESSIAN || this == HVP;
        }
    }

    /** Where a result goes. */
    public enum Destination {
        /** It is the method's result: a scalar. */
        RETURNED,
        /** Into the caller's array, whole. */
        OUT,
        /** Into the caller's gradient array, at the place of the parameter or argument {@link Result#of}. */
        PARTIAL,
        /**
         * Into the caller's matrix: in the columns of the parameter or argument {@link Result#of}, in the rows of
         * {@link Result#rows}, or in all rows.
         */
        BLOCK,
        /** Like a block, with the value's first axes, those of {@link Result#of}, as columns: a matrix that is symmetric. */
        MIRRORED,
        /** Into the array {@link Result#of}, in place. */
        ASSIGNED
    }

    /**
     * A result.
     *
     * @param value what is delivered
     * @param destination where to
     * @param of the parameter or argument whose partial this is, or the array that is assigned
     * @param rows the parameter or argument whose rows of a matrix this fills
     */
    public record Result(Tensor value, Destination destination, Optional<Tensor> of, Optional<Tensor> rows) {
        public Result(Tensor value, Destination destination, Optional<Tensor> of) {
            this(value, destination, of, Optional.empty());
        }

        /** The same delivery of another tensor. */
        public Result of(Tensor other) {
            return new Result(other, destination, of, rows);
        }

        Result with(UnaryOperator<Tensor> now) {
            return of(now.apply(value));
        }
    }

    /**
     * A vector that a caller gives besides the inputs, as one array.
     *
     * @param name of the array
     * @param parts one after the other
     */
    public record Vector(String name, List<Part> parts) {
        public Vector {
            parts = List.copyOf(parts);
        }
    }

    /** A part of a vector, and the parameter or argument to which it belongs, if it belongs to one. */
    public record Part(Tensor tensor, Optional<Tensor> of) {}

    public Entry(
            String name,
            Kind kind,
            Optional<String> doc,
            Optional<Tensor> of,
            Optional<Vector> vector,
            List<Result> results) {
        this(name, kind, doc, of, vector, results, Optional.empty());
    }

    public Entry(String name, Kind kind, Optional<String> doc, List<Result> results) {
        this(name, kind, doc, Optional.empty(), Optional.empty(), results);
    }

    /** The same, computed in segments. */
    public Entry with(Checkpoints segments) {
        return new Entry(name, kind, doc, of, vector, results, Optional.of(segments));
    }

    /** What it delivers, as it is computed. */
    public List<Result> computed() {
        return checkpoints.map(Checkpoints::results).orElse(results);
    }

    public Entry {
        results = List.copyOf(results);
    }

    Entry with(UnaryOperator<Tensor> now) {
        return new Entry(
                name,
                kind,
                doc,
                of.map(now),
                vector,
                results.stream().map(result -> result.with(now)).toList(),
                checkpoints.map(segments -> segments.with(now)));
    }
}
