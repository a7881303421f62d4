package dev.chainrule.equation;

import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * An integer expression as {@code constant + Σ coefficient · term}. Terms are nodes that are not themselves sums or
 * multiples: indices, sizes, products of those, rounded quotients, reads. Coefficients are never 0; terms are ordered
 * by age, so equal expressions have equal forms.
 */
public final class Affine {

    private static final long LARGEST = 1L << 31; // so that a product of two is a long

    private final long constant;
    private final TreeMap<Scalar, Long> terms;

    private Affine(long constant, TreeMap<Scalar, Long> terms) {
        this.constant = constant;
        this.terms = terms;
    }

    private static TreeMap<Scalar, Long> none() {
        return new TreeMap<>(Comparator.comparingInt(Scalar::number));
    }

    public static Affine constant(long value) {
        return new Affine(value, none());
    }

    private static Affine term(Scalar term) {
        TreeMap<Scalar, Long> terms = none();
        terms.put(term, 1L);
        return new Affine(0, terms);
    }

    /**
     * The affine form of an integer expression. Fixed dims count as their numbers. What would have a number beyond any
     * length in its form is a term.
     */
    public static Affine of(Scalar expression) {
        if (expression.type() != Type.INTEGER) {
            throw new IllegalStateException("not an integer: " + expression);
        }
        Map<Scalar, Affine> forms = new HashMap<>();
        for (Scalar node : Traversal.operandsFirst(expression)) {
            if (node.type() == Type.INTEGER) {
                Affine form = formOf(node, forms);
                forms.put(node, form.isLarge() ? term(node) : form);
            }
        }
        return forms.get(expression);
    }

    private boolean isLarge() {
        return Math.abs(constant) > LARGEST
                || terms.values().stream().anyMatch(coefficient -> Math.abs(coefficient) > LARGEST);
    }

    private static Affine formOf(Scalar node, Map<Scalar, Affine> forms) {
        if (node instanceof Constant number) {
            return constant(number.longValue());
        }
        if (node instanceof Leaf leaf
                && leaf.atom() instanceof SizeOf size
                && size.dim().fixedLength().isPresent()) {
            return constant(size.dim().fixedLength().getAsInt());
        }
        if (!(node instanceof Call call)) {
            return term(node);
        }
        if (call.is(Whole.ADD)) {
            return forms.get(call.operand(0)).plus(forms.get(call.operand(1)));
        }
        if (call.is(Whole.SUBTRACT)) {
            return forms.get(call.operand(0)).plus(forms.get(call.operand(1)).times(-1));
        }
        if (call.is(Whole.MULTIPLY)) {
            Affine a = forms.get(call.operand(0));
            Affine b = forms.get(call.operand(1));
            if (a.isConstant()) {
                return b.times(a.constant);
            }
            if (b.isConstant()) {
                return a.times(b.constant);
            }
        }
        if (call.is(Whole.FLOOR_DIVIDE) || call.is(Whole.FLOOR_MODULO)) {
            Affine a = forms.get(call.operand(0));
            Affine b = forms.get(call.operand(1));
            if (a.isConstant() && b.isConstant() && b.constant != 0) {
                return constant(
                        call.is(Whole.FLOOR_DIVIDE)
                                ? Math.floorDiv(a.constant, b.constant)
                                : Math.floorMod(a.constant, b.constant));
            }
        }
        return term(node);
    }

    public long constant() {
        return constant;
    }

    /** Coefficients by term, in order of the terms' age. */
    public Map<Scalar, Long> terms() {
        return java.util.Collections.unmodifiableMap(terms);
    }

    public boolean isConstant() {
        return terms.isEmpty();
    }

    /** The value, if it does not depend on anything. */
    public OptionalLong value() {
        return terms.isEmpty() ? OptionalLong.of(constant) : OptionalLong.empty();
    }

    /** The coefficient of a term, 0 if it is not there. */
    public long coefficient(Scalar term) {
        return terms.getOrDefault(term, 0L);
    }

    public Affine plus(Affine other) {
        TreeMap<Scalar, Long> sum = new TreeMap<>(terms);
        other.terms.forEach((term, coefficient) -> {
            long now = Math.addExact(sum.getOrDefault(term, 0L), coefficient);
            if (now == 0) {
                sum.remove(term);
            } else {
                sum.put(term, now);
            }
        });
        return new Affine(Math.addExact(constant, other.constant), sum);
    }

    public Affine plus(long number) {
        return new Affine(Math.addExact(constant, number), terms);
    }

    public Affine minus(Affine other) {
        return plus(other.times(-1));
    }

    public Affine times(long factor) {
        if (factor == 0) {
            return constant(0);
        }
        TreeMap<Scalar, Long> product = none();
        terms.forEach((term, coefficient) -> product.put(term, Math.multiplyExact(coefficient, factor)));
        return new Affine(Math.multiplyExact(constant, factor), product);
    }

    /** This with the term taken out. */
    public Affine without(Scalar term) {
        TreeMap<Scalar, Long> rest = new TreeMap<>(terms);
        rest.remove(term);
        return new Affine(constant, rest);
    }

    /** The expression in its normal form: positive terms by age, then negative terms, then the constant. */
    public Scalar toScalar(Scalars scalars) {
        Scalar total = null;
        for (Map.Entry<Scalar, Long> entry : terms.entrySet()) {
            if (entry.getValue() > 0) {
                Scalar product = product(scalars, entry.getValue(), entry.getKey());
                total = total == null ? product : scalars.call(Whole.ADD, total, product);
            }
        }
        long left = total == null ? 0 : constant;
        total = total == null ? scalars.integer(constant) : total;
        for (Map.Entry<Scalar, Long> entry : terms.entrySet()) {
            if (entry.getValue() < 0) {
                total = scalars.call(Whole.SUBTRACT, total, product(scalars, -entry.getValue(), entry.getKey()));
            }
        }
        if (left > 0) {
            return scalars.call(Whole.ADD, total, scalars.integer(left));
        }
        return left < 0 ? scalars.call(Whole.SUBTRACT, total, scalars.integer(-left)) : total;
    }

    private static Scalar product(Scalars scalars, long coefficient, Scalar term) {
        return coefficient == 1 ? term : scalars.call(Whole.MULTIPLY, scalars.integer(coefficient), term);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Affine affine && constant == affine.constant && terms.equals(affine.terms);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(constant) * 31 + terms.hashCode();
    }

    @Override
    public String toString() {
        return terms + " + " + constant;
    }
}
