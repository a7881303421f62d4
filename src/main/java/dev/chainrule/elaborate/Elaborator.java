package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Model;
import dev.chainrule.scalar.Functions;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.TooManyNodes;
import dev.chainrule.syntax.CompilationUnit;
import dev.chainrule.syntax.Declaration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a file's declarations into models. */
public final class Elaborator {

    private Elaborator() {}

    /**
     * The functions and networks of a file; those with mistakes are left out, and the mistakes reported.
     *
     * @param imported the files whose functions, modules and optimisers it may use
     */
    public static List<Model> elaborate(
            CompilationUnit unit,
            List<CompilationUnit> imported,
            Library library,
            ElaborationOptions options,
            Scalars scalars,
            Diagnostics diagnostics) {
        Scope globals = Scope.outermost();
        library.functions()
                .forEach((name, inline) ->
                        globals.put(name, new Named.Inline(inline.name().span(), inline)));
        library.modules()
                .forEach((name, module) ->
                        globals.put(name, new Named.Module(module.name().span(), module)));
        ClassNames.mistakes(unit, options.packageName()).forEach(diagnostics::report);
        Map<String, Declaration> declared = new LinkedHashMap<>();
        for (CompilationUnit other : imported) {
            for (Declaration declaration : other.declarations()) {
                if (!isModel(declaration)) {
                    declare(declaration, library, globals, declared, diagnostics);
                }
            }
        }
        for (Declaration declaration : unit.declarations()) {
            declare(declaration, library, globals, declared, diagnostics);
        }
        Map<String, Declaration.Optimizer> optimizers = new LinkedHashMap<>(library.optimizers());
        declared.values().forEach(declaration -> {
            if (declaration instanceof Declaration.Optimizer optimizer) {
                optimizers.putIfAbsent(optimizer.name().text(), optimizer);
            }
        });
        List<Model> models = new ArrayList<>();
        for (Declaration declaration : unit.declarations()) {
            if (isModel(declaration)) {
                boolean network = declaration instanceof Declaration.Network;
                Context context = new Context(scalars, diagnostics, library, network);
                try {
                    Optional<Model> model =
                            new ModelElaborator(unit, declaration, optimizers, options, context, globals).run();
                    if (model.isEmpty() && !diagnostics.hasErrors()) {
                        throw new IllegalStateException("no mistake was told, and nothing was made of "
                                + declaration.name().text());
                    }
                    model.ifPresent(models::add);
                } catch (TooManyNodes excess) {
                    diagnostics.report(NodeLimit.excess(declaration, excess));
                    return List.of();
                }
            }
        }
        return models;
    }

    /** What becomes a class; of an imported file, it belongs to whoever compiles that. */
    private static boolean isModel(Declaration declaration) {
        return declaration instanceof Declaration.Function || declaration instanceof Declaration.Network;
    }

    private static void declare(
            Declaration declaration,
            Library library,
            Scope globals,
            Map<String, Declaration> declared,
            Diagnostics diagnostics) {
        String name = declaration.name().text();
        FormalNames.mistakes(declaration).forEach(diagnostics::report);
        Declaration first = declared.putIfAbsent(name, declaration);
        if (first != null) {
            diagnostics.report(
                    Diagnostic.of(MeaningCodes.DUPLICATE, declaration.name().span(), name + " is defined twice")
                            .with(first.name().span(), "first defined here"));
            return;
        }
        boolean optimizer = declaration instanceof Declaration.Optimizer
                && library.optimizers().containsKey(name);
        boolean function = declaration instanceof Declaration.Inline
                && (library.functions().containsKey(name)
                        || Functions.byNnName(name).isPresent());
        boolean module =
                declaration instanceof Declaration.Module && library.modules().containsKey(name);
        if (optimizer || function || module) {
            diagnostics.report(Diagnostic.of(
                            MeaningCodes.DUPLICATE,
                            declaration.name().span(),
                            name + " is " + (function ? "a function" : module ? "a module" : "an optimiser")
                                    + " of the library, which is not replaced")
                    .hint("choose another name"));
        } else if (declaration instanceof Declaration.Module own) {
            globals.put(name, new Named.Module(own.name().span(), own));
        } else if (declaration instanceof Declaration.Inline inline) {
            globals.put(name, new Named.Inline(inline.name().span(), inline));
        }
    }
}
