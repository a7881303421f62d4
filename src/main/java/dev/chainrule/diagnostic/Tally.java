package dev.chainrule.diagnostic;

import java.util.List;
import java.util.Optional;

/**
 * How many messages there are.
 *
 * @param errors how many errors
 * @param warnings how many warnings
 * @param first the code of the first error, or else of the first warning
 */
public record Tally(int errors, int warnings, Optional<Code> first) {

    public static Tally of(List<Diagnostic> diagnostics) {
        List<Code> errors =
                diagnostics.stream().map(Diagnostic::code).filter(Code::isError).toList();
        Optional<Code> first = diagnostics.stream().map(Diagnostic::code).findFirst();
        return new Tally(
                errors.size(),
                diagnostics.size() - errors.size(),
                errors.isEmpty() ? first : errors.stream().findFirst());
    }

    /** {@code 2 errors, 1 warning}; says so where not all errors are shown. */
    public String words() {
        String shown = errors > DiagnosticRenderer.SHOWN_ERRORS
                ? " (the first " + DiagnosticRenderer.SHOWN_ERRORS + " are shown)"
                : "";
        if (errors == 0) {
            return count(warnings, "warning");
        }
        return count(errors, "error") + shown + (warnings == 0 ? "" : ", " + count(warnings, "warning"));
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
