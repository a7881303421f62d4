package dev.chainrule.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.Compiler;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Model;
import dev.chainrule.source.SourceText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Elements are counted one by one, bodies for each combination of a reduction's indices, without computing any. */
class WorkloadTest {

    private static Workload workload(String program, int length) {
        Model model = Compiler.compile(SourceText.of("workload.nn", program), CompileOptions.STANDARD)
                .models()
                .get(0)
                .elaborated();
        Map<Dim, Integer> lengths = new LinkedHashMap<>();
        model.dims().stream().filter(dim -> dim.fixedLength().isEmpty()).forEach(dim -> lengths.put(dim, length));
        return Interpreter.workload(model.system(), lengths);
    }

    @Test
    void aTriangleCountsAsARectangle() {
        String program = "function F[n](x[n]) { t[i: n] = sum[j: i](x[j]); return sum(t); }";
        assertThat(workload(program, 10)).isEqualTo(new Workload(10 + 1, 10 * 9 + 10));
    }

    @Test
    void nothingIsTooLargeToBeCounted() {
        String program = "function F[n](x[n]) = sum[a: n, b: n, c: n](x[a] * x[b] * x[c]);";
        assertThat(workload(program, 2_000_000_000)).isEqualTo(new Workload(1, 8e27));
    }

    @Test
    void ofNothingThereIsNothingToDo() {
        assertThat(workload("function F[n](x[n]) = sum(x);", 0)).isEqualTo(new Workload(1, 0));
    }
}
