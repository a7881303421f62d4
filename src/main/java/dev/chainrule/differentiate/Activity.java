package dev.chainrule.differentiate;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Type;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which tensors and nodes depend differentiably on what is asked for. Nothing else ever gets an adjoint. */
final class Activity {

    private final Set<Tensor> tensors = new HashSet<>();

    private Activity() {}

    /** What depends on {@code wanted}: not through a subscript, a filter, a comparison or a stopped gradient. */
    static Activity of(EquationSystem system, Collection<Tensor> wanted) {
        Activity activity = new Activity();
        wanted.stream().filter(tensor -> tensor.type() == Type.REAL).forEach(activity.tensors::add);
        for (List<Equation> group : system.groups()) {
            boolean grown = true;
            while (grown) { // once, but for recurrences
                grown = false;
                for (Equation equation : group) {
                    grown |= activity.add(equation) && group.size() > 1;
                }
            }
        }
        return activity;
    }

    /** Whether an equation's tensor turns out to depend on what is asked for. */
    private boolean add(Equation equation) {
        boolean position = equation.reduction() == Reduction.ARGMAX || equation.reduction() == Reduction.ARGMIN;
        return !position
                && !tensors.contains(equation.target())
                && nodes(Traversal.operandsFirst(equation.body())).contains(equation.body())
                && tensors.add(equation.target());
    }

    boolean contains(Tensor tensor) {
        return tensors.contains(tensor);
    }

    /** Those of a body's nodes that depend on what is asked for. */
    Set<Scalar> nodes(List<Scalar> operandsFirst) {
        Set<Scalar> active = new HashSet<>(); // membership only
        for (Scalar node : operandsFirst) {
            if (node instanceof Leaf leaf ? isActive(leaf) : node instanceof Call call && isActive(call, active)) {
                active.add(node);
            }
        }
        return active;
    }

    /** The tensors to which something flows from a body. */
    Set<Tensor> reached(Scalar body) {
        Set<Scalar> active = nodes(Traversal.operandsFirst(body));
        Set<Tensor> reached = new LinkedHashSet<>();
        Set<Scalar> seen = new HashSet<>(); // membership only
        Deque<Scalar> open = new ArrayDeque<>(List.of(body));
        while (!open.isEmpty()) {
            Scalar node = open.pop();
            if (!active.contains(node) || !seen.add(node)) {
                continue;
            }
            if (node instanceof Leaf leaf && leaf.atom() instanceof Read read) {
                reached.add(read.tensor());
            } else if (node instanceof Call call) {
                for (int k = 0; k < call.operands().size(); k++) {
                    if (call.function().derivative(k).isPresent()) {
                        open.push(call.operand(k));
                    }
                }
            }
        }
        return reached;
    }

    private boolean isActive(Leaf leaf) {
        return leaf.atom() instanceof Read read && leaf.type() == Type.REAL && tensors.contains(read.tensor());
    }

    private static boolean isActive(Call call, Set<Scalar> active) {
        for (int k = 0; k < call.operands().size(); k++) {
            if (active.contains(call.operand(k))
                    && call.function().derivative(k).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
