package dev.chainrule.syntax;

import dev.chainrule.source.Span;
import java.util.List;
import java.util.Optional;

/** A file: an optional package, imports, declarations. */
public record CompilationUnit(
        Span span, Optional<Name> packageName, List<Import> imports, List<Declaration> declarations) {

    /** {@code import "layers.nn";} */
    public record Import(Span span, String path) {}

    public CompilationUnit {
        imports = List.copyOf(imports);
        declarations = List.copyOf(declarations);
    }
}
