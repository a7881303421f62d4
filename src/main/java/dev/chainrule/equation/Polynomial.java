package dev.chainrule.equation;

import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An integer expression with its sums and products worked out: whole coefficients of products of atoms. Atoms are indices,
 * lengths, elements of tensors of indices, and what is no sum or product: rounded quotients, remainders, extremes, choices.
 *
 * <p>Arithmetic throws {@link ArithmeticException} where a coefficient outgrows a {@code long}, or a product any use.
 */
final class Polynomial {

    /** A product with more terms than this is an atom. */
    private static final int LARGEST = 64;

    private static final int HIGHEST_DEGREE = 8;

    private final TreeMap<Monomial, Long> terms;

    private Polynomial(TreeMap<Monomial, Long> terms) {
        this.terms = terms;
    }

    static Polynomial constant(long value) {
        TreeMap<Monomial, Long> terms = new TreeMap<>();
        if (value != 0) {
            terms.put(Monomial.ONE, value);
        }
        return new Polynomial(terms);
    }

    static Polynomial atom(Scalar atom) {
        TreeMap<Monomial, Long> terms = new TreeMap<>();
        terms.put(new Monomial(List.of(atom)), 1L);
        return new Polynomial(terms);
    }

    static Polynomial of(Affine form) {
        Polynomial sum = constant(form.constant());
        for (Map.Entry<Scalar, Long> term : form.terms().entrySet()) {
            sum = sum.plus(of(term.getKey()).times(term.getValue()));
        }
        return sum;
    }

    /** Fixed dims count as their numbers; computed ones are atoms. */
    static Polynomial of(Scalar expression) {
        Map<Scalar, Polynomial> forms = new HashMap<>();
        for (Scalar node : Traversal.operandsFirst(expression)) {
            if (node.type() == Type.INTEGER) {
                forms.put(node, formOf(node, forms));
            }
        }
        return forms.get(expression);
    }

    private static Polynomial formOf(Scalar node, Map<Scalar, Polynomial> forms) {
        if (node instanceof Constant number) {
            return constant(number.longValue());
        }
        if (node instanceof Leaf leaf
                && leaf.atom() instanceof SizeOf size
                && size.dim().fixedLength().isPresent()) {
            return constant(size.dim().fixedLength().getAsInt());
        }
        if (!(node instanceof Call call) || call.operands().size() < 2) {
            return atom(node);
        }
        if (call.is(Choice.INTEGER_CHOICE)) {
            return call.operand(0) instanceof Constant known
                    ? forms.get(call.operand(known.isTrue() ? 1 : 2))
                    : atom(node);
        }
        Polynomial a = forms.get(call.operand(0));
        Polynomial b = forms.get(call.operand(1));
        if (call.is(Whole.ADD)) {
            return a.plus(b);
        }
        if (call.is(Whole.SUBTRACT)) {
            return a.minus(b);
        }
        if (call.is(Whole.MULTIPLY)
                && a.terms.size() * b.terms.size() <= LARGEST
                && a.degree() + b.degree() <= HIGHEST_DEGREE) {
            return a.times(b);
        }
        if (call.is(Whole.FLOOR_DIVIDE) && b.isConstant() && b.constant() != 0 && a.restIsConstant(b.constant())) {
            return a.dividedBy(b.constant());
        }
        if (call.is(Whole.FLOOR_MODULO) && b.isConstant() && b.constant() != 0 && a.restIsConstant(b.constant())) {
            return constant(Math.floorMod(a.constant(), b.constant()));
        }
        if (call.is(Whole.MIN) && a.isConstant() && b.isConstant()) {
            return constant(Math.min(a.constant(), b.constant()));
        }
        if (call.is(Whole.MAX) && a.isConstant() && b.isConstant()) {
            return constant(Math.max(a.constant(), b.constant()));
        }
        return atom(node);
    }

    /** Whether all coefficients but the constant are multiples. */
    private boolean restIsConstant(long divisor) {
        return terms.entrySet().stream()
                .allMatch(term -> term.getKey().degree() == 0 || term.getValue() % divisor == 0);
    }

