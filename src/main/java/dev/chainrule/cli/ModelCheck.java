package dev.chainrule.cli;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.check.CheckReport;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.check.GradientCheck;
import dev.chainrule.check.Subject;
import dev.chainrule.differentiate.Differentiator;
import dev.chainrule.equation.Model;
import dev.chainrule.source.SourceText;
import java.util.List;
import java.util.Optional;

/** Compiles a model's class in memory and checks its gradient. */
final class ModelCheck {

    private ModelCheck() {}

    static CheckReport check(CompileResult.Stages stages, GradientCheck.Settings settings) {
        Subject subject = new Subject(stages.plan(), compiled(stages));
        Model unsimplified = Differentiator.differentiate(stages.elaborated());
        return new GradientCheck(stages.elaborated(), unsimplified, subject, settings).run();
    }

    /** The generated class of a model. */
    static Class<?> compiled(CompileResult.Stages stages) {
        try {
            return CompiledClasses.compile(List.of(stages.file())).of(stages.file());
        } catch (CompiledClasses.NoCompilerException e) {
            throw new EnvironmentException(e.getMessage());
        }
    }

    /** The same model in double. */
    static Optional<CompileResult.Stages> twin(SourceText source, CompileOptions options, String name) {
        return Compiler.compile(source, options.withPrecision(Model.Precision.DOUBLE)).models().stream()
                .filter(stages -> stages.elaborated().name().equals(name))
                .findFirst();
    }
}
