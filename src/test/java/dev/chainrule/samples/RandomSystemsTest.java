package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.check.CheckReport;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.check.GradientCheck;
import dev.chainrule.check.Subject;
import dev.chainrule.differentiate.Differentiator;
import dev.chainrule.schedule.RandomSystems;
import dev.chainrule.source.SourceText;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Inlining, fusion, storage and shared arrays change no number: the interpreter, which has none of them, agrees. */
class RandomSystemsTest {

    @Test
    void theGeneratedClassAgreesWithTheInterpreter() throws Exception {
        SplittableRandom random = new SplittableRandom(2024);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append(RandomSystems.of(random).replace("function F[", "function F" + i + "["));
        }
        CompileResult result =
                Compiler.compile(SourceText.of("random.nn", text.toString()), CompileOptions.STANDARD.verified());
        assertThat(result.hasErrors()).as(text.toString()).isFalse();
        CompiledClasses classes = CompiledClasses.compile(result.files());
        for (CompileResult.Stages stages : result.models()) {
            CheckReport report = new GradientCheck(
                            stages.elaborated(),
                            Differentiator.differentiate(stages.elaborated()),
                            new Subject(stages.plan(), classes.of(stages.file())),
                            new GradientCheck.Settings(3, 1, 200, 1e-6))
                    .run();
            assertThat(report.passed())
                    .as(text + String.join("\n", report.lines()))
                    .isTrue();
        }
    }
}
