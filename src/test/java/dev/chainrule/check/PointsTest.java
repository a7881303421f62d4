package dev.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.Compiler;
import dev.chainrule.equation.Model;
import dev.chainrule.source.SourceText;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lengths are short, and differ. */
class PointsTest {

    private static Map<String, Integer> lengths(String dims) {
        String text = "function F[n](x[n]) { " + dims + " y[i: d] = i; return sum(x) + sum(y); }";
        Model model = Compiler.compile(SourceText.of("points.nn", text), CompileOptions.STANDARD)
                .models()
                .get(0)
                .elaborated();
        Map<String, Integer> lengths = new java.util.TreeMap<>();
        new Points(model, 1).next(0).lengths().forEach((dim, length) -> lengths.put(dim.name(), length));
        return lengths;
    }

    /** Other lengths are tried where that makes one of the computed dims less empty, not where it can't. */
    @ParameterizedTest
    @CsvSource({"dim d = n, 3, 3", "dim d = 0, 3, 3", "dim d = n - n, 3, 3", "dim d = max(0; n - 5), 6, 72"})
    void aDimThatIsAlwaysEmptyKeepsTheOthersShort(String dims, int least, int most) {
        assertThat(lengths(dims.replace(';', ',') + ";").get("n")).isBetween(least, most);
    }
}
