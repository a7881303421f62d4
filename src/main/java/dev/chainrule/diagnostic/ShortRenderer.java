package dev.chainrule.diagnostic;

/** One line a message: {@code path:line:col: error NN204: …}. */
public final class ShortRenderer implements DiagnosticRenderer {

    @Override
    public String render(Diagnostic diagnostic) {
        String kind = diagnostic.code().isError() ? "error" : "warning";
        return Visible.of(
                        diagnostic.at() + ": " + kind + " " + diagnostic.code().id() + ": " + diagnostic.title())
                + "\n";
    }

    @Override
    public String footer(Tally tally) {
        return tally.words() + "\n";
    }
}
