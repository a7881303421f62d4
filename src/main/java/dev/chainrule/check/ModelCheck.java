package dev.chainrule.check;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.differentiate.Differentiator;
import dev.chainrule.equation.Model;
import dev.chainrule.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles a model's class in memory and checks its derivatives. */
public final class ModelCheck {

    private ModelCheck() {}

    /**
     * All reports about a model: of the class as it is; and for one in float first of its twin in double, where rounding
     * hides nothing.
     *
     * @param source the file it is in
     * @param options with which it was compiled
     */
    public static List<CheckReport> reports(
            SourceText source, CompileOptions options, CompileResult.Stages stages, GradientCheck.Settings settings) {
        List<CheckReport> reports = new ArrayList<>();
        if (stages.elaborated().precision() == Model.Precision.FLOAT) {
            twin(source, options, stages.elaborated().name())
                    .ifPresent(twin -> reports.addAll(check(twin, options, settings)));
        }
        reports.addAll(check(stages, options, settings));
        return reports;
    }

    /** The report about values and the gradient, then one for each derivative besides. */
    private static List<CheckReport> check(
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
    public static Class<?> compiled(CompileResult.Stages stages) {
        return CompiledClasses.compile(List.of(stages.file())).of(stages.file());
    }

    /** The same model in double. */
    private static Optional<CompileResult.Stages> twin(SourceText source, CompileOptions options, String name) {
        return Compiler.compile(source, options.withPrecision(Model.Precision.DOUBLE)).models().stream()
                .filter(stages -> stages.elaborated().name().equals(name))
                .findFirst();
    }
}
