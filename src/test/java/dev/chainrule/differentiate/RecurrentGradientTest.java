package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.equation.Notation;
import dev.chainrule.source.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The adjoints of equations that need each other. */
class RecurrentGradientTest {

    private static List<String> equations(String text) {
        CompileResult result = Compiler.compile(SourceText.of("test.nn", text), CompileOptions.STANDARD.verified());
        assertThat(result.diagnostics()).isEmpty();
        return Notation.of(result.models().get(0).differentiated().system());
    }

    /** Though the recurrence needs it: what is read under a stop alone is not on the way back. */
    @Test
    void aMemberThatIsReadOnlyWhereTheGradientStopsHasNoAdjoint() {
        List<String> equations = equations("""
                function F[time](x[time], a) {
                  size[t: time] = abs(h[t]);
                  h[t: time] = tanh(a * (t == 0 ? x[0] : h[t - 1] / (1 + stop_gradient(size[t - 1]))));
                  return sum[t: time](h[t]);
                }
                """);
        assertThat(equations).anyMatch(equation -> equation.startsWith("dh["));
        assertThat(equations).noneMatch(equation -> equation.startsWith("dsize["));
    }
}
