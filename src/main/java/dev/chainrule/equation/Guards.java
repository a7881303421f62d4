package dev.chainrule.equation;

import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
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
    private final Map<Scalar, Set<Scalar>> around = new HashMap<>();

    private Guards(Scalars scalars, Proof filtered) {
        this.scalars = scalars;
        this.filtered = filtered;
    }

    /** The guards of all nodes of the equation's body. */
    public static Guards of(Equation equation, Scalars scalars) {
        Guards guards = new Guards(scalars, Proof.plain(scalars).assuming(equation.filter()));
        List<Scalar> order = Traversal.operandsFirst(equation.body());
        guards.around.put(equation.body(), Set.of());
        for (int i = order.size() - 1; i >= 0; i--) {
            guards.enter(order.get(i));
        }
        return guards;
    }

    private void enter(Scalar node) {
        Set<Scalar> here = around.get(node);
        for (int operand = 0; operand < node.operands().size(); operand++) {
            Set<Scalar> there = new LinkedHashSet<>(here);
            condition(node, operand).ifPresent(there::add);
            around.merge(node.operand(operand), there, (a, b) -> {
                Set<Scalar> both = new LinkedHashSet<>(a); // evaluated in two places: what holds in both
                both.retainAll(b);
                return both;
            });
        }
    }

    /** What holds where an operand is evaluated. */
    private Optional<Scalar> condition(Scalar node, int operand) {
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

    /** What can be proven where the equation makes a read. */
    public Proof proof(Read read) {
        Proof proof = filtered;
        for (Scalar condition : around.getOrDefault(scalars.leaf(read), Set.of())) {
            proof = proof.assuming(condition);
        }
        return proof;
    }
}
