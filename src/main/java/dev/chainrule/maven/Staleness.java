package dev.chainrule.maven;

import java.nio.file.Path;
import java.util.List;

/** Which files have to be compiled again: those of which anything is not as the manifest has it. */
final class Staleness {

    private final SourceSet set;
    private final Path output;
    private final Manifest before;

    /** @param output that the manifest's outputs lie below */
    Staleness(SourceSet set, Path output, Manifest before) {
        this.set = set;
        this.output = output;
        this.before = before;
    }

    List<String> stale() {
        return set.files().stream().filter(file -> !isFresh(file)).toList();
    }

    private boolean isFresh(String file) {
        return before.source(file).filter(this::isUnchanged).isPresent()
                && before.outputsOf(file).stream().allMatch(this::isUnchanged);
    }

    private boolean isUnchanged(Manifest.Source source) {
        return Fingerprint.of(set.path(source.path()))
                        .filter(source.sha256()::equals)
                        .isPresent()
                && source.imports().stream()
                        .allMatch(one ->
                                Fingerprint.of(set.path(one.path()).normalize()).equals(one.sha256()));
    }

    boolean isUnchanged(Manifest.Output written) {
        return Fingerprint.of(output.resolve(written.path()))
                .filter(written.sha256()::equals)
                .isPresent();
    }
}
