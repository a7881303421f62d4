package dev.chainrule.simplify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.differentiate.Differentiator;
import dev.chainrule.differentiate.Evaluation;
import dev.chainrule.differentiate.Program;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.SystemVerifier;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Whole;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What simplification does to whole systems: names seen through, equal equations shared, copies and the dead removed. */
class SystemSimplificationTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final Program p = new Program();
    private final Dim n = Dim.fixed("n", 3);
    private final Tensor x = p.input("x", n);
    private final Index i = p.index("i", n);

    private static Model simplified(Model model) {
        Model result = Simplifier.simplify(model, Set.of(), rewrite -> {});
        SystemVerifier.verify(result.system());
        return result;
    }

    private static List<String> lines(Model model) {
        return Notation.of(model.system());
    }

    private static double value(Model model, Tensor x, double... at) {
        return Evaluation.of(model.system(), Map.of(), Map.of(x, at))
                .get(model.objective().get().tensor())[0];
    }

    private static double[] gradient(Model model, Tensor x, double... at) {
        Entry.Result partial = model.entries().get(1).results().get(1);
        return Evaluation.of(model.system(), Map.of(), Map.of(x, at)).get(partial.value());
    }

    private Tensor logSumExp() {
        Tensor e = p.define("e", List.of(i), p.call(Powers.EXP, p.read(x, i)));
        Tensor s = p.sum("s", List.of(), List.of(i), p.read(e, i));
        return p.define("l", List.of(), p.call(Powers.LOG, p.read(s)));
    }

    @Test
    void logSumExpIsShiftedByTheMaximum() {
        Model model = simplified(p.function(logSumExp()));
        assertThat(lines(model))
                .containsExactly(
                        "s_max = max i. x[i]",
                        "s_shift = stop_gradient(abs(s_max) < Infinity ? s_max : 0)",
                        "s_shifted = Σ i. exp(x[i] - s_shift)",
                        "l = s_shift + log(s_shifted)");
        // 40 digits: log(exp(1) + exp(2) + exp(3)), and shifted by ±1e4
        assertThat(value(model, x, 1, 2, 3)).isCloseTo(3.4076059644443803, within(1e-15));
        assertThat(value(model, x, 1e4 + 1, 1e4 + 2, 1e4 + 3)).isCloseTo(10003.4076059644443803, within(1e-11));
        assertThat(value(model, x, -1e4, -1e4 - 1, -1e4 - 2)).isCloseTo(-9999.5923940355556, within(1e-11));
        assertThat(value(model, x, -INFINITY, -INFINITY, -INFINITY)).isEqualTo(-INFINITY);
        assertThat(value(model, x, INFINITY, 0, 0)).isEqualTo(INFINITY);
        assertThat(value(model, x, Double.NaN, 0, 0)).isNaN();
        assertThat(lines(simplified(model))).isEqualTo(lines(model));
    }

    @Test
    void theGradientOfAStableFormIsStable() {
        Model model = simplified(Differentiator.differentiate(simplified(p.function(logSumExp()))));
        double[] expected = {0.09003057317038046, 0.24472847105479764, 0.6652409557748219};
        assertThat(gradient(model, x, 1e4 + 1, 1e4 + 2, 1e4 + 3)).containsExactly(expected, within(1e-15));
        assertThat(gradient(model, x, -1e4 + 1, -1e4 + 2, -1e4 + 3)).containsExactly(expected, within(1e-15));
        assertThat(lines(model)).noneMatch(line -> line.contains("stop_gradient"));
    }

    @Test
    void aSumThatIsShiftedOrNotBareIsLeftAlone() {
        Tensor m = p.reduce("m", List.of(), Reduction.MAX, List.of(i), p.read(x, i));
        Tensor stopped = p.define("q", List.of(), p.call(Arithmetic.STOP_GRADIENT, p.read(m)));
        Tensor s = p.sum("s", List.of(), List.of(i), p.call(Powers.EXP, p.e.sub(p.read(x, i), p.read(stopped))));
        Tensor t = p.sum("t", List.of(), List.of(i), p.call(Powers.EXP, p.read(x, i)));
        Scalar bare = p.e.add(p.read(stopped), p.call(Powers.LOG, p.read(s)));
        Scalar other = p.call(Powers.LOG, p.e.add(p.e.real(2), p.read(t)));
        Model model = p.function(p.define("l", List.of(), p.e.add(bare, other)));
        assertThat(lines(simplified(model))).isEqualTo(lines(model));
    }

    @Test
    void logarithmOfASoftmaxThroughNames() {
        Tensor e = p.define("e", List.of(i), p.call(Powers.EXP, p.read(x, i)));
        Tensor s = p.sum("s", List.of(), List.of(i), p.read(e, i));
        Tensor q = p.define("q", List.of(i), p.e.div(p.read(e, i), p.read(s)));
        Scalar second = p.read(q, p.e.integer(1));
        Model model = simplified(p.function(p.define("l", List.of(), p.call(Powers.LOG, second))));
        assertThat(lines(model)).last().isEqualTo("l = x[1] - (s_shift + log(s_shifted))");
        assertThat(value(model, x, 1000, 0, 1000)).isCloseTo(-1000.6931471805599453, within(1e-12));
    }

    @Test
    void equationsThatBecomeEqualAreOne() {
        Tensor a = p.define("a", List.of(i), p.e.mul(p.read(x, i), p.e.real(3)));
        Tensor b = p.define("b", List.of(i), p.e.mul(p.e.real(3), p.read(x, i)));
        Tensor c = p.sum("c", List.of(), List.of(i), p.e.mul(p.read(a, i), p.read(b, i)));
        assertThat(lines(simplified(p.function(c)))).containsExactly("a[i] = 3 * x[i]", "c = Σ i. a[i]²");
    }

    @Test
    void copiesAreReadThroughAndTheDeadGo() {
        Tensor copy = p.define("copy", List.of(i), p.read(x, i));
        Tensor two = p.define("two", List.of(i), p.e.real(2));
        p.define("dead", List.of(i), p.e.square(p.read(x, i)));
        Tensor y = p.define("y", List.of(i), p.e.mul(p.read(two, i), p.read(copy, i)));
        assertThat(lines(simplified(p.function(y)))).containsExactly("y[i] = 2 * x[i]");
        assertThat(lines(simplified(p.function(copy)))).containsExactly("copy[i] = x[i]");
    }

    @Test
    void aSumOverNothingIsZero() {
        Tensor y = p.reduceWhere(
                "y", List.of(), Reduction.SUM, List.of(i), p.e.less(p.at(i), p.e.integer(0)), p.read(x, i));
        assertThat(lines(simplified(p.function(y)))).containsExactly("y = 0");
    }

    @Test
    void aProductOverNothingIsOneAndAMaximumStays() {
        Scalar never = p.e.less(p.at(i), p.e.integer(0));
        Tensor product = p.reduceWhere("y", List.of(), Reduction.PROD, List.of(i), never, p.read(x, i));
        assertThat(lines(simplified(p.function(product)))).containsExactly("y = 1");
        Tensor largest = p.reduceWhere("z", List.of(), Reduction.MAX, List.of(i), never, p.read(x, i));
        assertThat(lines(simplified(p.function(largest))))
                .singleElement()
                .asString()
                .startsWith("z = max i where false");
    }

    @Test
    void aProductOfExponentialsIsNotASum() {
        Tensor product = p.reduce("s", List.of(), Reduction.PROD, List.of(i), p.call(Powers.EXP, p.read(x, i)));
        Model model = p.function(p.define("l", List.of(), p.call(Powers.LOG, p.read(product))));
        assertThat(lines(simplified(model))).isEqualTo(lines(model));
    }

    /** With a length that is not known yet. */
    @Test
    void quotientsAndRemaindersOfAFlattenedAxisAreItsIndices() {
        Dim open = Dim.open("m");
        Index row = p.index("r", n);
        Index column = p.index("c", open);
        Scalar size = p.builder.size(open);
        Scalar flat = p.e.call(Whole.ADD, p.e.call(Whole.MULTIPLY, p.at(row), size), p.at(column));
        Scalar next = p.e.call(Whole.ADD, size, p.at(column));
        Scalar sum = p.e.add(
                p.e.add(
                        p.e.toReal(p.e.call(Whole.FLOOR_DIVIDE, flat, size)),
                        p.e.toReal(p.e.call(Whole.FLOOR_MODULO, flat, size))),
                p.e.toReal(p.e.call(Whole.FLOOR_DIVIDE, next, size)));
        Tensor y = p.define("y", List.of(row, column), sum);
        assertThat(lines(simplified(p.function(y)))).containsExactly("y[r, c] = r + c + 1");
    }

    @Test
    @Tag("large")
    void chainsOf200000OperationsTakeLinearTime() {
        Tensor s = p.input("s");
        Scalar chain = p.read(s);
        for (int k = 0; k < 100_000; k++) {
            chain = p.e.add(p.e.mul(chain, p.e.one()), p.e.mul(p.e.real(1e-5), p.read(s)));
        }
        Model model = p.function(p.define("y", List.of(), chain));
        Model result = simplified(Differentiator.differentiate(simplified(model)));
        assertThat(result.entries()).hasSize(2);
    }
}
