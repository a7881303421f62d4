package dev.chainrule.check;

import dev.chainrule.equation.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a check found.
 *
 * @param subject the model and its objective
 * @param precision of the class that was checked
 * @param settings of the check
 * @param rows one for each parameter or argument; none if there is no gradient
 * @param together what was compared along directions through all of them at once
 * @param values the methods whose values were compared
 * @param failures what is wrong with the values themselves
 */
public record CheckReport(
        String subject,
        Model.Precision precision,
        GradientCheck.Settings settings,
        List<Row> rows,
        Optional<Row> together,
        List<String> values,
        List<Failure> failures) {

    /**
     * A parameter.
     *
     * @param name with its shape
     * @param elements it has
     * @param checked elements over all points
     * @param kinks where every difference straddles a kink, so that only the two exact ways are compared
     * @param worst the largest error of all comparisons, relative to what was compared, measured by what is allowed
     * @param allowed there
     * @param ulps the largest distance of class and interpreter, in units of the last place of the largest element
     * @param at the element, {@code [17, 4]}, or the direction
     * @param declared where in the {@code .nn} file
     * @param verdict what is wrong, in one line or more; empty if all agree
     */
    public record Row(
            String name,
            int elements,
            int checked,
            int kinks,
            double worst,
            double allowed,
            double ulps,
            String at,
            String declared,
            Optional<Failure> verdict) {

        private String word() {
            return verdict.map(failure -> failure.code() == CheckCode.MISMATCH ? "WRONG" : "UNCLEAR")
                    .orElse(checked == 0 ? "-" : "ok");
        }
    }

    /** Something that is wrong. */
    public record Failure(CheckCode code, String text) {}

    public CheckReport {
        rows = List.copyOf(rows);
        values = List.copyOf(values);
        failures = List.copyOf(failures);
    }

    public boolean passed() {
        return all().findAny().isEmpty();
    }

    private Stream<Failure> all() {
        return Stream.concat(shown().stream().flatMap(row -> row.verdict().stream()), failures.stream());
    }

    /** Everything that the table shows. */
    List<Row> shown() {
        List<Row> shown = new ArrayList<>(rows);
        together.ifPresent(shown::add);
        return shown;
    }

    /** The table, and what is wrong. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(subject + "   " + precision.name().toLowerCase(Locale.ROOT) + ", seed " + settings.seed() + ", "
                + settings.points() + (settings.points() == 1 ? " point" : " points"));
        if (rows.isEmpty()) {
            lines.add("there is no gradient to check" + (failures.isEmpty() ? agreement() : ""));
        } else {
            table(lines);
        }
        failures.forEach(failure -> lines.add("error[" + failure.code().id() + "]: " + failure.text()));
        all().findFirst()
                .ifPresent(first -> lines.add(
                        "failed. More: chainrule explain " + first.code().id()));
        return lines;
    }

    private String agreement() {
        return values.isEmpty() ? "" : "; the interpreter gives the same " + String.join(", ", values);
    }

    private void table(List<String> lines) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of(
                "parameter", "elements", "checked", "kinks", "worst error", "allowed", "ulps", "at", "declared", ""));
        for (Row row : shown()) {
            cells.add(List.of(
                    row.name(),
                    String.valueOf(row.elements()),
                    String.valueOf(row.checked()),
                    String.valueOf(row.kinks()),
                    number(row.worst()),
                    number(row.allowed()),
                    ulps(row.ulps()),
                    row.at(),
                    row.declared(),
                    row.word()));
        }
        int[] widths = new int[cells.get(0).size()];
        cells.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (int r = 0; r < cells.size(); r++) {
            lines.add(line(cells.get(r), widths));
            if (r > 0) {
                shown().get(r - 1)
                        .verdict()
                        .ifPresent(failure -> failure.text().lines().forEach(text -> lines.add("  " + text)));
            }
        }
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            boolean number = i >= 1 && i <= 6;
            String pad = " ".repeat(widths[i] - cells.get(i).length());
            line.append(number ? pad + cells.get(i) : cells.get(i) + pad).append("  ");
        }
        return line.toString().stripTrailing();
    }

    private static String ulps(double value) {
        return String.format(Locale.ROOT, value < 1e4 ? "%.1f" : "%.0e", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1e", value);
    }
}
