package dev.chainrule.interpret;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Reduction;
import java.util.List;

/** What an equation defines: room for the elements, and how each is computed. */
final class Target {

    private final Equation equation;
    private final Evaluation evaluation;
    private final Unfinished unfinished;
    private final Trace trace;
    private final Jitter jitter;
    private final int[] extents;
    private final int[] indices;
    private final int[] reduced;
    private final int[] ranges;
    private final int filter;
    private final int body;
    private final double[] elements;
    private final double[] tangents;
    private double tangent;
    private long evaluations;
    private boolean explaining;

    Target(Equation equation, Evaluation evaluation, Unfinished unfinished, Trace trace, Jitter jitter) {
        this.equation = equation;
        this.evaluation = evaluation;
        this.unfinished = unfinished;
        this.trace = trace;
        this.jitter = jitter;
        this.extents = new int[equation.indices().size()];
        int size = 1;
        for (int axis = 0; axis < extents.length; axis++) {
            extents[axis] =
                    (int) Math.max(0, evaluation.extent(equation.indices().get(axis))); // a negative range is empty
            size *= extents[axis];
        }
        this.elements = new double[size];
        this.tangents = new double[size];
        this.indices = numbers(equation.indices());
        this.reduced = numbers(equation.reduced());
        this.ranges = equation.reduced().stream()
                .mapToInt(index -> evaluation.number(index.extent()))
                .toArray();
        this.filter = evaluation.number(equation.filter());
        this.body = evaluation.number(equation.body());
    }

    private int[] numbers(List<Index> bound) {
        return bound.stream().mapToInt(evaluation::number).toArray();
    }

    Equation equation() {
        return equation;
    }

    double[] elements() {
        return elements;
    }

    /** The derivatives of the elements along the direction. */
    double[] tangents() {
        return tangents;
    }

    /** How often the body has been evaluated, or was about to be. */
    long evaluations() {
        return evaluations;
    }

    void set(int position, double value) {
        elements[position] = value;
        tangents[position] = tangent;
    }

    /**
     * What the element at a position read: of a reduction, for the first value that is not finite, or for the last.
     */
    List<Operand> operands(int position) {
        explaining = true;
        at(position);
        return evaluation.operands();
    }

    /** The value of the element at a row-major position; none if {@link Unfinished#stopped()}. */
    double at(int position) {
        int rest = position;
        for (int axis = extents.length - 1; axis >= 0; axis--) {
            evaluation.set(indices[axis], rest % extents[axis]);
            rest /= extents[axis];
        }
        if (equation.reduction() != Reduction.NONE) {
            return folded();
        }
        evaluations++;
        double value = evaluation.value(body);
        tangent = evaluation.tangent(body);
        return value;
    }

    private double folded() {
        Fold fold = new Fold(equation.reduction(), equation.target().type(), jitter);
        int depth = 0; // an odometer over ranges that may depend on indices further left
        long[] at = new long[reduced.length];
        at[0] = -1;
        long position = 0;
        while (depth >= 0 && !unfinished.stopped()) {
            if (++at[depth] >= evaluation.value(ranges[depth])) {
                depth--;
                continue;
            }
            evaluation.set(reduced[depth], at[depth]);
            if (depth + 1 < reduced.length) {
                at[++depth] = -1;
                continue;
            }
            if (equation.unfiltered() || evaluation.value(filter) != 0) {
                double value = evaluation.value(body);
                fold.add(value, evaluation.tangent(body), position);
                if (explaining && !Double.isFinite(value)) {
                    break;
                }
            }
            position++;
            evaluations++;
        }
        fold.decide(trace);
        tangent = fold.tangent();
        return fold.result();
    }
}
