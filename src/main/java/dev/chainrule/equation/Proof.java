package dev.chainrule.equation;

import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Proves that an integer expression is not negative, from the ranges of indices, the lengths of dims, the meaning of
 * rounding, and facts: the conditions around a place.
 *
 * <p>The methods, from cheap to dear: interval arithmetic, with a fact subtracted at most; a look for a counterexample,
 * which ends most questions that have no proof; combinations of all that is known, case by case; and, where all lengths
 * are fixed, trying all points. Sound, not complete: {@code false} means "not proven".
 */
public final class Proof {

    private final Scalars scalars;
    private final Facts facts;
    private final Intervals intervals;

    private Proof(Scalars scalars, Facts facts) {
        this.scalars = scalars;
        this.facts = facts;
        this.intervals = new Intervals(scalars);
    }

    /** Without facts. */
    public static Proof plain(Scalars scalars) {
        return new Proof(scalars, Facts.NONE);
    }

    /** With the facts that follow from {@code condition} being true, added to those known. */
    public Proof assuming(Scalar condition) {
        try {
            return new Proof(scalars, facts.and(condition, scalars));
        } catch (ArithmeticException tooLarge) {
            return this; // a fact about numbers beyond any length helps nobody
        }
    }

    /** Whether {@code 0 <= subscript < extent} is proven. */
    public boolean within(Scalar subscript, Scalar extent) {
        return nonNegative(subscript) && below(subscript, extent);
    }

    /** Whether {@code expression >= 0} is proven. */
    public boolean nonNegative(Scalar expression) {
        return proven(Affine.of(expression));
    }

    /** Whether {@code expression < extent} is proven. */
    public boolean below(Scalar expression, Scalar extent) {
        return proven(Affine.of(extent).minus(Affine.of(expression)).plus(-1));
    }

    /** Whether {@code divisor > 0} is proven where something is divided by it: the dividend's indices have values there. */
    public boolean divides(Scalar dividend, Scalar divisor) {
        if (below(scalars.integer(0), divisor)) {
            return true;
        }
        Proof proof = this;
        for (Index index : Leafs.indices(List.of(dividend))) {
            proof = proof.assuming(scalars.less(scalars.leaf(index), index.extent()));
        }
        return proof.below(scalars.integer(0), divisor);
    }

    /** Whether the value is proven to be at least 0. */
    public boolean proven(Affine value) {
        try {
            return isProven(value);
        } catch (ArithmeticException tooLarge) {
            return false;
        }
    }

    private boolean isProven(Affine value) {
        if (intervals.holds(value) || facts.certain().stream().anyMatch(fact -> intervals.holds(value.minus(fact)))) {
            return true;
        }
        if (value.isConstant() && facts.conditions().isEmpty()) {
            return false;
        }
        Optional<Points> points = points(value);
        if (points.isEmpty()
                || Counterexample.of(value, facts.conditions(), points.get()).isPresent()) {
            return false;
        }
        return new Question(Polynomial.of(value), scalars).isProven(facts)
                || Enumeration.proves(value, facts.conditions(), points.get());
    }

    private Optional<Points> points(Affine value) {
        List<Scalar> roots = new ArrayList<>(value.terms().keySet());
        roots.addAll(facts.conditions());
        return Points.of(roots, scalars);
    }

    /** Whether a condition is proven to hold. */
    public boolean implies(Scalar condition) {
        return Alternatives.of(condition).whenTrue().stream()
                .anyMatch(way -> !way.isEmpty() && way.stream().allMatch(this::proven));
    }

    /** Values of indices and open lengths, by age, for which a value is negative; empty if none was found. */
    public Optional<Map<Scalar, Long>> counterexample(Affine value) {
        try {
            return points(value).flatMap(points -> Counterexample.of(value, facts.conditions(), points));
        } catch (ArithmeticException tooLarge) {
            return Optional.empty();
        }
    }

    /** What a value runs down to, over lengths of dims alone and without regard to facts; empty if that can't be told. */
    public Optional<Affine> lowest(Affine value) {
        try {
            return intervals.least(value);
        } catch (ArithmeticException tooLarge) {
            return Optional.empty();
        }
    }

    /** What it runs up to. */
    public Optional<Affine> highest(Affine value) {
        return lowest(value.times(-1)).map(least -> least.times(-1));
    }

    /** The conditions on whole numbers that are known to hold. */
    public List<Scalar> conditions() {
        return facts.conditions();
    }
}
