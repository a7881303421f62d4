package dev.chainrule.scalar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The intern table of one compilation, and the only maker of {@link Scalar}s.
 *
 * <p>Invariant: equal constants, equal atoms, and calls of one function on the same operands are the same object.
 * Nothing is simplified here: what is asked for is what is made.
 */
public final class Scalars {

    private record ConstantKey(Type type, long bits) {}

    private record CallKey(ScalarFunction function, List<Scalar> operands) {}

    private final Map<Object, Scalar> table = new HashMap<>();
    private final int most;

    /** Without an end but that of memory. */
    public Scalars() {
        this(Integer.MAX_VALUE);
    }

    /** @param most how many nodes there may be; {@link TooManyNodes} is thrown for one more */
    public Scalars(int most) {
        this.most = most;
    }

    /** How many nodes exist: an upper bound of every node's number. */
    public int size() {
        return table.size();
    }

    public Scalar real(double value) {
        return constant(Type.REAL, value);
    }

    public Scalar integer(long value) {
        return constant(Type.INTEGER, (double) value);
    }

    public Scalar bool(boolean value) {
        return constant(Type.BOOLEAN, value ? 1 : 0);
    }

    private Scalar constant(Type type, double value) {
        ConstantKey key = new ConstantKey(type, Double.doubleToLongBits(value));
        Scalar known = table.get(key);
        return known != null ? known : added(key, new Constant(table.size(), type, value));
    }

    public Scalar leaf(Atom atom) {
        Scalar known = table.get(atom);
        return known != null ? known : added(atom, new Leaf(table.size(), atom));
    }

    public Scalar call(ScalarFunction function, Scalar... operands) {
        return call(function, List.of(operands));
    }

    /** @throws IllegalStateException if the operands' number or types are not the function's */
    public Scalar call(ScalarFunction function, List<Scalar> operands) {
        CallKey key = new CallKey(function, List.copyOf(operands));
        Scalar known = table.get(key);
        return known != null
                ? known
                : added(key, new Call(table.size(), function, function.typeOf(key.operands()), key.operands()));
    }

    private Scalar added(Object key, Scalar node) {
        if (table.size() >= most) {
            throw new TooManyNodes(most);
        }
        table.put(key, node);
        return node;
    }

    // The vocabulary of derivative rows, rules and passes.

    public Scalar zero() {
        return real(0);
    }

    public Scalar one() {
        return real(1);
    }

    public Scalar add(Scalar a, Scalar b) {
        return call(Arithmetic.ADD, a, b);
    }

    public Scalar sub(Scalar a, Scalar b) {
        return call(Arithmetic.SUBTRACT, a, b);
    }

    public Scalar mul(Scalar a, Scalar b) {
        return call(Arithmetic.MULTIPLY, a, b);
    }

    public Scalar div(Scalar a, Scalar b) {
        return call(Arithmetic.DIVIDE, a, b);
    }

    public Scalar neg(Scalar a) {
        return call(Arithmetic.NEGATE, a);
    }

    public Scalar square(Scalar a) {
        return mul(a, a);
    }

    /** {@code condition ? then : otherwise}, of which only the chosen side is evaluated. */
    public Scalar choice(Scalar condition, Scalar then, Scalar otherwise) {
        return call(then.type() == Type.REAL ? Choice.CHOICE : Choice.INTEGER_CHOICE, condition, then, otherwise);
    }

    public Scalar and(Scalar a, Scalar b) {
        return call(Logic.AND, a, b);
    }

    public Scalar or(Scalar a, Scalar b) {
        return call(Logic.OR, a, b);
    }

    public Scalar not(Scalar a) {
        return call(Logic.NOT, a);
    }

    public Scalar less(Scalar a, Scalar b) {
        return call(a.type() == Type.REAL ? Comparison.LESS : Whole.LESS, a, b);
    }

    public Scalar lessOrEqual(Scalar a, Scalar b) {
        return call(a.type() == Type.REAL ? Comparison.LESS_OR_EQUAL : Whole.LESS_OR_EQUAL, a, b);
    }

    public Scalar equal(Scalar a, Scalar b) {
        return call(a.type() == Type.REAL ? Comparison.EQUAL : Whole.EQUAL, a, b);
    }

    public Scalar notEqual(Scalar a, Scalar b) {
        return call(a.type() == Type.REAL ? Comparison.NOT_EQUAL : Whole.NOT_EQUAL, a, b);
    }

    /** An integer used as a number. */
    public Scalar toReal(Scalar integer) {
        return integer.type() == Type.REAL ? integer : call(Whole.TO_REAL, integer);
    }
}
