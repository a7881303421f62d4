package dev.chainrule.differentiate;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Guards;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Leafs;
import dev.chainrule.equation.Proof;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Recurrence;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Type;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives an equation of its own to each factor of a sum of products that lacks some of the sum's indices and is more than a
 * read: {@code Σ j. relu(s[n, j] + b[j]) * W[j, c]} becomes a product of two matrices.
 *
 * <p>The factor is then computed once, not anew for each index that it lacks. Its adjoint is a product of two matrices as
 * well, and what flows on to {@code s} and to {@code b} is the finished sum, not the sum once for each of them. So a layer
 * without a name costs what one with a name does. It gets no equation if that would take more room than all that it reads:
 * the windows of a convolution, or the difference of all pairs of rows, are never laid out.
 */
final class NamedFactors {

    private final EquationSystem system;
    private final EquationSystem.Builder builder;
    private final Scalars scalars;
    private final Proof proof;

    private NamedFactors(EquationSystem system) {
        this.system = system;
        this.builder = system.restart();
        this.scalars = system.scalars();
        this.proof = system.proof();
    }

    /** The system with those equations, each before its reader. */
    static EquationSystem in(EquationSystem system) {
        NamedFactors naming = new NamedFactors(system);
        system.equations().forEach(naming::take);
        return naming.builder.build();
    }

    private void take(Equation equation) {
        boolean candidate = equation.reduction() == Reduction.SUM && equation.unfiltered();
        builder.keep(candidate ? equation.withBody(named(equation)) : equation);
    }

    /** The body of a sum, with reads in the place of factors. */
    private Scalar named(Equation equation) {
        Map<Set<Index>, Scalar> factors = factors(equation.body());
        boolean changed = false;
        Scalar product = scalars.one();
        for (Scalar factor : factors.values()) {
            boolean named = factor instanceof Call && mayStandAlone(factor, equation);
            product = times(product, named ? define((Call) factor, equation) : factor);
            changed |= named;
        }
        return changed ? product : equation.body();
    }

    /** The factors of a product; those over the same indices are one. */
    private Map<Set<Index>, Scalar> factors(Scalar product) {
        Map<Set<Index>, Scalar> factors = new LinkedHashMap<>();
        Deque<Scalar> open = new ArrayDeque<>(List.of(product));
        while (!open.isEmpty()) {
            Scalar node = open.pop();
            if (node.is(Arithmetic.MULTIPLY)) {
                open.push(node.operand(1));
                open.push(node.operand(0));
            } else {
                factors.merge(Leafs.indices(List.of(node)), node, this::times);
            }
        }
        return factors;
    }

    private Scalar times(Scalar a, Scalar b) {
        return a == scalars.one() ? b : scalars.mul(a, b);
    }

    /**
     * It lacks an index, its numbers are no more than those of a tensor that it reads, no condition around it is needed to
     * keep its reads inside, and within a recurrence it has the axes along which that is computed.
     */
    private boolean mayStandAlone(Scalar factor, Equation equation) {
        Set<Index> indices = Leafs.indices(List.of(factor));
        boolean lacking = !indices.isEmpty()
                && indices.size()
                        < equation.indices().size() + equation.reduced().size();
        boolean dependent = indices.stream()
                .anyMatch(index -> !Leafs.indices(List.of(index.extent())).isEmpty());
        List<Read> reads = Reads.among(Traversal.operandsFirst(factor));
        return lacking
                && !dependent
                && reads.stream()
                        .anyMatch(read -> read.tensor().type() == Type.REAL
                                && read.tensor().rank() >= indices.size())
                && Guards.of(scalars.bool(true), factor, proof, scalars).keepInside(factor)
                && (isOutside(reads, equation) || indices.containsAll(times(equation)));
    }

    private boolean isOutside(List<Read> reads, Equation equation) {
        Set<Tensor> members = new HashSet<>();
        system.recurrence(equation.target()).forEach(member -> members.add(member.target()));
        return reads.stream().noneMatch(read -> members.contains(read.tensor()));
    }

    /** The indices of an equation along which its recurrence is computed, the outer ones first. */
    private Set<Index> times(Equation equation) {
        Set<Index> times = new LinkedHashSet<>();
        Optional<Recurrence> recurrence = Recurrence.of(system.recurrence(equation.target()), system.scalars());
        while (recurrence.isPresent()) {
            times.add(recurrence.get().time(equation));
            recurrence = recurrence.get().parts().stream()
                    .filter(part -> part.equations().contains(equation))
                    .findFirst()
                    .flatMap(Recurrence.Part::recurrence);
        }
        return times;
    }

    private Scalar define(Call factor, Equation equation) {
        List<Read> reads = Reads.among(Traversal.operandsFirst(factor)).stream()
                .sorted(Comparator.comparingInt(read -> -read.tensor().rank()))
                .toList();
        List<Index> indices = indices(reads, factor);
        Tensor tensor = builder.define(
                name(factor, reads.get(0).tensor(), equation),
                Optional.empty(),
                indices,
                Reduction.NONE,
                List.of(),
                scalars.bool(true),
                factor,
                indices.stream().map(equation::nameOf).toList());
        return builder.read(tensor, indices.stream().map(builder::node).toList());
    }

    /** In the order of the axes of what is read, then the others. */
    private static List<Index> indices(List<Read> reads, Scalar factor) {
        Set<Index> indices = new LinkedHashSet<>();
        for (Read read : reads) {
            read.subscripts().forEach(subscript -> indices.addAll(Leafs.indices(List.of(subscript))));
        }
        indices.addAll(Leafs.indices(List.of(factor)));
        return List.copyOf(indices);
    }

    /** {@code tanhOfX} for a function, {@code ySumFactor} for an operation. */
    private static String name(Call factor, Tensor largest, Equation equation) {
        boolean function = factor.function().nn().contains("(");
        String of = largest.name();
        return function
                ? factor.function().name() + "Of" + Character.toUpperCase(of.charAt(0)) + of.substring(1)
                : equation.target().name() + "Factor";
    }
}
