package dev.chainrule.elaborate;

import dev.chainrule.source.SourceText;
import dev.chainrule.syntax.CompilationUnit;
import dev.chainrule.syntax.Declaration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The standard library: functions, modules and optimisers written in {@code .nn}. Immutable. */
public final class Library {

    /** The files of the library, beside each other. */
    public static final List<String> FILES = List.of(
            "reductions.nn",
            "activations.nn",
            "losses.nn",
            "normalisations.nn",
            "layers.nn",
            "convolutions.nn",
            "recurrent.nn",
            "attention.nn",
            "optimizers.nn");

    private final Set<SourceText> sources = new HashSet<>();
    private final Map<String, Declaration.Inline> functions = new LinkedHashMap<>();
    private final Map<String, Declaration.Module> modules = new LinkedHashMap<>();
    private final Map<String, Declaration.Optimizer> optimizers = new LinkedHashMap<>();

    public Library(List<CompilationUnit> units) {
        for (CompilationUnit unit : units) {
            sources.add(unit.span().source());
            for (Declaration declaration : unit.declarations()) {
                if (declaration instanceof Declaration.Inline inline) {
                    functions.put(inline.name().text(), inline);
                } else if (declaration instanceof Declaration.Module module) {
                    modules.put(module.name().text(), module);
                } else if (declaration instanceof Declaration.Optimizer optimizer) {
                    optimizers.put(optimizer.name().text(), optimizer);
                }
            }
        }
    }

    /** Whether a text is one of the library's. */
    boolean owns(SourceText source) {
        return sources.contains(source);
    }

    Map<String, Declaration.Inline> functions() {
        return Collections.unmodifiableMap(functions);
    }

    Map<String, Declaration.Module> modules() {
        return Collections.unmodifiableMap(modules);
    }

    Map<String, Declaration.Optimizer> optimizers() {
        return Collections.unmodifiableMap(optimizers);
    }
}
