package dev.chainrule.equation;

import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the atoms of a question: where indices, lengths and elements lie, what rounding means, which facts speak
 * of the same atoms. Atoms that equal a polynomial, such as the length of a computed dim and a quotient without a rest,
 * give way to it.
 */
final class Knowledge {

    private static final int MOST_ATOMS = 32;

    /** {@code scale · atom == value}. */
    private record Equal(long scale, Polynomial value) {}

    private final Scalars scalars;
    private final List<Polynomial> facts;
    private final Map<Scalar, Polynomial> chosen;
    private final Map<Scalar, Equal> equal = new LinkedHashMap<>();
    private final Set<Polynomial> known = new LinkedHashSet<>();
    private final Set<Scalar> atoms = new LinkedHashSet<>();
    private final Deque<Scalar> waiting = new ArrayDeque<>();
    private final List<Call> divisions = new ArrayList<>();
    private final List<Scalar> undecided = new ArrayList<>();
    private final Set<Polynomial> divisors = new LinkedHashSet<>();

    private Knowledge(List<Polynomial> facts, Map<Scalar, Polynomial> chosen, Scalars scalars) {
        this.scalars = scalars;
        this.facts = facts;
        this.chosen = chosen;
    }

    /**
     * @param facts expressions that are not negative
     * @param chosen choices and extremes that have been decided
     */
    static Knowledge of(Polynomial goal, List<Polynomial> facts, Map<Scalar, Polynomial> chosen, Scalars scalars) {
        Knowledge knowledge = new Knowledge(facts, chosen, scalars);
        knowledge.ask(goal);
        knowledge.collect();
        return knowledge;
    }

    private void ask(Polynomial value) {
        for (Scalar atom : value.atoms()) {
            if (atoms.size() < MOST_ATOMS && atoms.add(atom)) {
                waiting.add(atom);
            }
        }
    }

    private void know(Polynomial value) {
        if (known.add(value)) {
            ask(value);
        }
    }

    private void collect() {
        boolean more = true;
        while (more) {
            while (!waiting.isEmpty()) {
                about(waiting.poll());
            }
            for (Polynomial fact : facts) {
                if (fact.isConstant() || fact.withoutComputed().atoms().stream().anyMatch(atoms::contains)) {
                    know(fact);
                }
            }
            more = !waiting.isEmpty();
        }
        for (Call division : divisions) { // what divides must be known to be positive first
            Polynomial divisor = Polynomial.of(division.operand(1));
            if (Combination.proves(settled(divisor.plus(-1)).value(), 1, statements())) {
                divisors.add(divisor);
                rounded(division, Polynomial.of(division.operand(0)), divisor);
            }
        }
    }

    private void about(Scalar atom) {
        Polynomial itself = Polynomial.atom(atom);
        if (isOneOfTwo(atom)) {
            oneOfTwo((Call) atom, itself);
        } else if (atom instanceof Leaf leaf && leaf.atom() instanceof Index index) {
            range(itself, Polynomial.of(index.extent()));
        } else if (atom instanceof Leaf leaf && leaf.atom() instanceof SizeOf size) {
            know(itself);
            size.dim().formula().map(Polynomial::of).ifPresent(formula -> {
                equal.put(atom, new Equal(1, formula));
                ask(formula);
            });
        } else if (atom instanceof Leaf leaf
                && leaf.atom() instanceof Read read
                && read.tensor().indexOf().isPresent()) {
            range(
                    itself,
                    Polynomial.of(
                            scalars.leaf(new SizeOf(read.tensor().indexOf().get()))));
        } else if (atom.is(Whole.FLOOR_DIVIDE) || atom.is(Whole.FLOOR_MODULO)) {
            division((Call) atom);
        }
    }

    private static boolean isOneOfTwo(Scalar atom) {
        return atom.is(Whole.MIN) || atom.is(Whole.MAX) || atom.is(Choice.INTEGER_CHOICE);
    }

    /** A choice or an extreme. What its parts speak of exists, whichever of the two it is. */
    private void oneOfTwo(Call call, Polynomial itself) {
        for (Scalar operand : call.operands()) {
            if (operand.type() == Type.INTEGER) {
                ask(Polynomial.of(operand));
            } else {
                Alternatives.of(operand).whenTrue().forEach(way -> way.forEach(fact -> ask(Polynomial.of(fact))));
            }
        }
        if (chosen.containsKey(call)) {
            equal.put(call, new Equal(1, chosen.get(call)));
            return;
        }
        undecided.add(call);
        if (!call.is(Choice.INTEGER_CHOICE)) {
            for (Scalar operand : call.operands()) {
                Polynomial other = Polynomial.of(operand);
                know(call.is(Whole.MIN) ? other.minus(itself) : itself.minus(other));
            }
        }
    }

