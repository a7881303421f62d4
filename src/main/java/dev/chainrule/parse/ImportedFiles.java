package dev.chainrule.parse;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.diagnostic.SyntaxCodes;
import dev.chainrule.source.SourceText;
import dev.chainrule.syntax.CompilationUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Parses the files that a file imports, and those that they import, each once, before whoever needs them. */
public final class ImportedFiles {

    private final Imports imports;
    private final FileParser.Limits limits;
    private final Diagnostics diagnostics;
    private final Set<String> begun = new HashSet<>();
    private final List<CompilationUnit> done = new ArrayList<>();
    private final Deque<Visit> open = new ArrayDeque<>();

    /** A file whose imports are being followed. */
    private record Visit(SourceText source, CompilationUnit unit, int[] next) {}

    private ImportedFiles(Imports imports, FileParser.Limits limits, Diagnostics diagnostics) {
        this.imports = imports;
        this.limits = limits;
        this.diagnostics = diagnostics;
    }

    /** The files that {@code main} needs, itself apart; what can't be had is reported. */
    public static List<CompilationUnit> of(
            SourceText source,
            CompilationUnit main,
            Imports imports,
            FileParser.Limits limits,
            Diagnostics diagnostics) {
        ImportedFiles files = new ImportedFiles(imports, limits, diagnostics);
        files.enter(source, main);
        files.follow();
        return files.done.subList(0, files.done.size() - 1);
    }

    private void enter(SourceText source, CompilationUnit unit) {
        begun.add(source.name());
        open.push(new Visit(source, unit, new int[1]));
    }

    private void follow() {
        while (!open.isEmpty()) {
            Visit visit = open.peek();
            if (visit.next()[0] == visit.unit().imports().size()) {
                done.add(open.pop().unit());
            } else {
                follow(visit.source(), visit.unit().imports().get(visit.next()[0]++));
            }
        }
    }

    private void follow(SourceText importer, CompilationUnit.Import written) {
        Imports.Answer answer = imports.find(importer, written.path());
        if (answer instanceof Imports.Refused refused) {
            diagnostics.report(Diagnostic.of(
                    MeaningCodes.IMPORT,
                    written.span(),
                    "\"" + written.path() + "\" is not imported: " + refused.reason()));
            return;
        }
        SourceText text = ((Imports.Found) answer).text();
        if (open.stream().anyMatch(visit -> visit.source().name().equals(text.name()))) {
            reportCycle(written, text);
        } else if (!begun.contains(text.name())) {
            if (begun.size() >= limits.files()) {
                diagnostics.report(Diagnostic.of(
                        SyntaxCodes.TOO_MANY_FILES,
                        written.span(),
                        "with this import there would be more than " + limits.files() + " files"));
                return;
            }
            Optional<CompilationUnit> unit = FileParser.parse(text, diagnostics, limits);
            begun.add(text.name());
            unit.ifPresent(parsed -> enter(text, parsed));
        }
    }

    private void reportCycle(CompilationUnit.Import written, SourceText text) {
        List<String> names = new ArrayList<>();
        for (Visit visit : open) {
            names.add(0, visit.source().name());
            if (visit.source().name().equals(text.name())) {
                break;
            }
        }
        names.add(text.name());
        diagnostics.report(Diagnostic.of(
                        MeaningCodes.IMPORT_CYCLE,
                        written.span(),
                        names.size() == 2 ? text.name() + " imports itself" : "these files import each other")
                .note(names.stream().collect(Collectors.joining(" → ")))
                .hint("move what both need into a file of its own"));
    }
}
