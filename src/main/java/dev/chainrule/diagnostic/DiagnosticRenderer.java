package dev.chainrule.diagnostic;

import java.util.List;

/** Turns messages into text. */
public interface DiagnosticRenderer {

    /** How many errors are shown; the rest is counted. */
    int SHOWN_ERRORS = 20;

    /** The text of one message, ending with a line end. */
    String render(Diagnostic diagnostic);

    /** What stands below all messages, ending with a line end; empty where a format has no such thing. */
    String footer(Tally tally);

    /** The messages in order, the first {@value #SHOWN_ERRORS} errors in full, then the footer. */
    default String render(List<Diagnostic> diagnostics) {
        StringBuilder out = new StringBuilder();
        int errors = 0;
        for (Diagnostic diagnostic : diagnostics) {
            if (diagnostic.code().isError() && ++errors > SHOWN_ERRORS) {
                continue;
            }
            out.append(render(diagnostic));
        }
        return diagnostics.isEmpty()
                ? ""
                : out.append(footer(Tally.of(diagnostics))).toString();
    }
}
