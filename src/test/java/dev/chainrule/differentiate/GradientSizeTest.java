package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Activations;
import dev.chainrule.scalar.Circular;
import dev.chainrule.scalar.Functions;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Gradients stay in proportion to values: in nodes, and in the time that it takes to make them. */
class GradientSizeTest {

    private final Program p = new Program();
    private final Tensor x = p.input("x");

    private static int nodes(EquationSystem system) {
        List<Scalar> roots = new ArrayList<>();
        for (Equation equation : system.equations()) {
            roots.add(equation.filter());
            roots.add(equation.body());
        }
        return Traversal.operandsFirst(roots).size();
    }

    private void assertBounded(EquationSystem value, Tensor objective, List<Tensor> wanted) {
        EquationSystem gradient = assertTimeout(Duration.ofSeconds(20), () -> Gradient.of(value, objective, wanted))
                .system();
        assertThat(nodes(gradient)).isLessThanOrEqualTo(8 * nodes(value) + 100);
    }

    private Scalar chain(int length, UnaryOperator<Scalar> step) {
        Scalar node = p.read(x);
        for (int i = 0; i < length; i++) {
            node = step.apply(node);
        }
        return node;
    }

    @Test
    void chainsOf200000Operations() {
        Tensor y = p.define("y", List.of(), chain(100_000, t -> p.e.add(p.e.square(t), p.read(x))));
        assertBounded(p.builder.build(), y, List.of(x));
    }

    @Test
    void chainsOfGates() {
        Tensor y = p.define("y", List.of(), chain(100_000, t -> p.e.sub(p.call(Activations.RELU, t), p.e.real(1e-9))));
        assertBounded(p.builder.build(), y, List.of(x));
    }

    @Test
    void chainsOfNegations() {
        Tensor y = p.define("y", List.of(), p.e.mul(p.read(x), chain(200_000, p.e::neg)));
        assertBounded(p.builder.build(), y, List.of(x));
    }

    @Test
    void chainsOfChoices() {
        Tensor y = p.define(
                "y",
                List.of(),
                chain(
                        50_000,
                        t -> p.e.choice(p.e.less(t, p.e.one()), p.call(Circular.SIN, t), p.e.mul(t, p.e.real(0.5)))));
        assertBounded(p.builder.build(), y, List.of(x));
    }

    @Test
    void bodySharedTwoHundredLevelsDeep() {
        Tensor y = p.define("y", List.of(), chain(200, t -> p.e.mul(p.e.add(t, p.call(Circular.SIN, t)), t)));
        assertBounded(p.builder.build(), y, List.of(x));
    }

    @Test
    void equationsSharedTwoHundredLevelsDeep() {
        Dim n = Dim.fixed("n", 4);
        Index i = p.index("i", n);
        Tensor v = p.input("v", n);
        Tensor t = v;
        for (int level = 0; level < 200; level++) {
            Scalar read = p.read(t, i);
            t = p.define("t" + level, List.of(i), p.e.add(p.e.mul(read, p.call(Powers.EXP, read)), p.e.neg(read)));
        }
        Tensor total = p.sum("total", List.of(), List.of(i), p.read(t, i));
        assertBounded(p.builder.build(), total, List.of(v));
    }

    @Test
    void everyFunctionOfReals() {
        Scalar total = p.e.zero();
        for (ScalarFunction function : Functions.all()) {
            boolean reals = function.resultType() == Type.REAL
                    && function.operandTypes().stream().allMatch(type -> type == Type.REAL);
            if (reals) {
                List<Scalar> operands = new ArrayList<>();
                function.operandTypes().forEach(any -> operands.add(p.e.add(p.read(x), p.e.real(operands.size()))));
                total = p.e.add(total, p.e.call(function, operands));
            }
        }
        Tensor y = p.define("y", List.of(), total);
        assertBounded(p.builder.build(), y, List.of(x));
    }
}
