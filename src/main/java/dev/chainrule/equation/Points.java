package dev.chainrule.equation;

import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Expressions of whole numbers evaluated at points: each length, index and element of a tensor of indices is given a value,
 * and what is made of them follows. Elements at different subscripts are given values of their own; so is each condition
 * on real numbers.
 */
final class Points {

    /** What divides by zero, or is too large. */
    static final long UNDEFINED = Long.MIN_VALUE;

    private static final int LARGEST = 256;
    private static final double EXACT = 1L << 52;

    /** Gives a free node a value. */
    interface Chooser {

        /** A value from 0 to {@code bound - 1}. */
        long index(Scalar node, long bound);

        /** A value of something without a bound. */
        long unbounded(Scalar node, boolean negativeToo);
    }

    private final List<Scalar> order;
    private final Map<Scalar, Integer> numbers = new HashMap<>();
    private final int[][] operands;
    private final long[] values;

    private Points(List<Scalar> order, Map<Scalar, List<Scalar>> below) {
        this.order = order;
        for (Scalar node : order) {
            numbers.put(node, numbers.size());
        }
        operands = new int[order.size()][];
        values = new long[order.size()];
        for (int i = 0; i < operands.length; i++) {
            operands[i] =
                    below.get(order.get(i)).stream().mapToInt(numbers::get).toArray();
        }
    }

    /** Empty if there are too many nodes. */
    static Optional<Points> of(Collection<Scalar> roots, Scalars scalars) {
        List<Scalar> order = new ArrayList<>();
        Map<Scalar, List<Scalar>> below = new HashMap<>();
        Deque<Scalar> open = new ArrayDeque<>(roots);
        Map<Scalar, Boolean> done = new HashMap<>();
        while (!open.isEmpty()) {
            Scalar node = open.peek();
            if (below.size() > LARGEST) {
                return Optional.empty();
            }
            boolean first = !below.containsKey(node);
            List<Scalar> operands = below.computeIfAbsent(node, any -> below(node, scalars));
            if (first) {
                operands.stream().filter(operand -> !done.containsKey(operand)).forEach(open::push);
            } else {
                open.pop();
                if (done.put(node, true) == null) {
                    order.add(node);
                }
            }
        }
        return Optional.of(new Points(order, below));
    }

    private static List<Scalar> below(Scalar node, Scalars scalars) {
        if (node instanceof Call call) {
            return call.operands().stream().allMatch(operand -> operand.type() != Type.REAL)
                    ? call.operands()
                    : List.of();
        }
        if (!(node instanceof Leaf leaf)) {
            return List.of();
        }
        if (leaf.atom() instanceof Index index) {
            return List.of(index.extent());
        }
        if (leaf.atom() instanceof SizeOf size) {
            return size.dim().formula().map(List::of).orElse(List.of());
        }
        return leaf.atom() instanceof Read read && read.tensor().indexOf().isPresent()
                ? List.of(scalars.leaf(new SizeOf(read.tensor().indexOf().get())))
                : List.of();
    }

    /** The free nodes are given values; false if one has none to be given, or a computed length is none. */
    boolean choose(Chooser chooser) {
        for (int i = 0; i < values.length; i++) {
            if (!set(i, chooser)) {
                return false;
            }
        }
        return true;
    }

    int size() {
        return values.length;
    }

    Scalar node(int number) {
        return order.get(number);
    }

    int number(Scalar node) {
        return numbers.get(node);
    }

    /** Whether a node's value does not follow from others. */
    boolean isFree(int number) {
        Scalar node = order.get(number);
        boolean fixed = node instanceof Constant
                || node instanceof Leaf leaf
                        && leaf.atom() instanceof SizeOf size
                        && size.dim().fixedLength().isPresent();
        return isBounded(node) || !fixed && operands[number].length == 0;
    }

    /** Sets the value of one node; those before it have theirs. */
    boolean set(int number, Chooser chooser) {
        Scalar node = order.get(number);
        int[] below = operands[number];
        if (node instanceof Constant constant) {
            values[number] = (long) constant.value();
        } else if (node instanceof Call call) {
            values[number] = below.length > 0
                    ? call(call, below)
                    : node.type() == Type.BOOLEAN ? chooser.index(node, 2) : chooser.unbounded(node, true);
        } else if (isBounded(node)) {
            long bound = values[below[0]];
            if (bound <= 0) {
                return false;
            }
            values[number] = chooser.index(node, bound);
        } else if (node instanceof Leaf leaf && leaf.atom() instanceof SizeOf size) {
            values[number] = size.dim().fixedLength().isPresent()
                    ? size.dim().fixedLength().getAsInt()
                    : below.length > 0 ? values[below[0]] : chooser.unbounded(node, false);
            return values[number] >= 0;
        } else {
            values[number] = node.type() == Type.BOOLEAN ? chooser.index(node, 2) : chooser.unbounded(node, true);
        }
        return true;
    }

    /** Whether a node runs from 0 to below something. */
    boolean isBounded(Scalar node) {
        return node instanceof Leaf leaf
                && (leaf.atom() instanceof Index
                        || leaf.atom() instanceof Read read
                                && read.tensor().indexOf().isPresent());
    }

    private long call(Call call, int[] below) {
        long first = values[below[0]];
        if (first == UNDEFINED) {
            return UNDEFINED;
        }
        if (call.is(Choice.INTEGER_CHOICE)) {
            return values[below[first != 0 ? 1 : 2]];
        }
        if (call.is(Logic.AND) || call.is(Logic.OR)) {
            return (first != 0) == call.is(Logic.AND) ? values[below[1]] : first;
        }
        double[] x = new double[below.length];
        for (int i = 0; i < x.length; i++) {
            if (values[below[i]] == UNDEFINED) {
                return UNDEFINED;
            }
            x[i] = values[below[i]];
        }
        ScalarFunction function = call.function();
        double value = function.value(x);
        return Math.abs(value) <= EXACT ? (long) value : UNDEFINED; // a NaN is not
    }

    long value(Scalar node) {
        return values[numbers.get(node)];
    }

    /** The value of a form over nodes that are known here. */
    long value(Affine form) {
        long sum = form.constant();
        for (Map.Entry<Scalar, Long> term : form.terms().entrySet()) {
            long value = value(term.getKey());
            if (value == UNDEFINED) {
                return UNDEFINED;
            }
            sum = Math.addExact(sum, Math.multiplyExact(value, term.getValue()));
        }
        return sum;
    }

    /** Whether all conditions hold. */
    boolean hold(Collection<Scalar> conditions) {
        return conditions.stream().allMatch(condition -> value(condition) == 1);
    }
}
