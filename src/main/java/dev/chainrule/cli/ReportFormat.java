package dev.chainrule.cli;

import dev.chainrule.check.CheckReport;
import dev.chainrule.check.JUnitReport;
import dev.chainrule.check.JsonReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the reports of a check are shown. */
enum ReportFormat {
    HUMAN,
    JSON,
    JUNIT;

    /** All reports, without a last line break. */
    String text(List<CheckReport> reports) {
        return switch (this) {
            case HUMAN ->
                reports.isEmpty()
                        ? "there is no function and no network to check"
                        : reports.stream()
                                .map(report -> String.join(System.lineSeparator(), report.lines()))
                                .collect(Collectors.joining(System.lineSeparator() + System.lineSeparator()));
            case JSON -> JsonReport.of(reports);
            case JUNIT -> JUnitReport.of(reports).stripTrailing();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
