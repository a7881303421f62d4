package dev.chainrule.scalar;

import java.util.List;

/** A number or a truth value (0 or 1). Zeros of different sign are different constants; all NaNs are one. */
public final class Constant extends Scalar {

    private final double value;

    Constant(int number, Type type, double value) {
        super(number, type);
        this.value = value;
    }

    /** The value; an integer's is a whole number, a truth value's 0 or 1. */
    public double value() {
        return value;
    }

    /** The value of an integer constant. */
    public long longValue() {
        return (long) value;
    }

    /** Whether this is the constant {@code true}. */
    public boolean isTrue() {
        return type() == Type.BOOLEAN && value != 0;
    }

    /** Whether this is the constant {@code false}. */
    public boolean isFalse() {
        return type() == Type.BOOLEAN && value == 0;
    }

    @Override
    public List<Scalar> operands() {
        return List.of();
    }

    @Override
    public boolean isConstant(double wanted) {
        return type() != Type.BOOLEAN && Double.doubleToLongBits(value) == Double.doubleToLongBits(wanted);
    }

    @Override
    public String toString() {
        return switch (type()) {
            case REAL -> Double.toString(value);
            case INTEGER -> Long.toString(longValue());
            case BOOLEAN -> Boolean.toString(value != 0);
        };
    }
}
