package dev.chainrule.interpret;

import dev.chainrule.equation.Reduction;
import dev.chainrule.scalar.Type;

/** A reduction as it runs over its range. */
final class Fold {

    private final Reduction reduction;
    private final Type type;
    private final Jitter jitter;
    private double result;
    private double magnitude; // the sum of those of the terms
    private double tangent;
    private double best;
    private long winner = -1;

    Fold(Reduction reduction, Type type, Jitter jitter) {
        this.reduction = reduction;
        this.type = type;
        this.jitter = jitter;
        this.result = switch (reduction) {
            case NONE, SUM -> 0;
            case PROD -> 1;
            case MAX -> Double.NEGATIVE_INFINITY;
            case MIN -> Double.POSITIVE_INFINITY;
            case ARGMAX, ARGMIN -> -1;
        };
    }

    /** @param moved the derivative of the value along the direction */
    void add(double computed, double moved, long position) {
        double value = jitter.term(computed, type);
        switch (reduction) {
            case SUM -> {
                result += value;
                magnitude += Math.abs(value);
                tangent += moved;
            }
            case PROD -> {
                tangent = tangent * value + result * moved;
                result *= value;
            }
            case MAX -> {
                select(value, moved, position, true);
                result = Math.max(result, value);
            }
            case MIN -> {
                select(value, moved, position, false);
                result = Math.min(result, value);
            }
            case ARGMAX, ARGMIN -> {
                select(value, 0, position, reduction == Reduction.ARGMAX);
                result = (double) winner;
            }
            case NONE -> throw new IllegalStateException("nothing to reduce");
        }
    }

    /** The first best wins; a NaN beats every number, and the first NaN stays. */
    private void select(double value, double moved, long position, boolean largest) {
        boolean better = largest ? value > best : value < best;
        if (winner < 0 || better || Double.isNaN(value) && !Double.isNaN(best)) {
            winner = position;
            best = value;
            tangent = moved;
        }
    }

    /** Records who won. */
    void decide(Trace trace) {
        if (reduction != Reduction.SUM && reduction != Reduction.PROD) {
            trace.decide((double) winner);
        }
    }

    double result() {
        return reduction == Reduction.SUM && type == Type.REAL ? jitter.sum(result, magnitude) : result;
    }

    /** The derivative of the result along the direction. */
    double tangent() {
        return tangent;
    }
}
