package dev.chainrule.check;

import dev.chainrule.equation.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a check found.
 *
 * @param subject the model and its objective
 * @param precision of the class that was checked
 * @param settings of the check
 * @param rows one for each parameter or argument
 * @param failures what is wrong with the values themselves
 */
public record CheckReport(
        String subject,
        Model.Precision precision,
        GradientCheck.Settings settings,
        List<Row> rows,
        List<String> failures) {

    /**
     * A parameter.
     *
     * @param name with its shape
     * @param elements it has
     * @param checked elements over all points
     * @param kinks where differences straddle a kink, so that only the two exact ways are compared
     * @param worst the largest error in relation to what is allowed
     * @param allowed there
     * @param at the element, row-major; -1 if nothing was compared with differences
     * @param declared where in the {@code .nn} file
     * @param verdict what is wrong; empty if all agree
     */
    public record Row(
            String name,
            int elements,
            int checked,
            int kinks,
            double worst,
            double allowed,
            int at,
            String declared,
            String verdict) {}

    public CheckReport {
        rows = List.copyOf(rows);
        failures = List.copyOf(failures);
    }

    public boolean passed() {
        return failures.isEmpty() && rows.stream().allMatch(row -> row.verdict().isEmpty());
    }

    /** The table. */
    public List<String> lines() {
        List<String[]> cells = new ArrayList<>();
        cells.add(new String[] {
            "parameter", "elements", "checked", "kinks", "worst error", "allowed", "at", "declared", ""
        });
        for (Row row : rows) {
            cells.add(new String[] {
                row.name(),
                String.valueOf(row.elements()),
                String.valueOf(row.checked()),
                String.valueOf(row.kinks()),
                number(row.worst()),
                number(row.allowed()),
                row.at() < 0 ? "-" : String.valueOf(row.at()),
                row.declared(),
                row.verdict().isEmpty() ? "ok" : "WRONG"
            });
        }
        List<String> lines = new ArrayList<>();
        lines.add(subject + "   " + precision.name().toLowerCase(Locale.ROOT) + ", seed " + settings.seed() + ", "
                + settings.points() + " points");
        int[] widths = new int[9];
        cells.forEach(row -> {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        });
        for (int r = 0; r < cells.size(); r++) {
            lines.add(line(cells.get(r), widths));
            if (r > 0 && !rows.get(r - 1).verdict().isEmpty()) {
                lines.add("  " + rows.get(r - 1).verdict());
            }
        }
        failures.forEach(failure -> lines.add("WRONG: " + failure));
        return lines;
    }

    private static String line(String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            boolean text = i == 0 || i >= 7;
            String pad = " ".repeat(widths[i] - cells[i].length());
            line.append(text ? cells[i] + pad : pad + cells[i]).append(i == cells.length - 1 ? "" : "  ");
        }
        return line.toString().stripTrailing();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1e", value);
    }
}
