package dev.chainrule.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.chainrule.differentiate.Program;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Comparison;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Rounding;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Whole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Equations written by hand, and what they are at numbers that can be worked out by hand. */
class InterpreterTest {

    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final Program program = new Program();
    private final Map<Dim, Integer> lengths = new LinkedHashMap<>();
    private final Map<Tensor, double[]> values = new LinkedHashMap<>();

    private Dim open(String name, int length) {
        Dim dim = Dim.open(name);
        lengths.put(dim, length);
        return dim;
    }

    private Tensor given(String name, Dim dim, double... elements) {
        Tensor tensor = program.input(name, dim);
        values.put(tensor, elements);
        return tensor;
    }

    private Interpreter.Result evaluate() {
        return Interpreter.evaluate(program.builder.build(), new Environment(lengths, values));
    }

    private double[] value(Tensor tensor) {
        return evaluate().values().get(tensor);
    }

    private double reduced(Reduction reduction, double... elements) {
        Dim n = open("n", elements.length);
        Tensor x = given("x", n, elements);
        Index i = program.index("i", n);
        return value(program.reduce("y", List.of(), reduction, List.of(i), program.read(x, i)))[0];
    }

    @Test
    void anElementIsItsBodyAtItsIndices() {
        Dim n = open("n", 2);
        Dim m = Dim.fixed("m", 3);
        Tensor x = given("x", n, 10, 20);
        Index i = program.index("i", n);
        Index j = program.index("j", m);
        Scalar body = program.e.add(
                program.read(x, i),
                program.e.mul(program.e.toReal(program.at(j)), program.e.toReal(program.builder.size(n))));
        assertThat(value(program.define("y", List.of(i, j), body))).containsExactly(10, 12, 14, 20, 22, 24);
    }

    @ParameterizedTest
    @CsvSource({"SUM, 7", "PROD, -10", "MAX, 5", "MIN, -1", "ARGMAX, 2", "ARGMIN, 3"})
    void reductions(Reduction reduction, double expected) {
        assertThat(reduced(reduction, 1, 2, 5, -1)).isEqualTo(expected);
    }

    /** The documented value over nothing. */
    @ParameterizedTest
    @CsvSource({"SUM, 0", "PROD, 1", "MAX, -Infinity", "MIN, Infinity", "ARGMAX, -1", "ARGMIN, -1"})
    void overNothing(Reduction reduction, double expected) {
        assertThat(reduced(reduction)).isEqualTo(expected);
    }

    @Test
    void theFirstOfEqualsWins() {
        assertThat(reduced(Reduction.ARGMAX, 1, 3, 3, 2)).isEqualTo(1);
        assertThat(new InterpreterTest().reduced(Reduction.ARGMIN, 3, 1, 1)).isEqualTo(1);
        assertThat(new InterpreterTest().reduced(Reduction.ARGMAX, -INFINITY, -INFINITY))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Reduction.class,
            names = {"SUM", "PROD", "MAX", "MIN"})
    void aNanIsNotLost(Reduction reduction) {
        assertThat(reduced(reduction, 1, NAN, 2)).isNaN();
    }

    @Test
    void theFirstNanIsTheExtreme() {
        assertThat(reduced(Reduction.ARGMAX, 9, NAN, 10, NAN)).isEqualTo(1);
        assertThat(new InterpreterTest().reduced(Reduction.ARGMIN, 9, 8, NAN)).isEqualTo(2);
    }

    /** Σ i < n, j < i. x[i] x[j] of 1 2 4 is 2 + 4 + 8. */
    @Test
    void aRangeMayDependOnIndicesBoundBefore() {
        Dim n = open("n", 3);
        Tensor x = given("x", n, 1, 2, 4);
        Index i = program.index("i", n);
        Index j = program.index("j", program.at(i));
        Scalar body = program.e.mul(program.read(x, i), program.read(x, j));
        assertThat(value(program.sum("y", List.of(), List.of(i, j), body))).containsExactly(14);
    }

