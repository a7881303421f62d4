package dev.chainrule.maven;

import dev.chainrule.data.DataException;
import dev.chainrule.data.InputFiles;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.emit.GeneratedFile;
import dev.chainrule.project.FixedDims;
import dev.chainrule.project.OutputFiles;
import dev.chainrule.project.TranslatedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings the output directory up to date. What has changed is compiled; if all of that has no mistake, files are written and
 * what nothing makes any more is deleted; the manifest comes last.
 */
final class Generation {

    /**
     * @param sources all files that there are
     * @param output absolute; where the packages' folders are written
     * @param manifest of this execution
     * @param tool the version of the plugin
     * @param force whether everything counts as changed
     */
    record Request(SourceSet sources, Path output, Path manifest, String tool, boolean force) {

        /** The fingerprint of all that decides what comes out, besides the files. */
        String options() {
            return Fingerprint.of(sources.description() + "\noutput " + sources.relative(output));
        }
    }

    /**
     * What was done. With errors, nothing.
     *
     * @param diagnostics of the files that were compiled
     * @param compiled those files, with {@code /}
     * @param written whose bytes are new
     * @param removed that nothing makes any more
     */
    record Outcome(List<Diagnostic> diagnostics, List<String> compiled, List<Path> written, List<Path> removed) {

        boolean hasErrors() {
            return Diagnostics.haveErrors(diagnostics);
        }
    }

    private final Request request;
    private final ManifestFile manifest;
    private final Manifest before;

    private Generation(Request request) {
        this.request = request;
        this.manifest = new ManifestFile(request.manifest());
        this.before = manifest.read();
    }

    /** @throws DataException if a file can't be read, or one can't be written that should be */
    static Outcome run(Request request) throws DataException {
        return new Generation(request).run();
    }

    private Outcome run() throws DataException {
        List<String> stale = stale();
        Compilation compilation = Compilation.of(request.sources(), stale);
        if (compilation.hasErrors()) {
            return new Outcome(compilation.diagnostics(), stale, List.of(), List.of());
        }
        checkDims(compilation);
        Map<String, Compilation.Compiled> compiled = new LinkedHashMap<>();
        compilation.compiled().forEach(one -> compiled.put(one.source().path(), one));

        List<GeneratedFile> files = new ArrayList<>();
        List<Manifest.Source> sources = new ArrayList<>();
        List<Manifest.Output> outputs = new ArrayList<>();
        for (String file : request.sources().files()) {
            Compilation.Compiled news = compiled.get(file);
            List<GeneratedFile> made =
                    news != null ? news.translated().map(TranslatedFile::files).orElse(List.of()) : kept(file);
            sources.add(news != null ? news.source() : before.source(file).orElseThrow());
            made.forEach(one -> outputs.add(new Manifest.Output(one.path(), Fingerprint.of(one.text()), file)));
            files.addAll(made);
        }
        OutputFiles all = new OutputFiles(request.output(), files, "outputDirectory");
        List<Path> changed = all.changed();
        all.write();
        List<Path> removed = new Orphans(request.output(), before.outputs(), outputs).delete();
        manifest.write(new Manifest(request.tool(), request.options(), sources, outputs));
        return new Outcome(compilation.diagnostics(), stale, changed, removed);
    }

    private List<String> stale() {
        boolean same = !request.force()
                && before.tool().equals(request.tool())
                && before.options().equals(request.options());
        return same
                ? new Staleness(request.sources(), request.output(), before).stale()
                : request.sources().files();
    }

    /** A length for a dim that no file has would come to nothing. Only who has compiled all files knows. */
    private void checkDims(Compilation compilation) throws DataException {
        if (compilation.compiled().size() == request.sources().files().size()) {
            FixedDims.check(
                    request.sources().options().dims().keySet(),
                    compilation.compiled().stream()
                            .flatMap(one -> one.translated().stream())
                            .map(TranslatedFile::result)
                            .toList());
        }
    }

    /** What an unchanged file has made, from the disk. */
    private List<GeneratedFile> kept(String file) throws DataException {
        List<GeneratedFile> kept = new ArrayList<>();
        for (Manifest.Output output : before.outputsOf(file)) {
            Path path = request.output().resolve(output.path());
            try {
                kept.add(new GeneratedFile(output.path(), Files.readString(path, StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw InputFiles.unreadable(path, e);
            }
        }
        return kept;
    }
}
