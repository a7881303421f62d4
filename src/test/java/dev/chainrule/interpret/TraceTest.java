package dev.chainrule.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.Compiler;
import dev.chainrule.equation.Model;
import dev.chainrule.source.SourceText;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An overflow is noticed where the result does not show it; what is infinite from the start is none. */
class TraceTest {

    private static boolean overflows(String body, double x) {
        Model model = Compiler.compile(
                        SourceText.of("trace.nn", "function F(x) = " + body + ";"), CompileOptions.STANDARD)
                .models()
                .get(0)
                .elaborated();
        Environment at = new Environment(Map.of(), Map.of(model.arguments().get(0), new double[] {x}));
        return Interpreter.evaluate(model.system(), at).trace().overflowed();
    }

    @ParameterizedTest
    @CsvSource({
        "1 / exp(x), 800, true",
        "1 / exp(x), 700, false",
        "1 / log(exp(x) + 1), 800, true",
        "exp(-x), 800, false",
        "x > 0 ? x : 1 / x, 0, true",
        "x > 0 ? x : 1 / x, 1, false",
        "exp(-infinity) + x, 1, false",
        "1 / (x + infinity), 1, false",
        "abs(log(x)), -1, true"
    })
    void numbersThatAreTooLargeAreNoticed(String body, double x, boolean overflows) {
        assertThat(overflows(body, x)).isEqualTo(overflows);
    }
}
