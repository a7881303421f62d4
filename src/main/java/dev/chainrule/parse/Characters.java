package dev.chainrule.parse;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What to write for characters that look as if they had a meaning. */
final class Characters {

    private static final Map<Integer, String> MEANT = Map.ofEntries(
            Map.entry((int) '#', "a comment begins with //"),
            Map.entry((int) '%', "write mod(a, b) for the remainder"),
            Map.entry((int) '&', "write a && b"),
            Map.entry((int) '|', "write a || b"),
            Map.entry((int) '\'', "no transpose is needed: dims line up by their names"),
            Map.entry((int) '"', "the text in quotes is not closed"),
            Map.entry((int) 'π', "write pi"),
            Map.entry((int) '∞', "write infinity"),
            Map.entry((int) '×', "write *"),
            Map.entry((int) '·', "write *"),
            Map.entry((int) '⋅', "write *"),
            Map.entry((int) '÷', "write /"),
            Map.entry((int) '−', "write -"),
            Map.entry((int) '–', "write -"),
            Map.entry((int) '≤', "write <="),
            Map.entry((int) '≥', "write >="),
            Map.entry((int) '≠', "write !="),
            Map.entry((int) '∧', "write a && b"),
            Map.entry((int) '∨', "write a || b"),
            Map.entry((int) '¬', "write !a"),
            Map.entry((int) '√', "write sqrt(x)"),
            Map.entry((int) '²', "write x^2"),
            Map.entry((int) '³', "write x^3"),
            Map.entry((int) '∑', "write sum[i: n](…)"),
            Map.entry((int) '∏', "write prod[i: n](…)"),
            Map.entry((int) '∂', "gradients are derived: only the value is written"),
            Map.entry((int) '∇', "gradients are derived: only the value is written"));

    private Characters() {}

    static Optional<String> hint(int c) {
        if (MEANT.containsKey(c)) {
            return Optional.of(MEANT.get(c));
        }
        if (Character.isSpaceChar(c)) {
            return Optional.of("write an ordinary space");
        }
        if (Character.UnicodeScript.of(c) == Character.UnicodeScript.GREEK) {
            String name = Character.getName(c).toLowerCase(Locale.ROOT);
            return Optional.of("names have ASCII letters: write " + name.substring(name.lastIndexOf(' ') + 1));
        }
        return Character.isLetter(c) ? Optional.of("names have ASCII letters, digits and _") : Optional.empty();
    }

    /** {@code `#`}; what looks like nothing by its name too. */
    static String named(int c) {
        return Character.isSpaceChar(c)
                ? "(" + Character.getName(c).toLowerCase(Locale.ROOT) + ")"
                : dev.chainrule.diagnostic.Visible.quoted(Character.toString(c));
    }
}
