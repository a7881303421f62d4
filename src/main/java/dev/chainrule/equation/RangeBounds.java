package dev.chainrule.equation;

import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import java.util.HashMap;
import java.util.Map;

/** The least and the largest value of a whole number, over lengths of dims alone: what is true for all indices in it. */
public final class RangeBounds {

    private record Bounds(Scalar low, Scalar high) {}

    private final Scalars scalars;
    private final Proof proof;
    private final Map<Scalar, Bounds> known = new HashMap<>();

    public RangeBounds(Scalars scalars, Proof proof) {
        this.scalars = scalars;
        this.proof = proof;
    }

    /** What a whole number never exceeds, as a length of a range for example. */
    public Scalar high(Scalar number) {
        return bounds(number).high();
    }

    /** What it never falls below. */
    public Scalar low(Scalar number) {
        return bounds(number).low();
    }

    private Bounds bounds(Scalar length) {
        for (Scalar node : Traversal.operandsFirst(length)) {
            if (node.type() == Type.INTEGER && !known.containsKey(node)) {
                known.put(node, of(node));
            }
        }
        return known.get(length);
    }

    private Bounds of(Scalar node) {
        if (node instanceof Constant) {
            return new Bounds(node, node);
        }
        if (node instanceof Leaf leaf) {
            if (leaf.atom() instanceof Index index) {
                return below(known.get(index.extent()).high());
            }
            return leaf.atom() instanceof Read read && read.tensor().indexOf().isPresent()
                    ? below(scalars.leaf(new SizeOf(read.tensor().indexOf().get())))
                    : new Bounds(node, node);
        }
        Call call = (Call) node;
        if (call.is(Choice.INTEGER_CHOICE)) {
            return either(known.get(call.operand(1)), known.get(call.operand(2)));
        }
        Bounds a = known.get(call.operand(0));
        Bounds b = known.get(call.operand(1));
        if (call.is(Whole.SUBTRACT)) {
            return new Bounds(call(Whole.SUBTRACT, a.low(), b.high()), call(Whole.SUBTRACT, a.high(), b.low()));
        }
        if (call.is(Whole.MULTIPLY)) {
            return product(a, b);
        }
        if (call.is(Whole.FLOOR_MODULO)) {
            return new Bounds(scalars.integer(0), call(Whole.SUBTRACT, b.high(), scalars.integer(1)));
        }
        if (call.is(Whole.FLOOR_DIVIDE) && !(b.low() instanceof Constant && b.low() == b.high())) {
            return either(a, new Bounds(scalars.integer(0), scalars.integer(0))); // dividing leads nearer to 0
        }
        ScalarFunction function = call.function(); // grows with both: sum, extremes, quotient by a number
        return new Bounds(call(function, a.low(), b.low()), call(function, a.high(), b.high()));
    }

    private Bounds below(Scalar length) {
        return new Bounds(scalars.integer(0), call(Whole.SUBTRACT, length, scalars.integer(1)));
    }

    private Bounds either(Bounds a, Bounds b) {
        return new Bounds(least(a.low(), b.low()), largest(a.high(), b.high()));
    }

    private Bounds product(Bounds a, Bounds b) {
        if (a.low() == a.high() && a.low() instanceof Constant factor && factor.longValue() < 0) {
            return new Bounds(call(Whole.MULTIPLY, a.low(), b.high()), call(Whole.MULTIPLY, a.low(), b.low()));
        }
        if (proof.nonNegative(a.low()) && proof.nonNegative(b.low())) {
            return new Bounds(call(Whole.MULTIPLY, a.low(), b.low()), call(Whole.MULTIPLY, a.high(), b.high()));
        }
        Scalar ll = call(Whole.MULTIPLY, a.low(), b.low());
        Scalar lh = call(Whole.MULTIPLY, a.low(), b.high());
        Scalar hl = call(Whole.MULTIPLY, a.high(), b.low());
        Scalar hh = call(Whole.MULTIPLY, a.high(), b.high());
        return new Bounds(least(least(ll, lh), least(hl, hh)), largest(largest(ll, lh), largest(hl, hh)));
    }

    private Scalar least(Scalar a, Scalar b) {
        Affine difference = Affine.of(b).minus(Affine.of(a));
        return proof.proven(difference) ? a : proof.proven(difference.times(-1)) ? b : scalars.call(Whole.MIN, a, b);
    }

    private Scalar largest(Scalar a, Scalar b) {
        return least(a, b) == a ? b : least(a, b) == b ? a : scalars.call(Whole.MAX, a, b);
    }

    private Scalar call(ScalarFunction function, Scalar a, Scalar b) {
        return Affine.of(scalars.call(function, a, b)).toScalar(scalars);
    }
}
