package dev.chainrule.interpret;

import dev.chainrule.scalar.Atom;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code f(x + ε ẋ) = f(x) + ε Σ ∂f/∂xᵢ ẋᵢ}, with the partial derivatives as the rows of the functions state them. */
final class DualNumbers implements Propagation {

    private final Map<ScalarFunction, List<Optional<Part>>> rows = new HashMap<>();

    /** A partial derivative, and where it holds. */
    private record Part(Optional<Formula> gate, Formula factor) {}

    @Override
    public boolean covers(ScalarFunction function) {
        return true;
    }

    @Override
    public double through(ScalarFunction function, double result, double[] operands, double[] tangents) {
        List<Optional<Part>> parts = rows.computeIfAbsent(function, DualNumbers::parts);
        double sum = 0;
        for (int i = 0; i < tangents.length; i++) {
            if (tangents[i] == 0 || parts.get(i).isEmpty()) {
                continue;
            }
            Part part = parts.get(i).get();
            if (part.gate().isEmpty() || part.gate().get().at(result, operands) != 0) {
                sum += part.factor().at(result, operands) * tangents[i];
            }
        }
        return sum;
    }

    private static List<Optional<Part>> parts(ScalarFunction function) {
        Scalars scalars = new Scalars();
        Scalar result = scalars.leaf(new Argument(-1, function.resultType()));
        List<Scalar> operands = new ArrayList<>();
        for (int i = 0; i < function.arity(); i++) {
            operands.add(scalars.leaf(new Argument(i, function.operandTypes().get(i))));
        }
        List<Optional<Part>> parts = new ArrayList<>();
        for (int i = 0; i < function.arity(); i++) {
            parts.add(function.derivative(i)
                    .map(derivative -> new Part(
                            derivative.gate().map(gate -> new Formula(gate.of(scalars, result, operands))),
                            new Formula(derivative.factor().of(scalars, result, operands)))));
        }
        return parts;
    }

    /** An operand, or the result at -1. */
    private record Argument(int number, Type type) implements Atom {
        @Override
        public List<Scalar> parts() {
            return List.of();
        }
    }

    /** An expression over {@link Argument}s, ready to be evaluated. */
    private static final class Formula {

        private final List<Scalar> nodes;
        private final int[][] operands;

        Formula(Scalar root) {
            nodes = Traversal.operandsFirst(List.of(root));
            Map<Scalar, Integer> numbers = new HashMap<>();
            nodes.forEach(node -> numbers.put(node, numbers.size()));
            operands = nodes.stream()
                    .map(node -> node.operands().stream().mapToInt(numbers::get).toArray())
                    .toArray(int[][]::new);
        }

        double at(double result, double[] arguments) {
            double[] values = new double[operands.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(i, values, result, arguments);
            }
            return values[values.length - 1];
        }

        private double value(int number, double[] values, double result, double[] arguments) {
            Scalar node = nodes.get(number);
            if (node instanceof Constant constant) {
                return constant.value();
            }
            if (node instanceof Leaf leaf) {
                int argument = ((Argument) leaf.atom()).number();
                return argument < 0 ? result : arguments[argument];
            }
            double[] below = new double[operands[number].length];
            for (int i = 0; i < below.length; i++) {
                below[i] = values[operands[number][i]];
            }
            return ((Call) node).function().value(below);
        }
    }
}
