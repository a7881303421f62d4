package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.check.CheckReport;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.check.GradientCheck;
import dev.chainrule.check.Subject;
import dev.chainrule.differentiate.Differentiator;
import dev.chainrule.equation.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample's gradient agrees with the interpreter and with differences, as it is and in double. */
class GradientsOfSamplesTest {

    static List<Path> samples() {
        List<Path> all = new ArrayList<>(Samples.all());
        all.addAll(Samples.in(Path.of("src/test/resources/programs")));
        return all;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void agree(Path sample) throws CompiledClasses.NoCompilerException {
        check(Samples.compile(sample));
        check(Samples.compile(sample, CompileOptions.STANDARD.withPrecision(Model.Precision.DOUBLE)));
    }

    private static void check(CompileResult result) throws CompiledClasses.NoCompilerException {
        for (CompileResult.Stages stages : result.models()) {
            Class<?> type = CompiledClasses.compile(List.of(stages.file())).of(stages.file());
            Subject subject = new Subject(stages.plan(), type);
            if (!subject.hasGradient()) {
                continue;
            }
            CheckReport report = new GradientCheck(
                            stages.elaborated(),
                            Differentiator.differentiate(stages.elaborated()),
                            subject,
                            new GradientCheck.Settings(3, 1, 200, 1e-6))
                    .run();
            assertThat(report.passed()).as(String.join("\n", report.lines())).isTrue();
        }
    }
}
