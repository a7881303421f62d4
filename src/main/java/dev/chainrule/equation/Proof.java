package dev.chainrule.equation;

import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Proves that an integer expression is not negative, by interval arithmetic over indices and sizes.
 *
 * <p>An index lies in {@code 0 … extent - 1}, the size of a dim is at least 0, an element of a tensor of indices lies
 * within its dim, a remainder within its divisor; the size of a computed dim is its formula. A fact is an expression known not to be negative: the conditions
 * around a read give facts. A proof uses at most one fact at a time. Sound, not complete: {@code false} means "not
 * proven".
 */
public final class Proof {

    private final Scalars scalars;
    private final List<Affine> facts;

    private Proof(Scalars scalars, List<Affine> facts) {
        this.scalars = scalars;
        this.facts = facts;
    }

    /** Without facts. */
    public static Proof plain(Scalars scalars) {
        return new Proof(scalars, List.of());
    }

    /** With the facts that follow from {@code condition} being true, added to those known. */
    public Proof assuming(Scalar condition) {
        List<Affine> all = new ArrayList<>(facts);
        Deque<Scalar> open = new ArrayDeque<>(List.of(condition));
        while (!open.isEmpty()) {
            if (!(open.pop() instanceof Call call)) {
                continue;
            }
            if (call.is(Logic.AND)) {
                open.push(call.operand(0));
                open.push(call.operand(1));
            } else if (call.is(Logic.NOT)) {
                if (call.operand(0) instanceof Call negated) {
                    addNegation(negated, all, open);
                }
            } else {
                addComparison(call, all);
            }
        }
        return new Proof(scalars, List.copyOf(all));
    }

    private void addComparison(Call call, List<Affine> facts) {
        if (call.operands().size() != 2 || call.operand(0).type() != Type.INTEGER) {
            return;
        }
        Affine a = Affine.of(call.operand(0));
        Affine b = Affine.of(call.operand(1));
        if (call.is(Whole.LESS)) {
            facts.add(b.minus(a).plus(-1));
        } else if (call.is(Whole.LESS_OR_EQUAL)) {
            facts.add(b.minus(a));
        } else if (call.is(Whole.EQUAL)) {
            facts.add(b.minus(a));
            facts.add(a.minus(b));
        } else if (call.is(Whole.NOT_EQUAL)) {
            // Only useful at the lower end of a range: a != 0 with a >= 0 gives a >= 1.
            Affine difference = a.minus(b);
            if (plain(scalars).holds(difference)) {
                facts.add(difference.plus(-1));
            } else if (plain(scalars).holds(difference.times(-1))) {
                facts.add(difference.times(-1).plus(-1));
            }
        }
    }

    private void addNegation(Call negated, List<Affine> facts, Deque<Scalar> open) {
        if (negated.is(Logic.NOT)) {
            open.push(negated.operand(0));
        } else if (negated.is(Whole.LESS)) {
            facts.add(Affine.of(negated.operand(0)).minus(Affine.of(negated.operand(1))));
        } else if (negated.is(Whole.LESS_OR_EQUAL)) {
            facts.add(Affine.of(negated.operand(0))
                    .minus(Affine.of(negated.operand(1)))
                    .plus(-1));
        } else if (negated.is(Whole.EQUAL)) {
            Affine difference = Affine.of(negated.operand(0)).minus(Affine.of(negated.operand(1)));
            if (plain(scalars).holds(difference)) {
                facts.add(difference.plus(-1));
            } else if (plain(scalars).holds(difference.times(-1))) {
                facts.add(difference.times(-1).plus(-1));
            }
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

    /** Whether the value is proven to be at least 0. */
    public boolean proven(Affine value) {
        if (holds(value)) {
            return true;
        }
        for (Affine fact : facts) {
            if (holds(value.minus(fact))) {
                return true;
            }
        }
        return false;
    }

    /** With computed sizes as sizes, which are not negative, or as what they are computed from. */
    private boolean holds(Affine value) {
        return holds(value, false) || holds(value, true);
    }

    /** Lower bound by interval arithmetic: youngest bounded term first, since its bound may contain older ones. */
    private boolean holds(Affine value, boolean expanding) {
        Affine left = value;
        for (int step = 0; step < 64; step++) {
            Scalar bounded = null;
            for (Scalar term : left.terms().keySet()) {
                if (left.coefficient(term) > 0 ? hasLowerBound(term) : hasUpperBound(term)) {
                    bounded = later(bounded, term);
                }
            }
            Affine expanded = expanding && (bounded == null || isSize(bounded)) ? expanded(left) : left;
            if (!expanded.equals(left)) {
                left = expanded;
                continue;
            }
            if (bounded == null) {
                return left.isConstant() && left.constant() >= 0;
            }
            long coefficient = left.coefficient(bounded);
            left = left.without(bounded)
                    .plus(coefficient > 0 ? Affine.constant(0) : upper(bounded).times(coefficient));
        }
        return false;
    }

    /** The value with the sizes of computed dims replaced by their formulas. */
    private static Affine expanded(Affine value) {
        Affine result = value;
        for (Scalar term : value.terms().keySet()) {
            Optional<Scalar> formula = term instanceof Leaf leaf && leaf.atom() instanceof SizeOf size
                    ? size.dim().formula()
                    : Optional.empty();
            if (formula.isPresent()) {
                result = result.without(term).plus(Affine.of(formula.get()).times(value.coefficient(term)));
            }
        }
        return result;
    }

    /** Indices are resolved before the sizes and indices in their bounds. */
    private static Scalar later(@org.jspecify.annotations.Nullable Scalar a, Scalar b) {
        if (a == null) {
            return b;
        }
        boolean sizeA = isSize(a);
        boolean sizeB = isSize(b);
        if (sizeA != sizeB) {
            return sizeA ? b : a;
        }
        return ordinal(a) >= ordinal(b) ? a : b;
    }

    private static int ordinal(Scalar term) {
        return term instanceof Leaf leaf && leaf.atom() instanceof Index index ? index.ordinal() : -1;
    }

    private static boolean isSize(Scalar term) {
        return term instanceof Leaf leaf && leaf.atom() instanceof SizeOf;
    }

    private static boolean hasUpperBound(Scalar term) {
        if (term instanceof Leaf leaf) {
            return leaf.atom() instanceof Index
                    || leaf.atom() instanceof Read read
                            && read.tensor().indexOf().isPresent();
        }
        return term.is(Whole.FLOOR_MODULO) && term.operand(1) instanceof Constant divisor && divisor.longValue() > 0;
    }

    private Affine upper(Scalar term) {
        if (term instanceof Leaf leaf && leaf.atom() instanceof Index index) {
            return Affine.of(index.extent()).plus(-1);
        }
        if (term instanceof Leaf leaf && leaf.atom() instanceof Read read) {
            return Affine.of(scalars.leaf(new SizeOf(read.tensor().indexOf().orElseThrow())))
                    .plus(-1);
        }
        return Affine.of(term.operand(1)).plus(-1);
    }

    /** Whether the term is known to be at least 0. */
    private static boolean hasLowerBound(Scalar term) {
        if (term instanceof Leaf leaf) {
            return leaf.atom() instanceof Index
                    || leaf.atom() instanceof SizeOf
                    || leaf.atom() instanceof Read read
                            && read.tensor().indexOf().isPresent();
        }
        return term.is(Whole.FLOOR_MODULO) && term.operand(1) instanceof Constant divisor && divisor.longValue() > 0;
    }
}
