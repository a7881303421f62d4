package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Circular;
import dev.chainrule.scalar.Hyperbolic;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Whole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Reads of every shape: the gradient against differences, and the equation it becomes. */
class ReadGradientTest {

    private final Program p = new Program();
    private final SplittableRandom random = new SplittableRandom(11);
    private final Map<Tensor, double[]> given = new HashMap<>();

    private Tensor input(String name, int elements, Dim... dims) {
        Tensor tensor = p.input(name, dims);
        given.put(tensor, random.doubles(elements, 0.3, 1.7).toArray());
        return tensor;
    }

    private static Dim dim(String name, int length) {
        return Dim.fixed(name, length);
    }

    private Scalar times(long factor, Index index) {
        return p.call(Whole.MULTIPLY, p.e.integer(factor), p.at(index));
    }

    private Scalar plus(Scalar a, Scalar b) {
        return p.call(Whole.ADD, a, b);
    }

    /** Checks Σ over all of sin(t) · weight, and returns the adjoints as text. */
    private List<String> check(Tensor t) {
        List<Index> all = new ArrayList<>();
        t.extents().forEach(extent -> all.add(p.index("a" + all.size(), extent)));
        Tensor loss = t.rank() == 0 ? t : p.sum("loss", List.of(), all, p.call(Circular.SIN, p.read(t, all.toArray())));
        var system = p.builder.build();
        DerivativeCheck.check(system, t, Map.of(), given);
        var gradient = GradientCheck.check(system, loss, Map.of(), given);
        List<String> lines = Notation.of(gradient.system());
        return lines.subList(system.equations().size(), lines.size());
    }

    @Test
    void windowBecomesAGuardedSumOverItsOffsets() {
        Dim n = dim("n", 7);
        Dim out = dim("out", 5);
        Dim k = dim("k", 3);
        Tensor x = input("x", 7, n);
        Tensor w = input("w", 3, k);
        Index i = p.index("i", out);
        Index u = p.index("u", k);
        Tensor y = p.sum("y", List.of(i), List.of(u), p.e.mul(p.read(x, plus(p.at(i), p.at(u))), p.read(w, u)));
        assertThat(check(y))
                .contains(
                        "dx[p0] = Σ u where 0 <= p0 - u && p0 - u < out. dy[p0 - u] * w[u]",
                        "dw[u] = Σ i. x[i + u] * dy[i]");
    }

    @Test
    void paddedWindowKeepsOnlyTheConditionsOfItsRange() {
        Dim n = dim("n", 6);
        Dim k = dim("k", 3);
        Tensor x = input("x", 6, n);
        Tensor w = input("w", 3, k);
        Index i = p.index("i", n);
        Index u = p.index("u", k);
        Scalar place = p.plus(plus(p.at(i), p.at(u)), -1);
        Scalar inside = p.e.and(p.e.lessOrEqual(p.e.integer(0), place), p.e.less(place, p.builder.size(n)));
        Scalar padded = p.e.choice(inside, p.read(x, place), p.e.zero());
        Tensor y = p.sum("y", List.of(i), List.of(u), p.e.mul(padded, p.read(w, u)));
        assertThat(check(y)).contains("dx[p0] = Σ u where 0 <= p0 - u + 1 && p0 - u + 1 < n. dy[p0 - u + 1] * w[u]");
    }

    @Test
    void strideIsSolvedByDivision() {
        Dim n = dim("n", 9);
        Dim out = dim("out", 4);
        Dim k = dim("k", 3);
        Tensor x = input("x", 9, n);
        Tensor w = input("w", 3, k);
        Index i = p.index("i", out);
        Index u = p.index("u", k);
        Tensor y = p.sum("y", List.of(i), List.of(u), p.e.mul(p.read(x, plus(times(2, i), p.at(u))), p.read(w, u)));
        assertThat(check(y))
                .contains("dx[p0] = Σ u where mod(p0 - u, 2) == 0 && 0 <= div(p0 - u, 2) && div(p0 - u, 2) < out."
                        + " dy[div(p0 - u, 2)] * w[u]");
    }

