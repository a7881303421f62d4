package dev.chainrule.diagnostic;

import java.util.List;

/** What is certainly not meant and stops nothing: NN6xx. */
public final class WarningCodes {

    private WarningCodes() {}

    public static final Code DOMAIN = Code.warning(
            "NN601",
            "An operation on constants gives no number, or an infinite one, although its operands are ordinary numbers.");
    public static final Code UNDERFLOW =
            Code.warning("NN602", "A number is written that is too small for a double, and is 0.");
    public static final Code UNUSED = Code.warning(
            "NN603", "Something is declared that nothing needs: no output, no loss and no step of training reads it.");
    public static final Code NO_PATH = Code.warning(
            "NN604",
            "What is trained does not depend on a parameter, so its gradient is 0 and training leaves it as it starts.");

    public static final Code UNSTABLE = Code.warning(
            "NN605",
            "A formula loses its digits, or overflows, for ordinary values, no rewrite helps it as it is written, and there is"
                    + " one that does neither.");

    public static final Code UNREAD_INDEX = Code.warning(
            "NN606",
            "An index is bound and nothing is read at it, so all terms of the reduction, or all elements along the axis, are the"
                    + " same.");

    static final List<Code> ALL = List.of(DOMAIN, UNDERFLOW, UNUSED, NO_PATH, UNSTABLE, UNREAD_INDEX);
}
