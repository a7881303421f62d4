package dev.chainrule.interpret;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evaluates a system equation by equation, element by element, in the order in which they stand. */
public final class Interpreter {

    private final Environment environment;
    private final Scalars scalars;
    private final Trace trace = new Trace();
    private final Map<Tensor, double[]> values;

    private Interpreter(EquationSystem system, Environment environment) {
        this.environment = environment;
        this.scalars = system.scalars();
        this.values = new LinkedHashMap<>(environment.values());
    }

    /**
     * What came out.
     *
     * @param values of every tensor, row-major
     * @param trace the decisions on the way
     */
    public record Result(Map<Tensor, double[]> values, Trace trace) {

        /** The value of a scalar. */
        public double scalar(Tensor tensor) {
            return values.get(tensor)[0];
        }
    }

    /** @throws IllegalStateException if a read lies outside of its tensor, with equation and indices */
    public static Result evaluate(EquationSystem system, Environment environment) {
        Interpreter interpreter = new Interpreter(system, environment);
        system.equations().forEach(interpreter::define);
        return new Result(interpreter.values, interpreter.trace);
    }

    private void define(Equation equation) {
        Evaluation evaluation = new Evaluation(equation, this::length, values, trace, scalars);
        int[] extents = new int[equation.indices().size()];
        int size = 1;
        for (int axis = 0; axis < extents.length; axis++) {
            extents[axis] = (int) evaluation.extent(equation.indices().get(axis));
            size *= extents[axis];
        }
        double[] elements = new double[size];
        int[] at = new int[extents.length];
        for (int position = 0; position < size; position++) {
            int rest = position;
            for (int axis = extents.length - 1; axis >= 0; axis--) {
                at[axis] = rest % extents[axis];
                rest /= extents[axis];
                evaluation.set(equation.indices().get(axis), at[axis]);
            }
            elements[position] = element(equation, evaluation);
        }
        values.put(equation.target(), elements);
    }

    private double element(Equation equation, Evaluation evaluation) {
        if (equation.reduction() == Reduction.NONE) {
            return evaluation.value(equation.body());
        }
        Fold fold = new Fold(equation.reduction());
        List<Index> reduced = equation.reduced();
        int depth = 0; // an odometer over ranges that may depend on indices further left
        long[] at = new long[reduced.size()];
        at[0] = -1;
        long position = 0;
        while (depth >= 0) {
            Index index = reduced.get(depth);
            if (++at[depth] >= evaluation.extent(index)) {
                depth--;
                continue;
            }
            evaluation.set(index, at[depth]);
            if (depth + 1 < reduced.size()) {
                at[++depth] = -1;
                continue;
            }
            if (equation.unfiltered() || evaluation.value(equation.filter()) != 0) {
                fold.add(evaluation.value(equation.body()), position);
            }
            position++;
        }
        fold.decide(trace);
        return fold.result();
    }

    /** The length of a dim, open, fixed or computed. */
    private long length(Dim dim) {
        if (dim.fixedLength().isPresent()) {
            return dim.fixedLength().getAsInt();
        }
        if (dim.formula().isPresent()) {
            Scalar formula = dim.formula().get();
            return (long) new Lengths(this::length).value(formula);
        }
        Integer length = environment.lengths().get(dim);
        if (length == null) {
            throw new IllegalStateException("no length is given for the dim " + dim);
        }
        return length;
    }

    /** Says where an evaluation failed. */
    static IllegalStateException failure(Equation equation, String what) {
        return new IllegalStateException(what + " in " + Notation.of(equation));
    }
}
