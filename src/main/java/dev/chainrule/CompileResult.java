package dev.chainrule;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.emit.GeneratedFile;
import dev.chainrule.equation.Model;
import dev.chainrule.loop.ClassPlan;
import dev.chainrule.schedule.Schedule;
import dev.chainrule.syntax.CompilationUnit;
import java.util.List;
import java.util.Optional;

/**
 * What a compilation gave. With errors there are no files, and the stages end where the errors were found.
 *
 * @param diagnostics all messages, by file and position
 * @param unit the syntax tree, if the text could be parsed
 * @param models each model of the file in all its stages
 */
public record CompileResult(List<Diagnostic> diagnostics, Optional<CompilationUnit> unit, List<Stages> models) {

    /**
     * A model on its way.
     *
     * @param elaborated as pass 2 leaves it
     * @param simplified after pass 3
     * @param rewrites what pass 3 has rewritten, a line each
     * @param differentiated after pass 4
     * @param resimplified after pass 5
     * @param schedule after pass 6
     * @param plan after pass 7
     * @param file after pass 8
     */
    public record Stages(
            Model elaborated,
            Model simplified,
            List<String> rewrites,
            Model differentiated,
            Model resimplified,
            Schedule schedule,
            ClassPlan plan,
            GeneratedFile file) {}

    public CompileResult {
        diagnostics = List.copyOf(diagnostics);
        models = List.copyOf(models);
    }

    public boolean hasErrors() {
        return Diagnostics.haveErrors(diagnostics);
    }

    /** The generated files. */
    public List<GeneratedFile> files() {
        return models.stream().map(Stages::file).toList();
    }
}
