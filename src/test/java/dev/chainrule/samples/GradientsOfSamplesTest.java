package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.check.CheckReport;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.check.DerivativeCheck;
import dev.chainrule.check.GradientCheck;
import dev.chainrule.check.InnerDerivativeCheck;
import dev.chainrule.check.Subject;
import dev.chainrule.differentiate.Differentiator;
import dev.chainrule.equation.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every derivative of a sample agrees with the interpreter and with differences, as it is and in double. */
class GradientsOfSamplesTest {

    static List<Path> samples() {
        return Samples.andPrograms();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void agree(Path sample) throws CompiledClasses.NoCompilerException {
        CompileOptions options = Samples.small(sample);
        CompileResult result = Samples.compile(sample, options);
        check(result);
        if (result.models().stream().anyMatch(one -> one.elaborated().precision() == Model.Precision.FLOAT)) {
            check(Samples.compile(sample, options.withPrecision(Model.Precision.DOUBLE)));
        }
    }

    /** Back-propagation through time: what the first step does to the last is there, and right. */
    @ParameterizedTest
    @ValueSource(strings = {"CharRnn", "LstmForecast", "GruRecall"})
    void agreeOverTwelveSteps(String name) throws CompiledClasses.NoCompilerException {
        Path sample = Samples.MODELS.resolve(name + ".nn");
        CompileOptions options = Samples.small(sample).withDim("time", 12).withPrecision(Model.Precision.DOUBLE);
        check(Samples.compile(sample, options));
    }

    private static void check(CompileResult result) throws CompiledClasses.NoCompilerException {
        CompiledClasses classes = CompiledClasses.compile(result.files());
        for (CompileResult.Stages stages : result.models()) {
            Subject subject = new Subject(stages.plan(), classes.of(stages.file()));
            Model unsimplified = Differentiator.differentiate(stages.elaborated());
            GradientCheck.Settings settings = new GradientCheck.Settings(3, 1, 200, 1e-6);
            List<CheckReport> reports =
                    new ArrayList<>(DerivativeCheck.of(stages.elaborated(), unsimplified, subject, settings));
            InnerDerivativeCheck.of(stages.elaborated(), settings).ifPresent(reports::add);
            reports.add(new GradientCheck(stages.elaborated(), unsimplified, subject, settings).run());
            for (CheckReport report : reports) {
                assertThat(report.passed())
                        .as(String.join("\n", report.lines()))
                        .isTrue();
            }
        }
    }
}
