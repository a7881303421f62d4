package dev.chainrule.maven;

import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.DiagnosticRenderer;
import dev.chainrule.diagnostic.HumanRenderer;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;
import org.codehaus.plexus.build.BuildContext;

/**
 * Tells the user: in the log, and in the IDE that runs the build, if one does. A headline has the form of javac's, and the
 * line below it that of rustc's, so that every console finds a place it can open.
 *
 * <pre>
 * [ERROR] /project/src/main/nn/DigitsMlp.nn:[20,17] NN204 these operands do not line up: [batch, hidden] and [pixels]
 *   --> /project/src/main/nn/DigitsMlp.nn:20:17
 * </pre>
 */
final class Messages {

    private final HumanRenderer renderer = HumanRenderer.plain();
    private final Log log;
    private final Optional<BuildContext> ide;

    Messages(Log log, Optional<BuildContext> ide) {
        this.log = log;
        this.ide = ide;
    }

    /** Takes back what was said about a file that has been compiled again. */
    void clear(Path file) {
        ide.ifPresent(context -> context.removeMessages(file.toFile()));
    }

    /** A file that was written or deleted. */
    void changed(Path file) {
        ide.ifPresent(context -> context.refresh(file.toFile()));
    }

    /** All warnings and the first errors; the IDE has room for all. */
    void report(List<Diagnostic> diagnostics) {
        int errors = 0;
        for (Diagnostic diagnostic : diagnostics) {
            boolean error = diagnostic.code().isError();
            if (!error) {
                log.warn(text(diagnostic));
            } else if (++errors <= DiagnosticRenderer.SHOWN_ERRORS) {
                log.error(text(diagnostic));
            }
            ide.ifPresent(context -> context.addMessage(
                    new File(diagnostic.at().source().name()),
                    diagnostic.at().line(),
                    diagnostic.at().column(),
                    headline(diagnostic),
                    error ? BuildContext.SEVERITY_ERROR : BuildContext.SEVERITY_WARNING,
                    null));
        }
        if (errors > DiagnosticRenderer.SHOWN_ERRORS) {
            log.error("the first " + DiagnosticRenderer.SHOWN_ERRORS + " errors of " + errors + " are shown");
        }
    }

    private String text(Diagnostic diagnostic) {
        return diagnostic.at().source().name()
                + ":["
                + diagnostic.at().line()
                + ","
                + diagnostic.at().column()
                + "] "
                + headline(diagnostic)
                + "\n"
                + renderer.details(diagnostic);
    }

    private static String headline(Diagnostic diagnostic) {
        return diagnostic.code().id() + " " + diagnostic.title();
    }

    /** What is wrong with files or parameters. */
    void report(DataException failure) {
        for (DataProblem problem : failure.problems()) {
            log.error(problem.code().id() + " " + problem
                    + problem.hint().map(hint -> "\n  = hint: " + hint).orElse(""));
        }
    }

    /** {@code 2 errors in 1 file}. */
    static String count(List<Diagnostic> diagnostics) {
        List<Diagnostic> errors = diagnostics.stream()
                .filter(diagnostic -> diagnostic.code().isError())
                .toList();
        long files = errors.stream()
                .map(diagnostic -> diagnostic.at().source().name())
                .distinct()
                .count();
        return Words.count(errors.size(), "error") + " in " + Words.count((int) files, "file");
    }
}
