package dev.chainrule.maven;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.data.DataException;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.project.FileImports;
import dev.chainrule.project.SourceReader;
import dev.chainrule.project.TranslatedFile;
import dev.chainrule.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles files of a source set, all of them, whatever is wrong with some. */
final class Compilation {

    /**
     * A file and what became of it.
     *
     * @param source what it was made of
     * @param translated nothing if the file is no text
     */
    record Compiled(Manifest.Source source, Optional<TranslatedFile> translated) {}

    private final SourceSet set;
    private final List<Compiled> compiled = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private Compilation(SourceSet set) {
        this.set = set;
    }

    /** @throws DataException if a file can't be read */
    static Compilation of(SourceSet set, List<String> files) throws DataException {
        Compilation compilation = new Compilation(set);
        for (String file : files) {
            compilation.add(file);
        }
        return compilation;
    }

    private void add(String file) throws DataException {
        byte[] bytes = SourceReader.bytes(set.path(file));
        FileImports imports =
                new FileImports(List.of(SourceSet.slashed(set.directory())), set.imports(), "importDirectories");
        Optional<SourceText> text = SourceReader.decode(SourceSet.slashed(set.path(file)), bytes, diagnostics);
        Optional<TranslatedFile> translated = text.map(source -> translated(file, source, imports));
        compiled.add(new Compiled(new Manifest.Source(file, Fingerprint.of(bytes), imported(imports)), translated));
    }

    private TranslatedFile translated(String file, SourceText source, FileImports imports) {
        CompileOptions options = set.packageOf(file)
                .map(set.options()::withPackage)
                .orElse(set.options())
                .withImports(imports);
        CompileResult result = Compiler.compile(source, options);
        for (Diagnostic diagnostic : result.diagnostics()) {
            diagnostics.add(set.strict() ? diagnostic.asError() : diagnostic);
        }
        return new TranslatedFile(source, SourceSet.slashed(set.directory()) + "/", result);
    }

    private List<Manifest.Import> imported(FileImports imports) {
        List<Manifest.Import> all = new ArrayList<>();
        for (Path path : imports.lookedAt().keySet()) {
            all.add(new Manifest.Import(set.relative(path), Fingerprint.of(path)));
        }
        return all;
    }

    /** In the order of the files. */
    List<Compiled> compiled() {
        return List.copyOf(compiled);
    }

    /** All messages, by file and position. */
    List<Diagnostic> diagnostics() {
        return List.copyOf(diagnostics);
    }

    boolean hasErrors() {
        return Diagnostics.haveErrors(diagnostics);
    }
}
