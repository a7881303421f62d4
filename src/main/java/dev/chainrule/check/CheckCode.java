package dev.chainrule.check;

import java.util.Optional;

/** What a check can find. Codes are never reused. */
public enum CheckCode {
    /** Two ways to compute the same thing disagree. */
    MISMATCH(
            "NN901",
            "A check computes values and gradients in ways that share little: by the generated class, by the reference"
                    + " interpreter, and, for gradients, by six-point differences of the value. Two of them disagree; or a"
                    + " class gives other numbers when it is called again, changes what it is given, or is wrong where"
                    + " an axis has none, one, two or five elements. This"
                    + " is a mistake of the compiler, not of the .nn file: please report it with the file and the seed."),
    /** A value is not a number, or infinite. */
    NOT_FINITE(
            "NN902",
            "A value is NaN or infinite at every point that was tried, so that nothing can be compared. The message names"
                    + " the first equation that is not finite. Mostly a function is outside of its domain there: the"
                    + " logarithm or the root of a negative number, a division by 0."),
    /** Differences said nothing about too much. */
    INCONCLUSIVE(
            "NN903",
            "For more than one in a hundred elements of a parameter differences tell nothing: however short they are, they"
                    + " straddle a kink, or the value varies too fast between them. Another --seed draws other points.");

    private final String id;
    private final String explanation;

    CheckCode(String id, String explanation) {
        this.id = id;
        this.explanation = explanation;
    }

    /** {@code NN901}. */
    public String id() {
        return id;
    }

    /** A paragraph for {@code chainrule explain}. */
    public String explanation() {
        return explanation;
    }

    /** The code with this id. */
    public static Optional<CheckCode> byId(String id) {
        for (CheckCode code : values()) {
            if (code.id.equalsIgnoreCase(id)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
