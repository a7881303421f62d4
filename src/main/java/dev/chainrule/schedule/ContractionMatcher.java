package dev.chainrule.schedule;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Reduction;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Recognises contractions by the indices that the factors of a sum's body contain. */
final class ContractionMatcher {

    private ContractionMatcher() {}

    /**
     * The equation as a contraction without an epilogue, if it is one.
     *
     * @param fixed indices of the equation whose loops are open around it
     * @param regroup whether a product of more than two factors may be regrouped, which rounds differently
     */
    static Optional<Contraction> match(Equation equation, Map<Index, Index> fixed, Scalars scalars, boolean regroup) {
        if (equation.reduction() != Reduction.SUM
                || equation.indices().size() < 2 + fixed.size()
                || fixed.containsKey(equation.indices().get(equation.indices().size() - 1))
                || hasDependentRange(equation)) {
            return Optional.empty();
        }
        Index column = equation.indices().get(equation.indices().size() - 1);
        List<Scalar> with = new ArrayList<>();
        List<Scalar> without = new ArrayList<>();
        for (Scalar factor : factors(equation.body(), regroup)) {
            (indices(factor).contains(column) ? with : without).add(factor);
        }
        if (with.isEmpty() || without.isEmpty()) {
            return Optional.empty();
        }
        Scalar left = product(without, scalars);
        Scalar right = product(with, scalars);
        Set<Index> ofLeft = indices(left);
        Set<Index> ofRight = indices(right);
        if (!ofLeft.containsAll(equation.reduced()) || !ofRight.containsAll(equation.reduced())) {
            return Optional.empty();
        }
        List<Index> outer = new ArrayList<>(equation.indices());
        outer.remove(column);
        Index row = null;
        for (Index index : equation.indices()) {
            if (ofLeft.contains(index) && !ofRight.contains(index) && !fixed.containsKey(index)) {
                row = index; // the last one: its rows are adjacent in the target
            }
        }
        if (row == null) {
            return Optional.empty();
        }
        outer.remove(row);
        Set<Index> around = new HashSet<>(outer);
        if (!around.containsAll(indices(equation.filter()))) {
            return Optional.empty();
        }
        outer.removeAll(fixed.keySet());
        return Optional.of(
                new Contraction(equation, fixed, outer, row, column, equation.filter(), left, right, Optional.empty()));
    }

    private static boolean hasDependentRange(Equation equation) {
        List<Index> all = new ArrayList<>(equation.indices());
        all.addAll(equation.reduced());
        return all.stream().anyMatch(index -> !indices(index.extent()).isEmpty());
    }

    /** The factors of a product, in order; without regrouping, only the two of the outermost product. */
    private static List<Scalar> factors(Scalar body, boolean regroup) {
        if (!regroup) {
            return body.is(Arithmetic.MULTIPLY) ? body.operands() : List.of(body);
        }
        List<Scalar> factors = new ArrayList<>();
        Deque<Scalar> open = new ArrayDeque<>(List.of(body));
        while (!open.isEmpty()) {
            Scalar node = open.pop();
            if (node.is(Arithmetic.MULTIPLY)) {
                open.push(node.operand(1));
                open.push(node.operand(0));
            } else {
                factors.add(node);
            }
        }
        return factors;
    }

    private static Scalar product(List<Scalar> factors, Scalars scalars) {
        Scalar product = factors.get(0);
        for (Scalar factor : factors.subList(1, factors.size())) {
            product = scalars.mul(product, factor);
        }
        return product;
    }

    /** The indices that an expression contains. */
    static Set<Index> indices(Scalar expression) {
        Set<Index> indices = new HashSet<>(); // membership only
        for (Scalar node : Traversal.operandsFirst(expression)) {
            if (node instanceof Leaf leaf && leaf.atom() instanceof Index index) {
                indices.add(index);
            }
        }
        return indices;
    }
}
