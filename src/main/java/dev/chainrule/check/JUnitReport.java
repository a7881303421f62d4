package dev.chainrule.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reports as JUnit XML, as Surefire writes it: a suite for each report, with a case for each parameter and one for the
 * values.
 */
public final class JUnitReport {

    private final StringBuilder xml = new StringBuilder();

    private JUnitReport() {}

    public static String of(List<CheckReport> reports) {
        JUnitReport report = new JUnitReport();
        report.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        report.line("<testsuites" + counts(reports) + ">");
        reports.forEach(report::suite);
        report.line("</testsuites>");
        return report.xml.toString();
    }

    private static String counts(List<CheckReport> reports) {
        int tests = 0;
        int failures = 0;
        for (CheckReport report : reports) {
            tests += report.shown().size() + 1;
            failures += (int) report.shown().stream()
                            .filter(row -> row.verdict().isPresent())
                            .count()
                    + (report.failures().isEmpty() ? 0 : 1);
        }
        return attribute("tests", tests)
                + attribute("failures", failures)
                + attribute("errors", 0)
                + attribute("skipped", 0);
    }

    private void suite(CheckReport report) {
        String name = report.subject() + " (" + report.precision().name().toLowerCase(Locale.ROOT) + ")";
        line("  <testsuite" + attribute("name", name) + counts(List.of(report)) + attribute("time", 0) + ">");
        for (CheckReport.Row row : report.shown()) {
            testCase(name, row.name(), row.verdict());
        }
        String texts = String.join(
                "\n", report.failures().stream().map(CheckReport.Failure::text).toList());
        testCase(
                name,
                "values",
                report.failures().stream().findFirst().map(first -> new CheckReport.Failure(first.code(), texts)));
        line("  </testsuite>");
    }

    private void testCase(String suite, String name, Optional<CheckReport.Failure> failure) {
        String start = "    <testcase" + attribute("classname", suite) + attribute("name", name) + attribute("time", 0);
        if (failure.isEmpty()) {
            line(start + "/>");
            return;
        }
        String text = failure.get().text();
        line(start + ">");
        line("      <failure"
                + attribute("message", text.lines().findFirst().orElse(""))
                + attribute("type", failure.get().code().id())
                + ">" + escaped(text) + "</failure>");
        line("    </testcase>");
    }

    private void line(String text) {
        xml.append(text).append('\n');
    }

    private static String attribute(String name, Object value) {
        return " " + name + "=\"" + escaped(String.valueOf(value)) + "\"";
    }

    /** Names and formulas come from a file; control characters have no place in XML at all. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "");
    }
}
