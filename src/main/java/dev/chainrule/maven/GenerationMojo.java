package dev.chainrule.maven;

import dev.chainrule.data.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;

/** Generates, and tells how it went. */
abstract class GenerationMojo extends SourceMojo {

    /** Where the packages' folders are written. */
    abstract Path output();

    /** Makes the output directory a source root of the project. */
    abstract void addSourceRoot();

    @Override
    final void run(Messages messages) throws DataException, MojoFailureException {
        long start = System.nanoTime();
        SourceSet sources = sourceSet();
        if (sources.files().isEmpty() && !Files.exists(manifest())) {
            return;
        }
        addSourceRoot(); // first, and even if nothing changes: else the compiler would find nothing in the next build
        Generation.Outcome outcome = Generation.run(
                new Generation.Request(sources, output().toAbsolutePath().normalize(), manifest(), tool(), force()));
        outcome.compiled().forEach(file -> messages.clear(sources.path(file)));
        tell(outcome.diagnostics(), messages);
        outcome.written().forEach(messages::changed);
        outcome.removed().forEach(messages::changed);
        getLog().info(summary(sources.files().size(), outcome) + " (" + Words.since(start) + ")");
    }

    private static String summary(int all, Generation.Outcome outcome) {
        int compiled = outcome.compiled().size();
        if (compiled == 0 && outcome.written().isEmpty() && outcome.removed().isEmpty()) {
            return Words.count(all, ".nn file") + " up to date";
        }
        int same = all - compiled;
        return Words.count(compiled, ".nn file") + " compiled"
                + (same > 0 ? ", " + same + " up to date" : "") + "; "
                + Words.count(outcome.written().size(), "class") + " written"
                + (outcome.removed().isEmpty() ? "" : ", " + outcome.removed().size() + " deleted");
    }
}
