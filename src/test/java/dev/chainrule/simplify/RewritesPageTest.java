package dev.chainrule.simplify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.scalar.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/rewrites.md} has a row for every rule: for stabilisations their errors as measured here, for the others
 * what they are tested on. {@code -Dgolden.update} writes its tables anew.
 */
class RewritesPageTest {

    private static final Path PAGE = Path.of("docs/rewrites.md");
    private static List<StabilisationErrors> errors = List.of();

    @BeforeAll
    static void measure() {
        errors = UnstableForm.ALL.stream().map(StabilisationErrors::of).toList();
    }

    @Test
    void whatIsComputedInsteadKeepsItsBound() {
        assertThat(errors).allSatisfy(each -> {
            String where = each.form().written() + " at "
                    + Arrays.toString(each.after().at()) + " and "
                    + Arrays.toString(each.gradientAfter().at());
            assertThat(each.after().ulps())
                    .as(where)
                    .isLessThanOrEqualTo(each.form().bound());
            assertThat(each.gradientAfter().ulps())
                    .as(where)
                    .isLessThanOrEqualTo(each.form().gradientBound());
        });
    }

    /** A rewrite that makes nothing better is none: the value or the gradient was wrong in every digit somewhere. */
    @Test
    void whatIsWrittenDoesNot() {
        assertThat(errors)
                .allSatisfy(each -> assertThat(Math.max(
                                each.before().ulps(), each.gradientBefore().ulps()))
                        .as(each.form().written())
                        .isGreaterThan(0x1p51));
    }

    @Test
    void everyRuleHasARow() {
        assertThat(UnstableForm.ALL.stream().map(form -> form.rule().key()).collect(Collectors.toSet()))
                .isEqualTo(names(true));
        assertThat(exactRows().keySet()).isEqualTo(names(false));
    }

    @Test
    void thePageSaysWhatIsMeasured() throws IOException {
        String page = Files.readString(PAGE);
        String now = with(with(page, "stabilisations", stabilisations()), "exact rules", exactRules());
        if (System.getProperty("golden.update") != null) {
            Files.writeString(PAGE, now);
            return;
        }
        assertSameButForRounding(words(page), words(now));
    }

    /** Another processor may have another exp, which {@code Math} allows one ulp. */
    private static void assertSameButForRounding(List<String> page, List<String> now) {
        assertThat(page).hasSameSizeAs(now);
        for (int i = 0; i < page.size(); i++) {
            if (!page.get(i).equals(now.get(i))) {
                double measured = Double.parseDouble(now.get(i));
                assertThat(Double.parseDouble(page.get(i)))
                        .as("%s in %s, -Dgolden.update writes it anew", page.get(i), PAGE)
                        .isCloseTo(measured, within(1 + 0.1 * Math.abs(measured)));
            }
        }
    }

    private static List<String> words(String text) {
        return List.of(text.split("\\s+"));
    }

    private static String with(String page, String table, String text) {
        String begin = "<!-- " + table + ", as measured -->\n";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf("<!-- end -->", from);
        assertThat(from).as("mark of " + table).isGreaterThan(begin.length());
        return page.substring(0, from) + "\n" + text + "\n" + page.substring(to);
    }

    private static String stabilisations() {
        StringBuilder text = new StringBuilder("""
                | rule | written | computed as | error as written | instead | at most | gradient as written | instead | at most |
                |---|---|---|---|---|---|---|---|---|
                """);
        for (StabilisationErrors each : errors) {
            UnstableForm form = each.form();
            text.append("| `%s` | `%s` | `%s` | %s | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            form.rule().key(),
                            form.written(),
                            form.rule().after(),
                            withPlace(each.before()),
                            figure(each.after().ulps()),
                            figure(form.bound()),
                            withPlace(each.gradientBefore()),
                            figure(each.gradientAfter().ulps()),
                            figure(form.gradientBound())));
        }
        return text.toString();
    }

    private static String exactRules() {
        StringBuilder text = new StringBuilder("""
                | rule | tested on |
                |---|---|
                """);
        exactRows()
                .forEach((rule, rows) -> text.append("| `%s` | %s |\n"
                        .formatted(
                                rule,
                                rows.stream()
                                        .map(row -> "`" + row.replace("|", "\\|") + "`")
                                        .collect(Collectors.joining(", ")))));
        return text.toString();
    }

    /** What stands in the place of an infinite error, as it was computed. */
    private static String withPlace(StabilisationErrors.Error error) {
        if (error.ulps() < 100) {
            return figure(error.ulps());
        }
        String place =
                Arrays.stream(error.at()).mapToObj(RewritesPageTest::plain).collect(Collectors.joining(", "));
        return Double.isInfinite(error.ulps())
                ? "%s at %s".formatted(plain(error.computed()), place)
                : String.format(Locale.ROOT, "%.0e at %s", error.ulps(), place);
    }

    private static String plain(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e4 ? String.valueOf((long) x) : String.valueOf(x);
    }

    private static String figure(double ulps) {
        return String.format(Locale.ROOT, "%.1f", ulps);
    }

    private static Set<String> names(boolean stabilisations) {
        return Rules.ALL.stream()
                .filter(rule -> rule.stabilisation().isPresent() == stabilisations)
                .map(Rule::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The rewrites of {@link ExactRulesTest}, which compares both sides bit by bit, by the rules that they need. */
    private static Map<String, Set<String>> exactRows() {
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        names(false).forEach(rule -> rows.put(rule, new LinkedHashSet<>()));
        ExactRulesTest.rewrites().forEach(row -> {
            @SuppressWarnings("unchecked")
            Function<Scenario, Scalar> before = (Function<Scenario, Scalar>) row.get()[1];
            Scenario.exact(before)
                    .made
                    .forEach(rewrite -> rows.computeIfAbsent(rewrite.rule(), any -> new LinkedHashSet<>())
                            .add((String) row.get()[0]));
        });
        rows.values().removeIf(Set::isEmpty);
        return rows;
    }
}
