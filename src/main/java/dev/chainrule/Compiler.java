package dev.chainrule;

import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.differentiate.Differentiator;
import dev.chainrule.elaborate.ClassFileLimits;
import dev.chainrule.elaborate.ElaborationOptions;
import dev.chainrule.elaborate.Elaborator;
import dev.chainrule.elaborate.Library;
import dev.chainrule.elaborate.MethodNames;
import dev.chainrule.elaborate.NodeLimit;
import dev.chainrule.emit.Emitter;
import dev.chainrule.emit.GeneratedFile;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.SystemVerifier;
import dev.chainrule.loop.ClassPlan;
import dev.chainrule.loop.Loops;
import dev.chainrule.parse.FileParser;
import dev.chainrule.parse.ImportedFiles;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.TooManyNodes;
import dev.chainrule.schedule.Optimisation;
import dev.chainrule.schedule.Schedule;
import dev.chainrule.schedule.ScheduleVerifier;
import dev.chainrule.schedule.Scheduler;
import dev.chainrule.simplify.Simplifier;
import dev.chainrule.source.SourceText;
import dev.chainrule.syntax.CompilationUnit;
import dev.chainrule.syntax.Declaration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From text to Java. No input or output: text comes in, files and messages go out as values. */
public final class Compiler {

    private final CompileOptions options;
    private final Diagnostics diagnostics = new Diagnostics();

    private Compiler(CompileOptions options) {
        this.options = options;
    }

    /** Compiles one file. It stops after the first pass that finds mistakes, with all that were found. */
    public static CompileResult compile(SourceText source, CompileOptions options) {
        return new Compiler(options).run(source);
    }

    /** The names of all rewrites and optimisations that can be switched off. */
    public static List<String> switches() {
        return Stream.concat(
                        Simplifier.rules().stream(),
                        Stream.of(Optimisation.values()).map(Optimisation::key))
                .toList();
    }

    /** The passes after elaboration, for a model that no text says. */
    public static CompileResult.Stages translate(Model elaborated, CompileOptions options) {
        return new Compiler(options).translate(elaborated);
    }

    private CompileResult run(SourceText source) {
        Optional<CompilationUnit> unit = FileParser.parse(source, diagnostics, options.limits()); // 1 parse
        List<CompilationUnit> imported = unit.map(main -> imported(source, main))
                .orElse(List.of()); //                            with its imports
        List<Model> models = unit.filter(any -> !diagnostics.hasErrors())
                .map(main -> elaborate(main, imported))
                .orElse(List.of()); //                                                          2 elaborate
        List<CompileResult.Stages> stages = diagnostics.hasErrors() ? List.of() : translate(models, unit.orElseThrow());
        return new CompileResult(diagnostics.all(), unit, stages);
    }

    /** Nothing if one of the models outgrows a limit, which is reported. */
    private List<CompileResult.Stages> translate(List<Model> models, CompilationUnit unit) {
        List<CompileResult.Stages> stages = new ArrayList<>();
        for (Model model : models) {
            Declaration declaration = unit.declarations().stream()
                    .filter(any -> any.name().text().equals(model.name()))
                    .findFirst()
                    .orElseThrow();
            try {
                CompileResult.Stages all = translate(model);
                MethodNames.mistakes(declaration, all.resimplified()).forEach(diagnostics::report);
                ClassFileLimits.excess(declaration, all.resimplified())
                        .or(() -> all.plan()
                                .tooLarge()
                                .map(method -> ClassFileLimits.tooLarge(declaration, method.name())))
                        .ifPresent(diagnostics::report);
                stages.add(all);
            } catch (TooManyNodes excess) {
                diagnostics.report(NodeLimit.excess(declaration, excess));
            }
        }
        return diagnostics.hasErrors() ? List.of() : stages;
    }

    private List<CompilationUnit> imported(SourceText source, CompilationUnit unit) {
        return ImportedFiles.of(source, unit, options.imports(), options.limits(), diagnostics);
    }

    private List<Model> elaborate(CompilationUnit unit, List<CompilationUnit> imported) {
        ElaborationOptions wanted = new ElaborationOptions(options.dims(), options.packageName(), options.precision());
        return Elaborator.elaborate(
                unit,
                imported,
                Parsed.LIBRARY,
                wanted,
                new Scalars(options.limits().nodes()),
                diagnostics);
    }

    private CompileResult.Stages translate(Model elaborated) {
        verify(elaborated);
        List<String> rewrites = new ArrayList<>();
        Model simplified = simplify(elaborated, rewrites); //                                             3 simplify
        Model differentiated = verify(Differentiator.differentiate(simplified)); //             4 differentiate
        Model resimplified =
                simplify(differentiated, new ArrayList<>()); //                                       5 simplify again
        Schedule schedule = verify(Scheduler.schedule(resimplified, off())); //                 6 schedule
        ClassPlan plan = Loops.lower(schedule, options.largestMethod(), options.checked())
                .marked(options.marked()); //                                                           7 loops
        GeneratedFile file = Emitter.emit(plan); //                                             8 emit
        return new CompileResult.Stages(
                elaborated, simplified, rewrites, differentiated, resimplified, schedule, plan, file);
    }

    /**
     * Of code that checks itself each equation computes its own elements, and says what is wrong there. Contractions stay
     * what they are, since {@code math fast} adds their products in its own way.
     */
    private Set<Optimisation> off() {
        if (options.checked()) {
            return EnumSet.complementOf(EnumSet.of(Optimisation.CONTRACTIONS));
        }
        return options.switchedOff().stream()
                .flatMap(key -> Optimisation.byKey(key).stream())
                .collect(Collectors.toSet());
    }

    private Model simplify(Model model, List<String> rewrites) {
        return verify(Simplifier.simplify(model, options.switchedOff(), rewrite -> rewrites.add(rewrite.toString())));
    }

    private Model verify(Model model) {
        if (options.verify()) {
            SystemVerifier.verify(model.system());
        }
        return model;
    }

    private Schedule verify(Schedule schedule) {
        if (options.verify()) {
            ScheduleVerifier.verify(schedule);
        }
        return schedule;
    }

    /** The standard library, read from the jar. It never changes, so that the first compilation parses it for all. */
    private static final class Parsed {
        static final Library LIBRARY =
                new Library(Library.FILES.stream().map(Compiler::parsed).toList());
    }

    private static CompilationUnit parsed(String file) {
        Diagnostics mistakes = new Diagnostics();
        Optional<CompilationUnit> unit = FileParser.parse(SourceText.of("library/" + file, text(file)), mistakes);
        return unit.orElseThrow(() -> new IllegalStateException(mistakes.all().toString()));
    }

    private static String text(String file) {
        try (InputStream in = Compiler.class.getResourceAsStream("library/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the library lacks " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
