package dev.chainrule.interpret;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Evaluates the expressions of one equation at one setting of its indices after the other. Demand-driven: of a choice,
 * only the chosen side; each node at most once for a setting.
 */
final class Evaluation {

    private final Equation equation;
    private final ToLongFunction<Dim> lengths;
    private final Map<Tensor, double[]> tensors;
    private final Unfinished unfinished;
    private final Trace trace;
    private final Stopped stopped;
    private final Tangents tangents;
    private final Jitter jitter;
    private final Scalars scalars;
    private final Map<Scalar, Integer> numbers = new HashMap<>();
    private final List<Scalar> nodes = new ArrayList<>();
    private final int[][] operands;
    private final double[] values;
    private final double[] moved; // the derivative of each node along the direction
    private final int[] stamps;
    private final int[][] extents; // of the tensor that a node reads
    private int[] stack = new int[64];
    private int stamp = 1;

    Evaluation(
            Equation equation,
            ToLongFunction<Dim> lengths,
            Map<Tensor, double[]> tensors,
            Unfinished unfinished,
            Trace trace,
            Stopped stopped,
            Tangents tangents,
            Jitter jitter,
            Scalars scalars) {
        this.equation = equation;
        this.lengths = lengths;
        this.tensors = tensors;
        this.unfinished = unfinished;
        this.trace = trace;
        this.stopped = stopped;
        this.tangents = tangents;
        this.jitter = jitter;
        this.scalars = scalars;
        List<Scalar> roots = new ArrayList<>(List.of(equation.filter(), equation.body()));
        equation.indices().forEach(index -> roots.add(scalars.leaf(index)));
        equation.reduced().forEach(index -> roots.add(scalars.leaf(index)));
        for (Scalar node : Traversal.operandsFirst(roots)) {
            numbers.put(node, nodes.size());
            nodes.add(node);
        }
        operands = new int[nodes.size()][];
        values = new double[nodes.size()];
        moved = new double[nodes.size()];
        stamps = new int[nodes.size()];
        extents = new int[nodes.size()][];
        for (int i = 0; i < operands.length; i++) {
            prepare(i);
        }
    }

    private void prepare(int number) {
        Scalar node = nodes.get(number);
        boolean settled = node instanceof Leaf leaf && !(leaf.atom() instanceof Read);
        operands[number] = settled
                ? new int[0]
                : node.operands().stream().mapToInt(numbers::get).toArray();
        if (node instanceof Constant constant) {
            values[number] = constant.value();
        } else if (node instanceof Leaf leaf && leaf.atom() instanceof SizeOf size) {
            values[number] = lengths.applyAsLong(size.dim());
        } else if (node instanceof Leaf leaf && leaf.atom() instanceof Read read) {
            Lengths evaluated = new Lengths(lengths);
            extents[number] = read.tensor().extents().stream()
                    .mapToInt(extent -> (int) evaluated.value(extent))
                    .toArray();
        }
        if (node instanceof Constant || settled) {
            stamps[number] = Integer.MAX_VALUE; // set from outside, never computed here
        }
    }

    /** Gives an index its value; everything that was computed is forgotten. */
    void set(int index, long value) {
        values[index] = value;
        stamp++;
    }

    /** The number of an index or of an expression of the equation, for {@link #set} and {@link #value(int)}. */
    int number(Scalar node) {
        return numbers.get(node);
    }

    int number(Index index) {
        return numbers.get(scalars.leaf(index));
    }

    /** The length of an index's range, for the indices bound before. */
    double extent(Index index) {
        return value(numbers.get(index.extent()));
    }

    /** The derivative of an expression along the direction, once its value is there. */
    double tangent(int root) {
        return moved[root];
    }

    /** The elements that were read at this setting of the indices, in the order in which the body names them. */
    List<Operand> operands() {
        List<Operand> operands = new ArrayList<>();
        for (int number = 0; number < nodes.size(); number++) {
            if (stamps[number] == stamp && nodes.get(number) instanceof Leaf leaf && leaf.atom() instanceof Read read) {
                List<Integer> at = new ArrayList<>();
                for (int operand : this.operands[number]) {
                    at.add((int) values[operand]);
                }
                operands.add(new Operand(read.tensor(), at, values[number]));
            }
        }
        return operands;
    }