    Polynomial dividedBy(long divisor) {
        Polynomial quotient = constant(Math.floorDiv(constant(), divisor));
        for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
            if (term.getKey().degree() > 0) {
                quotient.terms.put(term.getKey(), term.getValue() / divisor);
            }
        }
        return quotient;
    }

    Map<Monomial, Long> terms() {
        return java.util.Collections.unmodifiableMap(terms);
    }

    long coefficient(Monomial monomial) {
        return terms.getOrDefault(monomial, 0L);
    }

    long constant() {
        return coefficient(Monomial.ONE);
    }

    boolean isConstant() {
        return terms.isEmpty() || terms.size() == 1 && terms.firstKey().degree() == 0;
    }

    int degree() {
        return terms.isEmpty() ? 0 : terms.lastKey().degree();
    }

    /** The atoms, in order of the terms. */
    Set<Scalar> atoms() {
        Set<Scalar> atoms = new LinkedHashSet<>();
        terms.keySet().forEach(monomial -> atoms.addAll(monomial.factors()));
        return atoms;
    }

    Polynomial plus(Polynomial other) {
        TreeMap<Monomial, Long> sum = new TreeMap<>(terms);
        other.terms.forEach((monomial, coefficient) -> add(sum, monomial, coefficient));
        return new Polynomial(sum);
    }

    private static void add(TreeMap<Monomial, Long> sum, Monomial monomial, long coefficient) {
        long now = Math.addExact(sum.getOrDefault(monomial, 0L), coefficient);
        if (now == 0) {
            sum.remove(monomial);
        } else {
            sum.put(monomial, now);
        }
    }

    Polynomial plus(long number) {
        return plus(constant(number));
    }

    Polynomial minus(Polynomial other) {
        return plus(other.times(-1));
    }

    Polynomial times(long factor) {
        return times(constant(factor));
    }

    Polynomial times(Polynomial other) {
        if (degree() + other.degree() > HIGHEST_DEGREE || terms.size() * other.terms.size() > LARGEST * LARGEST) {
            throw new ArithmeticException("too large a product");
        }
        TreeMap<Monomial, Long> product = new TreeMap<>();
        terms.forEach((a, x) -> other.terms.forEach((b, y) -> add(product, a.times(b), Math.multiplyExact(x, y))));
        return new Polynomial(product);
    }

    /** The highest power of an atom. */
    int power(Scalar atom) {
        return terms.keySet().stream()
                .mapToInt(monomial -> monomial.power(atom))
                .max()
                .orElse(0);
    }

    /** {@code scale^n} times this, where {@code scale · atom == value} and n is the atom's highest power here. */
    Polynomial replaced(Scalar atom, long scale, Polynomial value) {
        int highest = power(atom);
        List<Polynomial> powers = new ArrayList<>(List.of(constant(1)));
        List<Long> scales = new ArrayList<>(List.of(1L));
        for (int i = 0; i < highest; i++) {
            powers.add(powers.get(i).times(value));
            scales.add(Math.multiplyExact(scales.get(i), scale));
        }
        Polynomial sum = constant(0);
        for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
            int power = term.getKey().power(atom);
            TreeMap<Monomial, Long> rest = new TreeMap<>();
            rest.put(term.getKey().without(atom), Math.multiplyExact(term.getValue(), scales.get(highest - power)));
            sum = sum.plus(new Polynomial(rest).times(powers.get(power)));
        }
        return sum;
    }

    /** With the formulas of computed dims in place of their lengths. */
    Polynomial withoutComputed() {
        Polynomial now = this;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Scalar atom : now.atoms()) {
                if (atom instanceof Leaf leaf
                        && leaf.atom() instanceof SizeOf size
                        && size.dim().formula().isPresent()) {
                    now = now.replaced(atom, 1, of(size.dim().formula().get()));
                    changed = true;
                }
            }
        }
        return now;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Polynomial polynomial && terms.equals(polynomial.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    @Override
    public String toString() {
        return terms.toString();
    }
}
