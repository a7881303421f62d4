package dev.chainrule.differentiate;

import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adds up what a tensor has received, in the order of the source: element-wise contributions in one body, each sum as an
 * equation of its own, so that a contraction stays one.
 */
final class AdjointEquations {

    private final EquationSystem.Builder builder;
    private final Scalars scalars;
    private final Supports supports;
    private final Map<Tensor, Tensor> defined = new HashMap<>();

    AdjointEquations(EquationSystem.Builder builder, Supports supports) {
        this.builder = builder;
        this.scalars = builder.scalars();
        this.supports = supports;
    }

    /** The tensor that holds the adjoint of another, if it has an equation. */
    Optional<Tensor> defined(Tensor tensor) {
        return Optional.ofNullable(defined.get(tensor));
    }

    /**
     * The sum of all contributions.
     *
     * @param frame the adjoint's indices, over which the contributions are written
     * @param named whether it gets an equation even if it is as simple as a constant
     */
    Adjoint adjoint(Tensor tensor, List<Index> frame, List<Contribution> received, boolean named) {
        List<Contribution> parts = new ArrayList<>(received);
        parts.sort(Comparator.comparingLong(Contribution::position));
        List<String> names = names(tensor, frame, parts);
        Carried carried =
                Carried.union(parts.stream().map(Contribution::carried).toList(), scalars, supports);
        if (parts.size() == 1 && !parts.get(0).isElementwise()) {
            Tensor sum = sum("d" + tensor.name(), frame, names, parts.get(0));
            defined.put(tensor, sum);
            return new Adjoint(frame, read(sum, frame), carried);
        }
        List<Flow> flows = new ArrayList<>();
        for (Contribution part : parts) {
            if (part.isElementwise()) {
                List<Scalar> gates = new ArrayList<>(part.filter());
                gates.addAll(part.gates());
                flows.add(new Flow(supports.of(gates), part.value()));
            } else {
                String name = "d" + tensor.name() + "_" + part.reader().name();
                flows.add(new Flow(supports.everywhere(), read(sum(name, frame, names, part), frame)));
            }
        }
        Scalar value = supports.total(supports.merged(flows));
        boolean simple = value instanceof Constant || value instanceof Leaf leaf && leaf.atom() instanceof Read;
        return new Adjoint(frame, simple && !named ? value : read(define(tensor, frame, names, value), frame), carried);
    }

    /** An adjoint element by element. */
    Tensor define(Tensor tensor, List<Index> frame, Scalar value) {
        return define(tensor, frame, names(tensor, frame, List.of()), value);
    }

    private Tensor define(Tensor tensor, List<Index> frame, List<String> names, Scalar value) {
        Tensor adjoint = builder.define(
                "d" + tensor.name(),
                Optional.empty(),
                frame,
                Reduction.NONE,
                List.of(),
                scalars.bool(true),
                value,
                names);
        defined.put(tensor, adjoint);
        return adjoint;
    }

    private Tensor sum(String name, List<Index> frame, List<String> frameNames, Contribution part) {
        List<String> names = new ArrayList<>(frameNames);
        Set<String> taken = new HashSet<>(names);
        for (Index index : part.reduced()) {
            String wanted = part.names().getOrDefault(index, "k");
            String free = wanted;
            for (int i = 2; !taken.add(free); i++) {
                free = wanted + i;
            }
            names.add(free);
        }
        return builder.define(
                name,
                Optional.empty(),
                frame,
                Reduction.SUM,
                part.reduced(),
                supports.conjunction(part.filter()),
                supports.guarded(part.gates(), part.value()),
                names);
    }

    private Scalar read(Tensor tensor, List<Index> frame) {
        return builder.read(tensor, frame.stream().map(builder::node).toList());
    }

    /** Names of the adjoint's indices: those of the definition, else those by which a reader reads the tensor. */
    private List<String> names(Tensor tensor, List<Index> frame, List<Contribution> parts) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int axis = 0; axis < frame.size(); axis++) {
            Index index = frame.get(axis);
            int place = axis;
            String name = builder.definition(tensor)
                    .map(equation -> equation.names().get(place))
                    .or(() -> parts.stream()
                            .filter(part -> part.names().containsKey(index))
                            .map(part -> part.names().get(index))
                            .findFirst())
                    .orElse("p" + axis);
            String free = name;
            for (int i = 2; !taken.add(free); i++) {
                free = name + i;
            }
            names.add(free);
        }
        return names;
    }
}