    /** The value of an expression; none if an element of a recurrence that it needs is not there yet. */
    double value(int root) {
        int top = 0;
        stack[top++] = root;
        while (top > 0) {
            int number = stack[top - 1];
            if (stamps[number] >= stamp) {
                top--;
                continue;
            }
            if (stack.length < top + 4 + operands[number].length) {
                stack = java.util.Arrays.copyOf(stack, 2 * stack.length + operands[number].length);
            }
            int missing = push(number, top);
            if (missing > 0) {
                top += missing;
                continue;
            }
            double computed = compute(number);
            if (unfinished.stopped()) {
                return Double.NaN;
            }
            values[number] = computed;
            stamps[number] = stamp;
            top--;
        }
        return values[root];
    }

    /** Pushes the operands that are needed next; answers how many. */
    private int push(int number, int top) {
        Scalar node = nodes.get(number);
        int[] below = operands[number];
        boolean choice = node.is(Choice.CHOICE) || node.is(Choice.INTEGER_CHOICE);
        if (choice || node.is(Logic.AND) || node.is(Logic.OR)) {
            int next = nextOf(node, below, choice);
            if (next >= 0) {
                stack[top] = next;
                return 1;
            }
            return 0;
        }
        int pushed = 0;
        for (int operand : below) {
            if (stamps[operand] < stamp) {
                stack[top + pushed++] = operand;
            }
        }
        return pushed;
    }

    private int nextOf(Scalar node, int[] below, boolean choice) {
        if (stamps[below[0]] < stamp) {
            return below[0];
        }
        boolean holds = values[below[0]] != 0;
        if (choice) {
            int side = below[holds ? 1 : 2];
            return stamps[side] < stamp ? side : -1;
        }
        boolean settled = node.is(Logic.AND) ? !holds : holds;
        return settled || stamps[below[1]] >= stamp ? -1 : below[1];
    }

    private double compute(int number) {
        Scalar node = nodes.get(number);
        if (node instanceof Leaf leaf) {
            return read((Read) leaf.atom(), number);
        }
        Call call = (Call) node;
        int[] below = operands[number];
        if (call.is(Choice.CHOICE) || call.is(Choice.INTEGER_CHOICE)) {
            trace.decide(values[below[0]]);
            int side = below[values[below[0]] != 0 ? 1 : 2];
            moved[number] = moved[side];
            return values[side];
        }
        if (call.is(Logic.AND)) {
            return values[below[0]] == 0 ? 0 : values[below[1]];
        }
        if (call.is(Logic.OR)) {
            return values[below[0]] != 0 ? 1 : values[below[1]];
        }
        if (call.is(Arithmetic.STOP_GRADIENT)) {
            return stopped.pass(values[below[0]]);
        }
        double[] arguments = new double[below.length];
        for (int i = 0; i < below.length; i++) {
            arguments[i] = values[below[i]];
        }
        ScalarFunction function = call.function();
        function.decision().ifPresent(decision -> trace.decide(decision.of(arguments)));
        double result = jitter.of(function.value(arguments), function, arguments);
        trace.compute(result, arguments);
        if (tangents.wanted()) {
            moved[number] = tangents.through(function, result, arguments, moved(below));
        }
        return result;
    }

    private double[] moved(int[] operands) {
        double[] along = new double[operands.length];
        for (int i = 0; i < along.length; i++) {
            along[i] = moved[operands[i]];
        }
        return along;
    }

    private double read(Read read, int number) {
        int[] shape = extents[number];
        long position = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            double subscript = values[operands[number][axis]];
            if (subscript < 0 || subscript >= shape[axis]) {
                throw Interpreter.failure(
                        equation,
                        read.tensor() + " is read at " + (long) subscript + " of an axis of length " + shape[axis]);
            }
            position = position * shape[axis] + (long) subscript;
        }
        double[] elements = tensors.get(read.tensor());
        if (elements == null) {
            throw Interpreter.failure(equation, "no values are given for " + read.tensor());
        }
        if (unfinished.misses(read.tensor(), (int) position)) {
            return Double.NaN;
        }
        if (tangents.wanted()) {
            moved[number] = tangents.at(read.tensor(), (int) position);
        }
        return elements[(int) position];
    }
}
