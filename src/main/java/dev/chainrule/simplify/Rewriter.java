package dev.chainrule.simplify;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Substitution;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Applies rules bottom-up, to each node until none applies. What a node becomes is remembered for all equations, so the
 * work is proportional to the number of distinct nodes.
 */
final class Rewriter {

    private final Scalars scalars;
    private final List<Rule> rules;
    private final Definitions definitions;
    private final Consumer<Rewrite> log;
    private final Map<Scalar, Scalar> done = new HashMap<>();
    private final Map<Scalar, Scalar> becoming = new HashMap<>();
    private final Deque<Scalar> open = new ArrayDeque<>();

    Rewriter(Scalars scalars, List<Rule> rules, Definitions definitions, Consumer<Rewrite> log) {
        this.scalars = scalars;
        this.rules = rules;
        this.definitions = definitions;
        this.log = log;
    }

    /** The normal form of an expression of an equation. */
    Scalar rewrite(Scalar root, Equation equation) {
        open.push(root);
        while (!open.isEmpty()) {
            Scalar node = open.peek();
            if (done.containsKey(node)) {
                open.pop();
            } else if (becoming.containsKey(node)) {
                done.put(node, done.get(becoming.remove(node)));
                open.pop();
            } else if (!openOperands(node)) {
                step(node, equation);
            }
        }
        return done.get(root);
    }

    /** The range of an index stays: the equation binds it as it is. */
    private static List<Scalar> parts(Scalar node) {
        return node instanceof Leaf leaf && leaf.atom() instanceof Index ? List.of() : node.operands();
    }

    private boolean openOperands(Scalar node) {
        boolean found = false;
        for (Scalar operand : parts(node)) {
            if (!done.containsKey(operand)) {
                push(operand);
                found = true;
            }
        }
        return found;
    }

    private void push(Scalar node) {
        if (becoming.containsKey(node)) {
            throw new IllegalStateException("rules lead from " + node + " back to it");
        }
        open.push(node);
    }

    /** All operands are in normal form: the node takes them, or a rule applies, or it is in normal form itself. */
    private void step(Scalar node, Equation equation) {
        List<Scalar> operands = new ArrayList<>();
        parts(node).forEach(operand -> operands.add(done.get(operand)));
        Scalar now = operands.isEmpty() ? node : Substitution.withOperands(scalars, node, operands);
        Scalar next = now != node ? now : definitions.redirected(node).orElseGet(() -> ruled(node, equation));
        if (next == node) {
            done.put(node, node);
        } else {
            becoming.put(node, next);
            push(next);
        }
    }

    private Scalar ruled(Scalar node, Equation equation) {
        for (Rule rule : rules) {
            Optional<Scalar> result = rule.apply(node, scalars, definitions);
            if (result.isPresent() && result.get() != node) {
                if (result.get().type() != node.type()) {
                    throw new IllegalStateException(rule.name() + " changes the type of " + node);
                }
                log.accept(new Rewrite(rule.name(), rule.stabilisation(), equation, node, result.get()));
                return result.get();
            }
        }
        return node;
    }
}
