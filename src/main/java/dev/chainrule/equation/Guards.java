package dev.chainrule.equation;

import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Whole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What holds wherever an equation evaluates a node: its filter, and the conditions of all choices around the node. */
public final class Guards {

    private final Scalars scalars;
    private final Proof filtered;
    private final List<Index> ranges;
    private final Map<Scalar, Set<Scalar>> around = new HashMap<>();

    private Guards(Scalars scalars, Proof filtered, List<Index> ranges) {
        this.scalars = scalars;
        this.filtered = filtered;
        this.ranges = ranges;
    }

    /** The guards of all nodes of the equation's body. */
    public static Guards of(Equation equation, Scalars scalars) {
        return of(equation.filter(), equation.body(), Proof.plain(scalars), scalars, ranges(equation));
    }

    /** The guards of all nodes of the equation's filter, where it is not known yet whether that holds. */
    public static Guards ofFilter(Equation equation, Scalars scalars) {
        return of(scalars.bool(true), equation.filter(), Proof.plain(scalars), scalars, ranges(equation));
    }

    private static List<Index> ranges(Equation equation) {
        List<Index> ranges = new ArrayList<>(equation.indices());
        ranges.addAll(equation.reduced());
        return ranges;
    }

    /** The guards of all nodes of a body that is evaluated where a filter holds. */
    public static Guards of(Scalar filter, Scalar body, Proof known, Scalars scalars) {
        return of(filter, body, known, scalars, List.of());
    }

    private static Guards of(Scalar filter, Scalar body, Proof known, Scalars scalars, List<Index> ranges) {
        Guards guards = new Guards(scalars, known.assuming(filter), ranges);
        List<Scalar> order = Traversal.operandsFirst(body);
        guards.around.put(body, Set.of());
        for (int i = order.size() - 1; i >= 0; i--) {
            guards.enter(order.get(i));
        }
        return guards;
    }

    private void enter(Scalar node) {
        Set<Scalar> here = around.get(node);
        for (int operand = 0; operand < node.operands().size(); operand++) {
            Set<Scalar> there = new LinkedHashSet<>(here);
            condition(node, operand, scalars).ifPresent(there::add);
            around.merge(node.operand(operand), there, (a, b) -> {
                Set<Scalar> both = new LinkedHashSet<>(a); // evaluated in two places: what holds in both
                both.retainAll(b);
                return both;
            });
        }
    }

    /** What a node makes hold where an operand of it is evaluated. */
    public static Optional<Scalar> condition(Scalar node, int operand, Scalars scalars) {
        if (operand == 0) {
            return Optional.empty();
        }
        if (node.is(Choice.CHOICE) || node.is(Choice.INTEGER_CHOICE)) {
            return Optional.of(operand == 1 ? node.operand(0) : scalars.not(node.operand(0)));
        }
        if (node.is(Logic.AND)) {
            return Optional.of(node.operand(0));
        }
        return node.is(Logic.OR) ? Optional.of(scalars.not(node.operand(0))) : Optional.empty();
    }

    /** What can be proven where a read is made. */
    public Proof proof(Read read) {
        return proof(scalars.leaf(read));
    }

    /** Whether a read is never made: a range around it has no element, or what holds there can't be. */
    public boolean neverMake(Read read) {
        Proof here = proof(read);
        return ranges.stream()
                        .anyMatch(index -> here.proven(Affine.of(index.extent()).times(-1)))
                || here.proven(Affine.of(scalars.integer(-1))); // anything follows from what can't be
    }

    private Proof proof(Scalar node) {
        Proof proof = filtered;
        for (Scalar condition : around.getOrDefault(node, Set.of())) {
            proof = proof.assuming(condition);
        }
        return proof;
    }

    /** Whether all reads in the body stay inside and all divisors are above 0, as far as that can be proven. */
    public boolean keepInside(Scalar body) {
        return Traversal.operandsFirst(body).stream().allMatch(node -> {
            if (node instanceof Leaf leaf && leaf.atom() instanceof Read read) {
                Proof proof = proof(node);
                for (int axis = 0; axis < read.subscripts().size(); axis++) {
                    if (!proof.within(
                            read.subscripts().get(axis), read.tensor().extents().get(axis))) {
                        return false;
                    }
                }
            }
            boolean rounds = node.is(Whole.FLOOR_DIVIDE) || node.is(Whole.FLOOR_MODULO);
            return !rounds
                    || node.operand(1) instanceof Constant
                    || proof(node).divides(node.operand(0), node.operand(1));
        });
    }
}
