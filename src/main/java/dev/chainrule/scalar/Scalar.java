package dev.chainrule.scalar;

import java.util.List;

/**
 * A node of a scalar expression. Made by {@link Scalars} only, which returns the same object for equal expressions;
 * so equality is identity and an expression is a graph, to be walked with {@link Traversal}, never by recursion.
 */
public abstract sealed class Scalar permits Constant, Call, Leaf {

    private final int number;
    private final Type type;

    Scalar(int number, Type type) {
        this.number = number;
        this.type = type;
    }

    /** Position in the order of creation. An operand's number is smaller than that of every node that uses it. */
    public final int number() {
        return number;
    }

    public final Type type() {
        return type;
    }

    /** The nodes directly below this one: operands of a call, subscripts of a read; empty for a constant. */
    public abstract List<Scalar> operands();

    /** The operand at {@code position}, from 0. */
    public final Scalar operand(int position) {
        return operands().get(position);
    }

    /** Whether this is a call of {@code function}. */
    public boolean is(ScalarFunction function) {
        return false;
    }

    /** Whether this is the real or integer constant {@code value}; {@code 0.0} and {@code -0.0} differ. */
    public boolean isConstant(double value) {
        return false;
    }

    @Override
    public final boolean equals(Object other) {
        return this == other;
    }

    @Override
    public final int hashCode() {
        return number;
    }
}
