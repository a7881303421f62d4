package dev.chainrule.interpret;

import java.util.Arrays;

/**
 * What flows through {@code stop_gradient} during an evaluation. Recorded at one point and held at others, it makes the
 * value vary as the gradient says: a stopped part is a constant there, whatever it reads.
 */
public final class Stopped {

    private double[] values = new double[16];
    private int count;
    private int next;
    private final boolean held;

    private Stopped(boolean held) {
        this.held = held;
    }

    /** Lets everything through and keeps it. */
    public static Stopped recording() {
        return new Stopped(false);
    }

    /** Gives what this has recorded, in the same order, in one further evaluation. */
    public Stopped hold() {
        Stopped again = new Stopped(true);
        again.values = values;
        again.count = count;
        return again;
    }

    /** An evaluation that takes other branches asks for more than was recorded: its trace tells, and it is of no use. */
    double pass(double value) {
        if (held) {
            return next < count ? values[next++] : value;
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
        return value;
    }
}
