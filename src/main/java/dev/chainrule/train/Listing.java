package dev.chainrule.train;

import java.util.List;

/** Lists of names as a message shows them. */
final class Listing {

    private static final int SHOWN = 8;

    private Listing() {}

    /** {@code a, b, c}, and of a long list the first ones, how many more, and the last. */
    static String of(List<String> names) {
        if (names.size() <= SHOWN) {
            return names.isEmpty() ? "none" : String.join(", ", names);
        }
        return String.join(", ", names.subList(0, SHOWN - 2)) + ", … (" + (names.size() - SHOWN + 1) + " more), "
                + names.get(names.size() - 1);
    }
}
