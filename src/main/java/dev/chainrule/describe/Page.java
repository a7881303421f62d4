package dev.chainrule.describe;

import java.util.ArrayList;
import java.util.List;

/** Lines with indentation, and tables whose columns line up. */
final class Page {

    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();
    private int depth;

    /** A heading, after an empty line unless it is the first. */
    void heading(String text) {
        out.append(out.length() == 0 ? "" : "\n");
        line(text);
    }

    void line(String text) {
        out.append(text.isEmpty() ? "" : INDENT.repeat(depth)).append(text).append('\n');
    }

    void indent() {
        depth++;
    }

    void unindent() {
        depth--;
    }

    /** Rows of equally many cells; each column is as wide as its widest cell, the last is not padded. */
    void table(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                int width = row.get(column).codePointCount(0, row.get(column).length());
                if (column == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(column, Math.max(widths.get(column), width));
                }
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell);
                line.append(" ".repeat(widths.get(column) - cell.codePointCount(0, cell.length()) + 2));
            }
            line(line.toString().stripTrailing());
        }
    }

    /** Text of the user's on one line, at most {@code length} characters of it. */
    static String oneLine(String text, int length) {
        String joined = text.strip().replaceAll("\\s+", " ");
        if (joined.codePointCount(0, joined.length()) <= length) {
            return joined;
        }
        return joined.substring(0, joined.offsetByCodePoints(0, length - 1)) + "…";
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