    @Test
    void everySecondElementAlone() {
        Dim n = dim("n", 8);
        Dim out = dim("out", 4);
        Tensor x = input("x", 8, n);
        Index i = p.index("i", out);
        assertThat(check(p.define("y", List.of(i), p.call(Powers.EXP, p.read(x, p.plus(times(2, i), 1))))))
                .contains("dx[p0] = mod(p0 - 1, 2) == 0 ? dy[div(p0 - 1, 2)] * y[div(p0 - 1, 2)] : 0");
    }

    @Test
    void backwardsAndShifted() {
        Dim n = dim("n", 5);
        Tensor x = input("x", 5, n);
        Index i = p.index("i", n);
        Scalar reversed = p.call(Whole.SUBTRACT, p.e.integer(4), p.at(i));
        check(p.define("y", List.of(i), p.e.mul(p.read(x, i), p.read(x, reversed))));
    }

    @Test
    void differencesOfNeighbours() {
        Dim n = dim("n", 5);
        Tensor x = input("x", 5, n);
        Index i = p.index("i", p.call(Whole.SUBTRACT, p.builder.size(n), p.e.integer(1)));
        Scalar difference = p.e.sub(p.read(x, p.plus(p.at(i), 1)), p.read(x, i));
        assertThat(check(p.sum("y", List.of(), List.of(i), p.e.square(difference))))
                .hasSize(1);
    }

    @Test
    void diagonalAndTransposed() {
        Dim n = dim("n", 3);
        Tensor x = input("x", 9, n, n);
        Index i = p.index("i", n);
        Index j = p.index("j", n);
        Tensor d = p.define("d", List.of(i), p.e.square(p.read(x, i, i)));
        Tensor t = p.define("t", List.of(i, j), p.e.mul(p.read(x, j, i), p.e.mul(p.read(d, i), p.read(x, i, j))));
        check(t);
    }

    @Test
    void broadcastAndContracted() {
        Dim n = dim("n", 3);
        Dim m = dim("m", 2);
        Tensor a = input("a", 6, n, m);
        Tensor b = input("b", 2, m);
        Index i = p.index("i", n);
        Index j = p.index("j", m);
        Tensor t = p.define("t", List.of(i, j), p.call(Hyperbolic.TANH, p.e.add(p.read(a, i, j), p.read(b, j))));
        assertThat(check(t)).contains("db[j] = Σ i. da[i, j]");
    }

    @Test
    void fixedElement() {
        Dim n = dim("n", 4);
        Tensor x = input("x", 4, n);
        assertThat(check(p.define("y", List.of(), p.e.square(p.read(x, p.e.integer(2))))))
                .containsExactly("dx[p0] = p0 == 2 ? 2 * x[2] : 0");
    }

    @Test
    void rowsChosenByATensorAreScatteredBack() {
        Dim vocabulary = dim("vocab", 4);
        Dim time = dim("time", 5);
        Dim embed = dim("embed", 2);
        Tensor table = input("E", 8, vocabulary, embed);
        Tensor w = input("w", 2, embed);
        Tensor token = p.labels("token", vocabulary, time);
        given.put(token, new double[] {1, 3, 1, 1, 0});
        Index t = p.index("t", time);
        Index d = p.index("d", embed);
        Tensor v = p.sum("v", List.of(t), List.of(d), p.e.mul(p.read(table, p.read(token, t), d), p.read(w, d)));
        assertThat(check(v)).contains("dE[p0, d] = Σ t where p0 == token[t]. dv[t] * w[d]");
    }

    @Test
    void trianglesTurnIntoFilters() {
        Dim n = dim("n", 4);
        Tensor l = input("L", 16, n, n);
        Tensor z = input("z", 4, n);
        Index i = p.index("i", n);
        Index j = p.index("j", p.at(i));
        Tensor y = p.sum("y", List.of(i), List.of(j), p.e.mul(p.read(l, i, j), p.read(z, j)));
        assertThat(check(y))
                .contains("dL[i, j] = j < i ? dy[i] * z[j] : 0", "dz[j] = Σ i where j < i. L[i, j] * dy[i]");
    }