    /** Where a filter does not hold nothing is evaluated, so no read can lie outside. */
    @Test
    void aFilterKeepsReadsInside() {
        Dim n = open("n", 3);
        Tensor x = given("x", n, 1, 2, 4);
        Index i = program.index("i", n);
        Scalar next = program.plus(program.at(i), 1);
        Scalar inside = program.e.less(next, program.builder.size(n));
        Tensor y = program.reduceWhere("y", List.of(), Reduction.SUM, List.of(i), inside, program.read(x, next));
        assertThat(value(y)).containsExactly(6);
    }

    /** Positions count all combinations, also those that are filtered out. */
    @Test
    void positionsCountWhatIsFilteredOut() {
        Dim n = open("n", 4);
        Tensor x = given("x", n, 9, 1, 5, 2);
        Index i = program.index("i", n);
        Scalar behind = program.e.less(program.e.integer(0), program.at(i));
        assertThat(value(program.reduceWhere("y", List.of(), Reduction.ARGMAX, List.of(i), behind, program.read(x, i))))
                .containsExactly(2);
    }

    /** 1 / 0 and a read outside stand on the side that is not taken. */
    @Test
    void onlyTheChosenSideIsEvaluated() {
        Dim n = open("n", 3);
        Tensor x = given("x", n, -1, 0, 4);
        Index i = program.index("i", n);
        Scalar element = program.read(x, i);
        Scalar positive = program.call(Comparison.GREATER, element, program.e.real(0));
        Scalar last = program.e.equal(program.at(i), program.e.integer(2));
        Scalar beyond = program.read(x, program.plus(program.at(i), 1));
        Scalar body =
                program.e.choice(last, program.call(Powers.SQRT, element), program.e.choice(positive, element, beyond));
        assertThat(value(program.define("y", List.of(i), body))).containsExactly(0, 4, 2);
    }

    /** {@code &&} and {@code ||} stop where they are settled. */
    @Test
    void conditionsStopWhereTheyAreSettled() {
        Dim n = open("n", 2);
        Tensor x = given("x", n, 1, 7);
        Index i = program.index("i", n);
        Scalar next = program.plus(program.at(i), 1);
        Scalar inside = program.e.less(next, program.builder.size(n));
        Scalar larger = program.call(Comparison.GREATER, program.read(x, next), program.e.real(5));
        Scalar and = program.e.choice(program.e.and(inside, larger), program.e.real(1), program.e.real(0));
        Scalar or = program.e.choice(program.e.or(program.e.not(inside), larger), program.e.real(1), program.e.real(0));
        assertThat(value(program.define("a", List.of(i), and))).containsExactly(1, 0);
        assertThat(value(program.define("o", List.of(i), or))).containsExactly(1, 1);
    }

    @Test
    void subscriptsAreWholeNumberArithmetic() {
        Dim n = open("n", 6);
        Dim half =
                Dim.computed("half", program.e.call(Whole.FLOOR_DIVIDE, program.builder.size(n), program.e.integer(2)));
        Tensor x = given("x", n, 0, 10, 20, 30, 40, 50);
        Index i = program.index("i", half);
        Scalar odd = program.plus(program.call(Whole.MULTIPLY, program.e.integer(2), program.at(i)), 1);
        assertThat(value(program.define("y", List.of(i), program.read(x, odd)))).containsExactly(10, 30, 50);
    }

    @Test
    void aTensorOfIndicesSaysWhereToRead() {
        Dim n = open("n", 3);
        Dim vocab = Dim.fixed("vocab", 2);
        Tensor word = program.labels("word", vocab, n);
        values.put(word, new double[] {1, 0, 1});
        Tensor e = given("e", vocab, 5, 6);
        Index i = program.index("i", n);
        assertThat(value(program.define("y", List.of(i), program.read(e, program.read(word, i)))))
                .containsExactly(6, 5, 6);
    }

