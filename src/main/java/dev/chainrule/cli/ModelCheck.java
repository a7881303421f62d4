package dev.chainrule.cli;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.check.CheckReport;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.check.DerivativeCheck;
import dev.chainrule.check.GradientCheck;
import dev.chainrule.check.InnerDerivativeCheck;
import dev.chainrule.check.Probe;
import dev.chainrule.check.Subject;
import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataProblem;
import dev.chainrule.differentiate.Differentiator;
import dev.chainrule.equation.Model;
import dev.chainrule.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles a model's class in memory and checks its derivatives. */
final class ModelCheck {

    private ModelCheck() {}

    /** The report about values and the gradient, then one for each derivative besides. */
    static List<CheckReport> check(
            CompileResult.Stages stages, CompileOptions options, GradientCheck.Settings settings) {
        Subject subject = new Subject(stages.plan(), compiled(stages));
        Model unsimplified = Differentiator.differentiate(stages.elaborated());
        List<CheckReport> reports = new ArrayList<>();
        Probe probe = model -> {
            CompileResult.Stages probed = Compiler.translate(model, options);
            return Optional.of(new Subject(probed.plan(), compiled(probed)));
        };
        reports.add(new GradientCheck(stages.elaborated(), unsimplified, subject, settings, probe).run());
        if (unsimplified.precision() == Model.Precision.DOUBLE) {
            InnerDerivativeCheck.of(stages.elaborated(), settings).ifPresent(reports::add);
        }
        reports.addAll(DerivativeCheck.of(stages.elaborated(), unsimplified, subject, settings));
        return reports;
    }

    /** The generated class of a model. */
    static Class<?> compiled(CompileResult.Stages stages) {
        try {
            return CompiledClasses.compile(List.of(stages.file())).of(stages.file());
        } catch (CompiledClasses.NoCompilerException e) {
            throw new Refusal(DataProblem.of(DataCode.NO_COMPILER, "", e.getMessage()));
        }
    }

    /** The same model in double. */
    static Optional<CompileResult.Stages> twin(SourceText source, CompileOptions options, String name) {
        return Compiler.compile(source, options.withPrecision(Model.Precision.DOUBLE)).models().stream()
                .filter(stages -> stages.elaborated().name().equals(name))
                .findFirst();
    }
}
