package dev.chainrule.train;

/** Told how training gets on, so that it can be shown. */
public interface TrainingListener {

    /** An epoch of so many steps begins. */
    void begins(int number, int steps);

    /** A step is done; {@code loss} is the mean of the epoch so far. */
    void stepped(int steps, double loss);

    void ended(Epoch epoch);
}