    /** {@code 0 <= value < end}. What multiplies to an end that is not 0 is not 0 either. */
    private void range(Polynomial value, Polynomial end) {
        know(value);
        know(end.minus(value).plus(-1));
        Polynomial product = end.withoutComputed();
        if (product.terms().size() == 1
                && product.degree() > 1
                && product.atoms().stream().allMatch(Knowledge::isLength)) {
            product.atoms().forEach(factor -> know(Polynomial.atom(factor).plus(-1)));
        }
    }

    private static boolean isLength(Scalar atom) {
        return atom instanceof Leaf leaf && leaf.atom() instanceof SizeOf;
    }

    private void division(Call call) {
        Polynomial a = Polynomial.of(call.operand(0));
        Polynomial b = Polynomial.of(call.operand(1));
        ask(a);
        ask(b);
        if (!b.isConstant()) {
            divisions.add(call);
        } else if (b.constant() > 0 && call.is(Whole.FLOOR_DIVIDE) && isMultiple(a, b)) {
            equal.put(call, new Equal(b.constant(), a));
        } else if (b.constant() > 0) {
            rounded(call, a, b);
        }
    }

    /** What rounding means: {@code b q <= a < b q + b}, {@code 0 <= r < b}, {@code a = b q + r}. */
    private void rounded(Call call, Polynomial a, Polynomial b) {
        Polynomial itself = Polynomial.atom(call);
        boolean quotient = call.is(Whole.FLOOR_DIVIDE);
        Polynomial rest = quotient ? a.minus(b.times(itself)) : itself;
        know(rest);
        know(b.minus(rest).plus(-1));
        if (isMultiple(a, b)) {
            know(rest.times(-1));
        }
        boolean positive = new Intervals(scalars).holds(Affine.of(call.operand(0)));
        if (positive) {
            know(quotient ? itself : a.minus(itself)); // both lie between 0 and a
            know(a.minus(itself));
        }
        for (Scalar other : List.copyOf(atoms)) {
            boolean pair = other.is(quotient ? Whole.FLOOR_MODULO : Whole.FLOOR_DIVIDE)
                    && other.operands().equals(call.operands());
            if (pair) {
                Polynomial difference = quotient
                        ? rest.minus(Polynomial.atom(other))
                        : a.minus(b.times(Polynomial.atom(other))).minus(rest);
                know(difference);
                know(difference.times(-1));
            }
        }
    }

    /** Whether there is no rest: never, or by a fact {@code mod(c, d) == 0}. */
    private boolean isMultiple(Polynomial a, Polynomial b) {
        if (b.isConstant() && Divisibility.always(a, b.constant())) {
            return true;
        }
        for (Polynomial fact : facts) {
            Scalar rest = fact.terms().size() == 1 && fact.degree() == 1
                    ? fact.atoms().iterator().next()
                    : scalars.integer(0);
            if (!rest.is(Whole.FLOOR_MODULO) || fact.coefficient(new Monomial(List.of(rest))) > 0) {
                continue; // only -rest >= 0 says that there is none
            }
            Polynomial c = Polynomial.of(rest.operand(0));
            Polynomial d = Polynomial.of(rest.operand(1));
            boolean fixed = b.isConstant() && d.isConstant() && d.constant() != 0;
            if (fixed
                    ? d.constant() % b.constant() == 0 && Divisibility.always(a.minus(c), b.constant())
                    : d.equals(b) && c.equals(a)) {
                return true;
            }
        }
        return false;
    }

    /** A polynomial without the atoms that equal others, and what it was multiplied by. */
    record Settled(Polynomial value, long scale) {}

    Settled settled(Polynomial value) {
        Polynomial now = value;
        long scale = 1;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Scalar atom : now.atoms()) {
                Equal other = equal.get(atom);
                if (other != null) {
                    for (int i = now.power(atom); i > 0; i--) {
                        scale = Math.multiplyExact(scale, other.scale());
                    }
                    now = now.replaced(atom, other.scale(), other.value());
                    changed = true;
                    break;
                }
            }
        }
        return new Settled(now, scale);
    }

    /** Expressions that are not negative, in terms of atoms that equal no others. */
    List<Polynomial> statements() {
        return known.stream()
                .map(one -> tightened(settled(one).value()))
                .filter(one -> !one.isConstant() || one.constant() < 0)
                .distinct()
                .toList();
    }

    /** Divided by what all coefficients have in common; the constant is rounded down, since the sum is whole. */
    private static Polynomial tightened(Polynomial value) {
        long common = 0;
        for (Map.Entry<Monomial, Long> term : value.terms().entrySet()) {
            if (term.getKey().degree() > 0) {
                common = gcd(common, Math.abs(term.getValue()));
            }
        }
        return common > 1 ? value.dividedBy(common) : value;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** Choices and extremes that may be told apart by cases. */
    List<Scalar> undecided() {
        return undecided;
    }

    /** Divisors that are no numbers, known to be at least 1. */
    Set<Polynomial> divisors() {
        return divisors;
    }
}
