package dev.chainrule.diagnostic;

import java.lang.Character.UnicodeBlock;
import java.util.Set;

/**
 * A line of a file as a terminal shows it: tabs up to the next multiple of four, wide characters two columns, hidden
 * ones spelled out, and only a window of it if it is long.
 */
final class DisplayLine {

    private static final int TAB = 4;
    private static final int WIDEST = 100;
    private static final int BEFORE = 30;

    private static final Set<UnicodeBlock> WIDE = Set.of(
            UnicodeBlock.HANGUL_JAMO,
            UnicodeBlock.CJK_RADICALS_SUPPLEMENT,
            UnicodeBlock.KANGXI_RADICALS,
            UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION,
            UnicodeBlock.HIRAGANA,
            UnicodeBlock.KATAKANA,
            UnicodeBlock.BOPOMOFO,
            UnicodeBlock.HANGUL_COMPATIBILITY_JAMO,
            UnicodeBlock.ENCLOSED_CJK_LETTERS_AND_MONTHS,
            UnicodeBlock.CJK_COMPATIBILITY,
            UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_A,
            UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS,
            UnicodeBlock.HANGUL_SYLLABLES,
            UnicodeBlock.CJK_COMPATIBILITY_IDEOGRAPHS,
            UnicodeBlock.MISCELLANEOUS_SYMBOLS_AND_PICTOGRAPHS,
            UnicodeBlock.EMOTICONS,
            UnicodeBlock.TRANSPORT_AND_MAP_SYMBOLS,
            UnicodeBlock.SUPPLEMENTAL_SYMBOLS_AND_PICTOGRAPHS);

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder carets = new StringBuilder();
    private final boolean whole;

    /** Marks the characters {@code from} to before {@code to} of a line; nothing between them marks one column. */
    DisplayLine(String line, int from, int to, char caret) {
        int start = columns(line, from);
        int end = Math.max(columns(line, to), start + 1);
        int total = Math.max(columns(line, line.length()), end);
        whole = total <= WIDEST;
        int first = whole ? 0 : Math.max(0, Math.min(start - BEFORE, total - WIDEST));
        int last = whole ? total : first + WIDEST;
        int column = 0;
        for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
            String shown = shown(line.codePointAt(i), column);
            int next = column + width(line.codePointAt(i), column);
            if (column >= first && next <= last) {
                text.append(shown);
            } else if (column < first && next > first || column < last && next > last) {
                text.append(" ".repeat(Math.min(next, last) - Math.max(column, first))); // cut in two by the window
            }
            column = next;
        }
        if (first > 0) {
            text.insert(0, "… ");
        }
        if (last < total) {
            text.append(" …");
        }
        int indent = Math.max(start - first, 0) + (first > 0 ? 2 : 0);
        carets.append(" ".repeat(indent))
                .append(String.valueOf(caret).repeat(Math.min(end, last) - Math.max(start, first)));
    }

    /** Whether nothing is left out. */
    boolean isWhole() {
        return whole;
    }

    String text() {
        return text.toString().stripTrailing();
    }

    String carets() {
        return carets.toString();
    }

    private static int columns(String line, int to) {
        int column = 0;
        for (int i = 0; i < to; i += Character.charCount(line.codePointAt(i))) {
            column += width(line.codePointAt(i), column);
        }
        return column;
    }

    private static String shown(int c, int column) {
        return c == '\t'
                ? " ".repeat(width(c, column))
                : Visible.isHidden(c) ? Visible.escaped(c) : Character.toString(c);
    }

    private static int width(int c, int column) {
        if (c == '\t') {
            return TAB - column % TAB;
        }
        if (Visible.isHidden(c)) {
            return Visible.escaped(c).length();
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        if (c >= 0xFF00 && c <= 0xFFEF) { // fullwidth forms are wide, the halfwidth ones among them are not
            return c <= 0xFF60 || c >= 0xFFE0 && c <= 0xFFE6;
        }
        UnicodeBlock block = UnicodeBlock.of(c);
        return c >= 0x20000 && c <= 0x3FFFD || block != null && WIDE.contains(block);
    }
}
