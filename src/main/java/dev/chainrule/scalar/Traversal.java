package dev.chainrule.scalar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Walks over expression graphs. Depth is bounded by the heap, not by the stack; each node is visited once. */
public final class Traversal {

    private static final Comparator<Scalar> AGE = Comparator.comparingInt(Scalar::number);

    private Traversal() {}

    /** Every node below {@code roots} and they themselves, operands before users. */
    public static List<Scalar> operandsFirst(Collection<Scalar> roots) {
        Found found = new Found();
        roots.forEach(found::add);
        for (int i = 0; i < found.nodes.size(); i++) {
            for (Scalar operand : found.nodes.get(i).operands()) {
                found.add(operand);
            }
        }
        found.nodes.sort(AGE); // an operand is older than its users
        return found.nodes;
    }

    /** Distinct nodes in the order in which they were found. Most expressions are small, and need no table. */
    private static final class Found {

        private static final int FEW = 16;

        private final List<Scalar> nodes = new ArrayList<>();
        private Set<Scalar> table = Set.of();

        private void add(Scalar node) {
            if (nodes.size() < FEW ? !nodes.contains(node) : table().add(node)) {
                nodes.add(node);
            }
        }

        private Set<Scalar> table() {
            if (table.isEmpty()) {
                table = new HashSet<>(nodes);
            }
            return table;
        }
    }

    public static List<Scalar> operandsFirst(Scalar root) {
        return operandsFirst(List.of(root));
    }

    /** What makes an atom anew when the scalars it is made of have become {@code parts}. */
    @FunctionalInterface
    public interface AtomMaker {
        Atom make(Atom atom, List<Scalar> parts);
    }

    /**
     * {@code root} with nodes replaced: where {@code replacement} has an answer for a node, that answer stands
     * (it is not looked into again); every other node is made anew from its replaced operands.
     */
    public static Scalar replace(
            Scalar root, Scalars scalars, Function<Scalar, Optional<Scalar>> replacement, AtomMaker atoms) {
        Map<Scalar, Scalar> done = new HashMap<>();
        Deque<Scalar> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Scalar node = open.peek();
            if (done.containsKey(node)) {
                open.pop();
                continue;
            }
            Optional<Scalar> answer = replacement.apply(node);
            if (answer.isPresent()) {
                done.put(node, answer.get());
                open.pop();
                continue;
            }
            int before = open.size();
            for (Scalar operand : node.operands()) {
                if (!done.containsKey(operand)) {
                    open.push(operand);
                }
            }
            if (open.size() == before) {
                done.put(node, remade(node, scalars, done, atoms));
                open.pop();
            }
        }
        return done.get(root);
    }

    private static Scalar remade(Scalar node, Scalars scalars, Map<Scalar, Scalar> done, AtomMaker atoms) {
        boolean same = true;
        List<Scalar> operands = new ArrayList<>(node.operands().size());
        for (Scalar operand : node.operands()) {
            Scalar now = done.get(operand);
            operands.add(now);
            same &= now == operand;
        }
        if (same) {
            return node;
        }
        if (node instanceof Call call) {
            return scalars.call(call.function(), operands);
        }
        return scalars.leaf(atoms.make(((Leaf) node).atom(), operands));
    }
}