    @Test
    void lengthsOfZeroAndOne() {
        Dim none = open("none", 0);
        Dim one = open("one", 1);
        Tensor x = given("x", none);
        Tensor z = given("z", one, 3);
        Index i = program.index("i", none);
        Index j = program.index("j", one);
        Tensor y = program.sum("y", List.of(j), List.of(i), program.e.mul(program.read(x, i), program.read(z, j)));
        Tensor u = program.define("u", List.of(i, j), program.read(x, i));
        Interpreter.Result result = evaluate();
        assertThat(result.values().get(y)).containsExactly(0);
        assertThat(result.values().get(u)).isEmpty();
    }

    @Test
    void aReadOutsideSaysWhere() {
        Dim n = open("n", 2);
        Tensor x = given("x", n, 1, 2);
        Index i = program.index("i", n);
        program.define("y", List.of(i), program.read(x, program.plus(program.at(i), 1)));
        assertThatIllegalStateException()
                .isThrownBy(this::evaluate)
                .withMessage("x is read at 2 of an axis of length 2 in y[i] = x[i + 1]");
    }

    @Test
    void whatIsMissingIsNamed() {
        Dim n = Dim.open("n");
        Index i = program.index("i", n);
        Tensor x = program.input("x", n);
        program.define("y", List.of(i), program.read(x, i));
        assertThatIllegalStateException()
                .isThrownBy(this::evaluate)
                .withMessageContaining("no length is given for the dim n");
        lengths.put(n, 2);
        assertThatIllegalStateException().isThrownBy(this::evaluate).withMessageContaining("no values are given for x");
    }

    /** Equal traces for points on one smooth piece, different ones across a kink, a tie, a choice. */
    @Test
    void theTraceTellsPiecesApart() {
        Dim n = open("n", 2);
        Tensor x = program.input("x", n);
        Index i = program.index("i", n);
        program.define("y", List.of(i), program.call(Rounding.ABS, program.read(x, i)));
        program.reduce(
                "z", List.of(), Reduction.MAX, List.of(program.index("j", n)), program.read(x, program.e.integer(0)));
        values.put(x, new double[] {1, -2});
        long here = evaluate().trace().hash();
        values.put(x, new double[] {3, -0.5});
        assertThat(evaluate().trace().hash()).isEqualTo(here);
        values.put(x, new double[] {1, 2});
        assertThat(evaluate().trace().hash()).isNotEqualTo(here);
    }

    /** s = x + s of the element before: 2, 5, 10. */
    @Test
    void anEquationMayReadItsOwnElements() {
        Dim n = open("n", 3);
        Tensor x = given("x", n, 2, 3, 5);
        Tensor s = program.builder.declare(
                "s",
                List.of(program.builder.size(n)),
                dev.chainrule.scalar.Type.REAL,
                java.util.Optional.empty(),
                java.util.Optional.empty());
        Index i = program.index("i", n);
        Scalar before = program.plus(program.at(i), -1);
        Scalar body = program.e.add(
                program.read(x, i),
                program.e.choice(
                        program.e.lessOrEqual(program.e.integer(0), before),
                        program.read(s, before),
                        program.e.real(0)));
        program.builder.redefine(s, List.of(i), Reduction.NONE, List.of(), program.e.bool(true), body, List.of("i"));
        assertThat(value(s)).containsExactly(2, 5, 10);
    }

    @Test
    void aChainOf200000OperationsNeedsNoStack() {
        Dim n = open("n", 1);
        Tensor x = given("x", n, 1);
        Index i = program.index("i", n);
        Scalar chain = program.read(x, i);
        for (int link = 0; link < 200_000; link++) {
            chain = program.e.add(chain, program.e.real(link % 2 == 0 ? 1 : -1));
        }
        assertThat(value(program.define("y", List.of(i), chain))).containsExactly(1);
    }
}
