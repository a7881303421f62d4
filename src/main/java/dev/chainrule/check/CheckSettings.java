package dev.chainrule.check;

import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.DataProblems;

/** The settings of a check as users give them. */
public final class CheckSettings {

    private CheckSettings() {}

    /**
     * @param prefix what stands before the names {@code points}, {@code elements} and {@code rtol} where the user writes them
     * @throws DataException with all values that make no sense
     */
    public static GradientCheck.Settings of(long seed, int points, int elements, double relative, String prefix)
            throws DataException {
        DataProblems problems = new DataProblems();
        if (points < 1) {
            problems.add(
                    DataProblem.option(prefix + "points is how many points are checked: at least 1, not " + points));
        }
        if (elements < 1) {
            problems.add(DataProblem.option(prefix + "elements is how many are checked: at least 1, not " + elements));
        }
        if (!(relative > 0 && relative < 1)) {
            problems.add(DataProblem.option(
                    prefix + "rtol is the relative error allowed: above 0 and below 1, not " + relative));
        }
        problems.throwIfAny();
        return new GradientCheck.Settings(seed, points, elements, relative);
    }
}
