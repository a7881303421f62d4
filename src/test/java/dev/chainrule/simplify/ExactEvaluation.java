package dev.chainrule.simplify;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Activations;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Atom;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Hyperbolic;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Whole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The meaning of a system over real numbers: sums and maps of fixed lengths, made of the functions that can lose digits. */
final class ExactEvaluation {

    private static final ExactNumber ZERO = ExactNumber.of(0);
    private static final ExactNumber ONE = ExactNumber.of(1);

    private static final Map<ScalarFunction, Function<List<ExactNumber>, ExactNumber>> FUNCTIONS = Map.ofEntries(
            Map.entry(Arithmetic.ADD, x -> x.get(0).plus(x.get(1))),
            Map.entry(Arithmetic.SUBTRACT, x -> x.get(0).minus(x.get(1))),
            Map.entry(Arithmetic.MULTIPLY, x -> x.get(0).times(x.get(1))),
            Map.entry(Arithmetic.DIVIDE, x -> x.get(0).dividedBy(x.get(1))),
            Map.entry(Arithmetic.NEGATE, x -> x.get(0).negated()),
            Map.entry(Powers.EXP, x -> x.get(0).exp()),
            Map.entry(Powers.LOG, x -> x.get(0).log()),
            Map.entry(Powers.LOG1P, x -> ONE.plus(x.get(0)).log()),
            Map.entry(Activations.SIGMOID, x -> sigmoid(x.get(0))),
            Map.entry(Hyperbolic.TANH, x -> tanh(x.get(0))),
            Map.entry(Whole.EQUAL, x -> x.get(0).compareTo(x.get(1)) == 0 ? ONE : ZERO),
            Map.entry(Choice.CHOICE, x -> isTrue(x.get(0)) ? x.get(1) : x.get(2)));

    private final Map<Tensor, List<ExactNumber>> values = new HashMap<>();
    private final Map<Index, Integer> at = new HashMap<>();

    private ExactEvaluation() {}

    /**
     * All elements of all tensors.
     *
     * @throws ArithmeticException where there is no such number: the logarithm of 0, a division by 0
     */
    static Map<Tensor, List<ExactNumber>> of(EquationSystem system, Tensor input, double... elements) {
        ExactEvaluation evaluation = new ExactEvaluation();
        List<ExactNumber> given = new ArrayList<>();
        for (double element : elements) {
            given.add(ExactNumber.of(element));
        }
        evaluation.values.put(input, given);
        for (Equation equation : system.equations()) {
            List<ExactNumber> all = new ArrayList<>();
            evaluation.fill(equation, 0, all);
            evaluation.values.put(equation.target(), all);
        }
        return evaluation.values;
    }

    private void fill(Equation equation, int axis, List<ExactNumber> elements) {
        if (axis == equation.indices().size()) {
            elements.add(sum(equation, 0));
            return;
        }
        Index index = equation.indices().get(axis);
        for (int i = 0; i < length(index); i++) {
            at.put(index, i);
            fill(equation, axis + 1, elements);
        }
    }

    private ExactNumber sum(Equation equation, int k) {
        if (k == equation.reduced().size()) {
            return isTrue(value(equation.filter())) ? value(equation.body()) : ZERO;
        }
        if (equation.reduction() != Reduction.SUM) {
            throw new IllegalStateException("only sums are known here: " + equation);
        }
        Index index = equation.reduced().get(k);
        ExactNumber sum = ZERO;
        for (int i = 0; i < length(index); i++) {
            at.put(index, i);
            sum = sum.plus(sum(equation, k + 1));
        }
        return sum;
    }

    private int length(Index index) {
        return value(index.extent()).plain().intValueExact();
    }

    private ExactNumber value(Scalar root) {
        Map<Scalar, ExactNumber> known = new HashMap<>();
        for (Scalar node : Traversal.operandsFirst(root)) {
            List<ExactNumber> operands =
                    node.operands().stream().map(known::get).toList();
            known.put(node, value(node, operands));
        }
        return known.get(root);
    }

    private ExactNumber value(Scalar node, List<ExactNumber> operands) {
        if (node instanceof Constant constant) {
            return ExactNumber.of(constant.value());
        }
        if (node instanceof Call call) {
            Function<List<ExactNumber>, ExactNumber> function = FUNCTIONS.get(call.function());
            if (function == null) {
                throw new IllegalStateException("no exact form of " + call.function());
            }
            return function.apply(operands);
        }
        Atom atom = ((Leaf) node).atom();
        if (atom instanceof Index index) {
            return ExactNumber.of(at.get(index));
        }
        if (atom instanceof SizeOf size) {
            return ExactNumber.of(size.dim().fixedLength().getAsInt());
        }
        int offset = operands.isEmpty() ? 0 : operands.get(0).plain().intValueExact();
        return values.get(((Read) atom).tensor()).get(offset);
    }

    private static boolean isTrue(ExactNumber truth) {
        return truth.factor().signum() != 0;
    }

    private static ExactNumber sigmoid(ExactNumber x) {
        return ONE.dividedBy(ONE.plus(x.negated().exp()));
    }

    private static ExactNumber tanh(ExactNumber x) {
        ExactNumber square = x.plus(x).exp();
        return square.minus(ONE).dividedBy(square.plus(ONE));
    }
}
