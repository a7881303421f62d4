package dev.chainrule.maven;

import dev.chainrule.CompileResult;
import dev.chainrule.check.CheckReport;
import dev.chainrule.check.GradientCheck;
import dev.chainrule.check.JUnitReport;
import dev.chainrule.check.JsonReport;
import dev.chainrule.check.ModelCheck;
import dev.chainrule.data.AtomicFile;
import dev.chainrule.data.DataException;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.project.TranslatedFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks the gradients of all models of a source set, and writes the reports. What has passed is not checked again as long
 * as files, options and reports stay as they are.
 */
final class GradientProof {

    /**
     * @param sources all files that there are
     * @param settings of the check
     * @param reports absolute; the folder of the reports
     * @param manifest of this execution
     * @param tool the version of the plugin
     * @param force whether everything counts as changed
     */
    record Request(
            SourceSet sources,
            GradientCheck.Settings settings,
            Path reports,
            Path manifest,
            String tool,
            boolean force) {

        /** The fingerprint of all that decides what comes out, besides the files. */
        String options() {
            return Fingerprint.of(String.join(
                    "\n",
                    sources.description(),
                    "files " + sources.files(),
                    "seed " + settings.seed(),
                    "points " + settings.points(),
                    "elements " + settings.elements(),
                    "rtol " + settings.relative(),
                    "reports " + sources.relative(reports)));
        }
    }

    /**
     * What was found.
     *
     * @param upToDate whether all has passed before and nothing has changed since
     * @param diagnostics of the files; with errors there are no reports
     * @param reports of all models, in order
     */
    record Outcome(boolean upToDate, List<Diagnostic> diagnostics, List<CheckReport> reports) {

        boolean hasErrors() {
            return Diagnostics.haveErrors(diagnostics);
        }

        List<CheckReport> failed() {
            return reports.stream().filter(report -> !report.passed()).toList();
        }
    }

    private static final String JSON = "report.json";
    private static final String JUNIT = "TEST-chainrule-check.xml";

    private final Request request;
    private final ManifestFile manifest;

    private GradientProof(Request request) {
        this.request = request;
        this.manifest = new ManifestFile(request.manifest());
    }

    /** @throws DataException if a file can't be read, or a report can't be written */
    static Outcome run(Request request) throws DataException {
        return new GradientProof(request).run();
    }

    private Outcome run() throws DataException {
        if (!request.force() && isUpToDate(manifest.read())) {
            return new Outcome(true, List.of(), List.of());
        }
        Compilation compilation =
                Compilation.of(request.sources(), request.sources().files());
        if (compilation.hasErrors()) {
            return new Outcome(false, compilation.diagnostics(), List.of());
        }
        List<CheckReport> reports = new ArrayList<>();
        for (Compilation.Compiled compiled : compilation.compiled()) {
            compiled.translated().ifPresent(file -> reports.addAll(reports(file)));
        }
        Outcome outcome = new Outcome(false, compilation.diagnostics(), List.copyOf(reports));
        write(outcome, compilation);
        return outcome;
    }

    private boolean isUpToDate(Manifest before) {
        Staleness staleness = new Staleness(request.sources(), request.reports(), before);
        return before.tool().equals(request.tool())
                && before.options().equals(request.options())
                && staleness.stale().isEmpty()
                && before.outputs().stream().allMatch(staleness::isUnchanged);
    }

    private List<CheckReport> reports(TranslatedFile file) {
        List<CheckReport> reports = new ArrayList<>();
        for (CompileResult.Stages stages : file.result().models()) {
            reports.addAll(ModelCheck.reports(file.source(), request.sources().options(), stages, request.settings()));
        }
        return reports;
    }

    /** The reports of whatever came out; the manifest only of what has passed. */
    private void write(Outcome outcome, Compilation compilation) throws DataException {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(JSON, JsonReport.of(outcome.reports()) + "\n");
        texts.put(JUNIT, JUnitReport.of(outcome.reports()));
        List<Manifest.Output> outputs = new ArrayList<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            byte[] bytes = text.getValue().getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(request.reports().resolve(text.getKey()), bytes);
            outputs.add(new Manifest.Output(text.getKey(), Fingerprint.of(bytes), ""));
        }
        if (outcome.failed().isEmpty()) {
            manifest.write(new Manifest(
                    request.tool(),
                    request.options(),
                    compilation.compiled().stream()
                            .map(Compilation.Compiled::source)
                            .toList(),
                    outputs));
        }
    }
}
