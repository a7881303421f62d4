package dev.chainrule.schedule;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Substitution;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a dear subexpression that several equations contain an equation of its own: {@code exp(z[n, c] - m[n])} is
 * computed once for the sum of softmax and for its gradient.
 */
final class SharedSubexpressions {

    /** Functions from this cost on are worth a store and a load in each of two places. */
    private static final int DEAR = 8;

    /** A subexpression with its own canonical indices, and the place it was found in. */
    private record Candidate(Equation at, Scalar node, List<Index> indices) {}

    private record Key(List<Scalar> extents, Scalar body) {}

    private final Scalars scalars;

    private SharedSubexpressions(Scalars scalars) {
        this.scalars = scalars;
    }

    /** The system with those equations added before their first reader. */
    static EquationSystem extract(EquationSystem system) {
        EquationSystem now = system;
        for (int round = 0; round < 3; round++) { // an outer expression is seen once its inner one has a name
            EquationSystem next = new SharedSubexpressions(system.scalars()).once(now);
            if (next == now) {
                return now;
            }
            now = next;
        }
        return now;
    }

    private EquationSystem once(EquationSystem system) {
        Map<Key, List<Candidate>> found = new LinkedHashMap<>();
        for (Equation equation : system.equations()) {
            for (Scalar node : Traversal.operandsFirst(equation.body())) {
                candidate(equation, node)
                        .ifPresent(candidate -> found.computeIfAbsent(key(candidate), any -> new ArrayList<>())
                                .add(candidate));
            }
        }
        Map<Key, Tensor> shared = new HashMap<>();
        Map<Equation, Map<Scalar, Candidate>> replacements = new HashMap<>();
        found.values().stream()
                .filter(places -> places.stream().map(Candidate::at).distinct().count() > 1)
                .forEach(places -> places.forEach(candidate -> replacements
                        .computeIfAbsent(candidate.at(), any -> new HashMap<>())
                        .put(candidate.node(), candidate)));
        if (replacements.isEmpty()) {
            return system;
        }
        EquationSystem.Builder result = system.restart();
        for (Equation equation : system.equations()) {
            Map<Scalar, Candidate> here = replacements.getOrDefault(equation, Map.of());
            here.values().stream()
                    .sorted(Comparator.comparingInt(
                            candidate -> candidate.node().number()))
                    .forEach(candidate -> shared.computeIfAbsent(key(candidate), any -> define(result, candidate)));
            result.keep(here.isEmpty() ? equation : replaced(equation, here, shared, result));
        }
        return result.build();
    }

    /** A call of a dear function over plain reads, not of the whole body: only such may be evaluated anywhere. */
    private Optional<Candidate> candidate(Equation equation, Scalar node) {
        if (!(node instanceof Call call && call.function().cost() >= DEAR && call.type() == Type.REAL)
                || node == equation.body() && equation.reduction() == Reduction.NONE) {
            return Optional.empty();
        }
        Optional<List<Index>> found = indices(node);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<Index> indices = found.get();
        boolean dependent = indices.stream()
                .anyMatch(index -> !ContractionMatcher.indices(index.extent()).isEmpty());
        return indices.isEmpty() || dependent ? Optional.empty() : Optional.of(new Candidate(equation, node, indices));
    }

    /**
     * The indices of an expression, as the reads of most axes have them, else as they come from left to right: so
     * {@code tanh(b[j] + s[n, j])} has rows over {@code n}, under {@code n, j} and under {@code j, n}. Empty if some read is
     * not plain.
     */
    private static Optional<List<Index>> indices(Scalar root) {
        Set<Index> indices = new LinkedHashSet<>();
        List<Read> reads = new ArrayList<>();
        Set<Scalar> seen = new HashSet<>();
        Deque<Scalar> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Scalar node = open.pop();
            if (!seen.add(node)) {
                continue;
            }
            if (node instanceof Leaf leaf && leaf.atom() instanceof Index index) {
                indices.add(index);
            } else if (node instanceof Leaf leaf && leaf.atom() instanceof Read read) {
                if (!plain(read)) {
                    return Optional.empty();
                }
                reads.add(read);
            }
            for (int operand = node.operands().size() - 1; operand >= 0; operand--) {
                open.push(node.operand(operand));
            }
        }
        reads.sort(
                Comparator.comparingInt((Read read) -> read.subscripts().size()).reversed());
        Set<Index> ordered = new LinkedHashSet<>();
        reads.forEach(
                read -> read.subscripts().forEach(subscript -> ordered.addAll(ContractionMatcher.indices(subscript))));
        ordered.addAll(indices);
        return Optional.of(List.copyOf(ordered));
    }

    /** Whether each subscript is an index that runs over just that axis. */
    private static boolean plain(Read read) {
        for (int axis = 0; axis < read.subscripts().size(); axis++) {
            if (!(read.subscripts().get(axis) instanceof Leaf leaf
                    && leaf.atom() instanceof Index index
                    && index.extent() == read.tensor().extents().get(axis))) {
                return false;
            }
        }
        return true;
    }

    private Key key(Candidate candidate) {
        Map<Index, Scalar> renumbered = new LinkedHashMap<>();
        for (Index index : candidate.indices()) {
            renumbered.put(index, scalars.leaf(new Index(renumbered.size(), index.extent())));
        }
        return new Key(
                candidate.indices().stream().map(Index::extent).toList(),
                Substitution.apply(scalars, candidate.node(), renumbered));
    }

    private Tensor define(EquationSystem.Builder result, Candidate candidate) {
        List<String> names =
                candidate.indices().stream().map(candidate.at()::nameOf).toList();
        return result.define(
                ((Call) candidate.node()).function().name() + "Of" + capitalised(firstRead(candidate.node())),
                Optional.empty(),
                candidate.indices(),
                Reduction.NONE,
                List.of(),
                scalars.bool(true),
                candidate.node(),
                names);
    }

    private static String firstRead(Scalar node) {
        for (Scalar below : Traversal.operandsFirst(node)) {
            if (below instanceof Leaf leaf && leaf.atom() instanceof Read read) {
                return read.tensor().name();
            }
        }
        return "value";
    }

    private static String capitalised(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private Equation replaced(
            Equation equation, Map<Scalar, Candidate> here, Map<Key, Tensor> shared, EquationSystem.Builder result) {
        Scalar body = Substitution.nodes(scalars, equation.body(), node -> {
            Candidate candidate = here.get(node);
            if (candidate == null) {
                return Optional.empty();
            }
            List<Scalar> subscripts = new ArrayList<>();
            candidate.indices().forEach(index -> subscripts.add(scalars.leaf(index)));
            return Optional.of(result.read(shared.get(key(candidate)), subscripts));
        });
        return new Equation(
                equation.target(),
                equation.indices(),
                equation.reduction(),
                equation.reduced(),
                equation.filter(),
                body,
                equation.names());
    }
}