    @Test
    void triangleReadAtASum() {
        Dim n = dim("n", 4);
        Dim m = dim("m", 8);
        Tensor x = input("x", 8, m);
        Index i = p.index("i", n);
        Index j = p.index("j", p.at(i));
        check(p.sum("y", List.of(i), List.of(j), p.call(Powers.EXP, p.read(x, plus(p.at(i), p.at(j))))));
    }

    @Test
    void filteredSum() {
        Dim n = dim("n", 5);
        Tensor x = input("x", 5, n);
        Index i = p.index("i", n);
        Index j = p.index("j", n);
        Scalar filter = p.e.and(p.e.notEqual(p.at(i), p.at(j)), p.e.less(p.e.real(0.8), p.read(x, j)));
        check(p.reduceWhere("y", List.of(i), Reduction.SUM, List.of(j), filter, p.e.mul(p.read(x, i), p.read(x, j))));
    }

    @Test
    void maximumFlowsToTheFirstOfEqualOnes() {
        Dim n = dim("n", 2);
        Dim m = dim("m", 3);
        Tensor x = p.input("x", n, m);
        Index i = p.index("i", n);
        Index j = p.index("j", m);
        Tensor y = p.reduce("y", List.of(i), Reduction.MAX, List.of(j), p.read(x, i, j));
        Tensor loss = p.sum("loss", List.of(), List.of(i), p.read(y, i));
        Gradient.Result gradient = Gradient.of(p.builder.build(), loss, List.of(x));
        double[] partial = Evaluation.of(gradient.system(), Map.of(), Map.of(x, new double[] {1, 2, 2, 5, 5, 4}))
                .get(gradient.partials().get(x));
        assertThat(partial).containsExactly(0, 1, 0, 1, 0, 0);
        assertThat(Notation.of(gradient.system())).contains("dx[i, j] = j == y_at[i] ? 1 : 0");
    }

    @Test
    void extremesOverSeveralAndDependentRanges() {
        Dim n = dim("n", 3);
        Dim m = dim("m", 4);
        Tensor x = input("x", 12, n, m);
        Index i = p.index("i", n);
        Index j = p.index("j", m);
        Index k = p.index("k", p.plus(p.at(i), 2));
        Tensor largest = p.reduce("a", List.of(), Reduction.MAX, List.of(i, j), p.e.square(p.read(x, i, j)));
        Tensor smallest = p.reduce("b", List.of(), Reduction.MIN, List.of(i, k), p.read(x, i, k));
        Tensor triangle = p.reduce("c", List.of(i), Reduction.MAX, List.of(k), p.read(x, i, k));
        check(p.define("y", List.of(i), p.e.mul(p.e.add(p.read(largest), p.read(smallest)), p.read(triangle, i))));
    }

    /** A condition that reads stands after the range that keeps the read inside. */
    @Test
    void extremesOfShiftedRows() {
        Dim n = dim("n", 3);
        Dim m = dim("m", 4);
        Tensor x = input("x", 12, n, m);
        Index i = p.index("i", p.call(Whole.SUBTRACT, p.builder.size(n), p.e.integer(1)));
        Index k = p.index("k", p.plus(p.at(i), 2));
        Tensor y = p.reduce("y", List.of(i), Reduction.MAX, List.of(k), p.read(x, p.plus(p.at(i), 1), k));
        assertThat(check(y))
                .contains("dx[p0, k] = 0 <= p0 - 1 && 0 <= y_at[p0 - 1] && y_at[p0 - 1] < p0 - 1 + 2"
                        + " && k == y_at[p0 - 1] ? dy[p0 - 1] : 0");
    }

    @Test
    void maxPooling() {
        Dim n = dim("n", 6);
        Dim half = dim("half", 3);
        Dim two = dim("two", 2);
        Tensor x = input("x", 6, n);
        Index i = p.index("i", half);
        Index u = p.index("u", two);
        Tensor y = p.reduce("y", List.of(i), Reduction.MAX, List.of(u), p.read(x, plus(times(2, i), p.at(u))));
        assertThat(check(y)).contains("dx[p0] = Σ i where p0 == 2 * i + y_at[i]. dy[i]");
    }

