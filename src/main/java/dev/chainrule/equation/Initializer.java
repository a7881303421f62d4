package dev.chainrule.equation;

import dev.chainrule.scalar.Scalar;
import java.util.List;

/**
 * How a parameter's elements are drawn when training starts.
 *
 * @param kind the distribution
 * @param arguments of {@code CONSTANT} (value), {@code UNIFORM} (low, high), {@code NORMAL} (mean, deviation)
 * @param fanIn the product of the extents that the parameter's first reader sums over, as an integer expression
 * @param fanOut the product of the other extents
 */
public record Initializer(Kind kind, List<Double> arguments, Scalar fanIn, Scalar fanOut) {

    /** The distributions. Glorot: Glorot and Bengio 2010; He: He et al. 2015; orthogonal: Saxe et al. 2014. */
    public enum Kind {
        ZEROS,
        ONES,
        CONSTANT,
        UNIFORM,
        NORMAL,
        /** Uniform in ±√(6 / (fanIn + fanOut)). */
        GLOROT_UNIFORM,
        /** Normal with deviation √(2 / (fanIn + fanOut)). */
        GLOROT_NORMAL,
        /** Uniform in ±√(6 / fanIn). */
        HE_UNIFORM,
        /** Normal with deviation √(2 / fanIn). */
        HE_NORMAL,
        /** Orthonormal rows or columns, whichever are fewer, of the matrix fanIn × fanOut. */
        ORTHOGONAL
    }

    public Initializer {
        arguments = List.copyOf(arguments);
    }
}