    @Test
    void productsSurviveZeros() {
        Dim n = dim("n", 3);
        Dim m = dim("m", 3);
        Tensor x = p.input("x", n, m);
        given.put(x, new double[] {2, 3, 4, 0, 3, 5, 0, 0, 7});
        Index i = p.index("i", n);
        Index j = p.index("j", m);
        Tensor y = p.reduce("y", List.of(i), Reduction.PROD, List.of(j), p.read(x, i, j));
        check(y);
    }

    @Test
    void productOverATriangle() {
        Dim n = dim("n", 4);
        Tensor x = input("x", 16, n, n);
        Index i = p.index("i", n);
        Index j = p.index("j", p.at(i));
        check(p.reduce("y", List.of(i), Reduction.PROD, List.of(j), p.e.square(p.read(x, i, j))));
        check(p.reduce("z", List.of(), Reduction.PROD, List.of(i, j), p.read(x, i, j)));
    }

    @Test
    void nothingFlowsThroughAStoppedGradient() {
        Dim n = dim("n", 3);
        Tensor x = p.input("x", n);
        Index i = p.index("i", n);
        Tensor y = p.sum("y", List.of(), List.of(i), p.call(Arithmetic.STOP_GRADIENT, p.read(x, i)));
        Gradient.Result gradient = Gradient.of(p.builder.build(), y, List.of(x));
        assertThat(Notation.of(gradient.system())).last().isEqualTo("dx[p0] = 0");
    }

    @Test
    void secondDerivativesComeFromTheSameCode() {
        Dim n = dim("n", 4);
        Dim k = dim("k", 2);
        Tensor x = input("x", 4, n);
        Tensor w = input("w", 2, k);
        Index i = p.index("i", p.call(Whole.SUBTRACT, p.builder.size(n), p.e.integer(1)));
        Index u = p.index("u", k);
        Index j = p.index("j", n);
        Tensor y = p.sum("y", List.of(i), List.of(u), p.e.mul(p.read(x, plus(p.at(i), p.at(u))), p.read(w, u)));
        Tensor largest = p.reduce("m", List.of(), Reduction.MAX, List.of(j), p.e.square(p.read(x, j)));
        Tensor product = p.reduce("q", List.of(), Reduction.PROD, List.of(j), p.read(x, j));
        Scalar body = p.e.mul(p.call(Hyperbolic.TANH, p.read(y, i)), p.e.mul(p.read(largest), p.read(product)));
        Tensor loss = p.sum("loss", List.of(), List.of(i), body);
        Gradient.Result first = Gradient.of(p.builder.build(), loss, List.of(x, w));
        var builder = first.system().extend();
        Index q = builder.freshIndex(builder.size(n));
        Index r = builder.freshIndex(builder.size(k));
        Scalar gx = builder.read(first.partials().get(x), List.of(builder.node(q)));
        Scalar gw = builder.read(first.partials().get(w), List.of(builder.node(r)));
        Tensor penalty = builder.define(
                "penalty",
                Optional.empty(),
                List.of(),
                Reduction.SUM,
                List.of(q, r),
                p.e.bool(true),
                p.e.mul(p.e.square(gx), gw),
                List.of("q", "r"));
        GradientCheck.check(builder.build(), penalty, Map.of(), given);
    }

    @Test
    void theAdjointOfAScatterIsAGather() {
        Dim vocabulary = dim("vocab", 3);
        Dim time = dim("time", 4);
        Tensor table = input("E", 3, vocabulary);
        Tensor token = p.labels("token", vocabulary, time);
        given.put(token, new double[] {1, 2, 1, 1});
        Index t = p.index("t", time);
        Index v = p.index("v", vocabulary);
        Tensor loss = p.sum("loss", List.of(), List.of(t), p.call(Powers.EXP, p.read(table, p.read(token, t))));
        Gradient.Result first = Gradient.of(p.builder.build(), loss, List.of(table));
        var builder = first.system().extend();
        Tensor penalty = builder.define(
                "penalty",
                Optional.empty(),
                List.of(),
                Reduction.SUM,
                List.of(v),
                p.e.bool(true),
                p.e.square(builder.read(first.partials().get(table), List.of(p.at(v)))),
                List.of("v"));
        GradientCheck.check(builder.build(), penalty, Map.of(), given);
    }
}
