package dev.chainrule.differentiate;

import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Substitution;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adds up what a tensor has received, in the order of the source: element-wise contributions in one body, each sum as an
 * equation of its own, so that a contraction stays one.
 *
 * <p>Contributions with the same ties are one part of the adjoint; what is tied is stored over the other indices alone. A
 * Jacobian's structural zeros are so never computed on the way.
 */
final class AdjointEquations {

    private final EquationSystem.Builder builder;
    private final Scalars scalars;
    private final Supports supports;
    private final LinearTerms terms;
    private final SupportEquations carrying;
    private final AdjointTensors tensors;
    private final Map<Tensor, Tensor> defined = new HashMap<>();

    AdjointEquations(
            EquationSystem.Builder builder, Supports supports, SupportEquations carrying, AdjointTensors tensors) {
        this.builder = builder;
        this.scalars = builder.scalars();
        this.supports = supports;
        this.terms = new LinearTerms(scalars);
        this.carrying = carrying;
        this.tensors = tensors;
    }

    /**
     * The sum of all contributions, in parts.
     *
     * @param frame the adjoint's indices, over which the contributions are written
     * @param named whether an only part gets an equation even if it is as simple as a constant
     */
    List<Adjoint> parts(Tensor tensor, List<Index> frame, List<Contribution> received, boolean named) {
        List<Contribution> all = new ArrayList<>(received);
        all.sort(Comparator.comparingLong(Contribution::position));
        Map<Map<Index, Scalar>, List<Contribution>> groups = new LinkedHashMap<>();
        all.forEach(part ->
                groups.computeIfAbsent(part.ties(), any -> new ArrayList<>()).add(part));
        Map<Index, String> names = names(tensor, frame, all);
        List<Adjoint> parts = new ArrayList<>();
        boolean whole = groups.size() == 1 && groups.containsKey(Map.of());
        String name = "d" + tensor.name();
        groups.forEach((ties, group) -> {
            String suffix = whole ? "" : ties.isEmpty() ? "_dense" : "_diagonal";
            parts.add(part(tensor, name + suffix, frame, ties, group, names, named && whole));
        });
        return parts;
    }

    private Adjoint part(
            Tensor tensor,
            String name,
            List<Index> frame,
            Map<Index, Scalar> ties,
            List<Contribution> parts,
            Map<Index, String> names,
            boolean named) {
        List<Index> own = new ArrayList<>(frame);
        own.removeAll(ties.keySet());
        Carried carried = carrying.union(
                name, own, parts.stream().map(Contribution::carried).toList(), names);
        if (parts.size() == 1 && !parts.get(0).isElementwise()) {
            AdjointTensors.Defined sum = sum(name, own, names, parts.get(0));
            defined.put(tensor, sum.tensor());
            return new Adjoint(frame, ties, sum.read(), carried);
        }
        Scalar value = total(name, own, parts, names);
        if (isSimple(value) && !named) {
            return new Adjoint(frame, ties, value, carried);
        }
        AdjointTensors.Defined element = tensors.define(name, own, List.of(), scalars.bool(true), value, names);
        defined.put(tensor, element.tensor());
        return new Adjoint(frame, ties, element.read(), carried);
    }

    /** Element-wise contributions in one body, each sum as an equation of its own. */
    private Scalar total(String name, List<Index> own, List<Contribution> parts, Map<Index, String> names) {
        List<Flow> flows = new ArrayList<>();
        for (Contribution part : parts) {
            if (part.isElementwise()) {
                List<Scalar> gates = new ArrayList<>(part.filter());
                gates.addAll(part.gates());
                flows.add(new Flow(supports.of(gates), part.value()));
            } else {
                String partial = name + "_" + part.reader().name();
                flows.add(new Flow(
                        supports.everywhere(), sum(partial, own, names, part).read()));
            }
        }
        return flows.isEmpty() ? scalars.zero() : supports.total(supports.merged(flows));
    }

    /** An adjoint that can be read before it has its equation; where something flows to it is not known yet. */
    Adjoint declare(Tensor tensor, List<Index> frame) {
        AdjointTensors.Defined adjoint = tensors.declare("d" + tensor.name(), frame);
        defined.put(tensor, adjoint.tensor());
        return new Adjoint(frame, Map.of(), adjoint.read(), carrying.declare(tensor, frame));
    }

    /** Gives a declared adjoint the sum of all contributions; what is tied is 0 elsewhere. */
    void define(Tensor tensor, List<Index> frame, List<Contribution> received) {
        List<Contribution> all = new ArrayList<>(received);
        all.sort(Comparator.comparingLong(Contribution::position));
        Map<Index, String> names = names(tensor, frame, all);
        boolean tied = all.stream().anyMatch(part -> !part.ties().isEmpty());
        Tensor declared = defined.get(tensor);
        carrying.define(tensor, frame, all, names);
        if (all.size() == 1 && !all.get(0).isElementwise() && !tied) {
            Contribution part = all.get(0);
            tensors.redefine(
                    declared,
                    frame,
                    part.reduced(),
                    supports.conjunction(part.filter()),
                    supports.guarded(part.gates(), part.value()),
                    names(names, part));
            return;
        }
        Scalar value = tied
                ? parts(tensor, frame, received, false).stream()
                        .map(part -> supports.guarded(part.conditions(scalars, builder.proof()), part.value()))
                        .reduce(scalars.zero(), terms::sum)
                : total("d" + tensor.name(), frame, all, names);
        defined.put(tensor, declared); // a part is not the whole
        tensors.redefine(declared, frame, List.of(), scalars.bool(true), value, names);
    }

    /** Names of a sum's indices too. */
    private static Map<Index, String> names(Map<Index, String> names, Contribution part) {
        Map<Index, String> all = new HashMap<>(names);
        part.reduced()
                .forEach(index -> all.put(
                        index, Optional.ofNullable(part.names().get(index)).orElse("k")));
        return all;
    }

    private AdjointTensors.Defined sum(String name, List<Index> own, Map<Index, String> names, Contribution part) {
        return tensors.define(
                name,
                own,
                part.reduced(),
                supports.conjunction(part.filter()),
                supports.guarded(part.gates(), part.value()),
                names(names, part));
    }

    /** The one tensor of an adjoint, over all ambient indices and its own; zero where nothing has come. */
    Tensor whole(Tensor tensor, List<Index> frame, List<Adjoint> parts, List<Contribution> received) {
        Tensor known = defined.get(tensor);
        if (parts.size() == 1 && known != null && tensors.isWhole(parts.get(0).value(), known, frame)) {
            return known;
        }
        Scalar value = parts.stream()
                .map(part -> supports.guarded(part.conditions(scalars, builder.proof()), part.value()))
                .reduce(scalars.zero(), terms::sum);
        return tensors.whole("d" + tensor.name(), frame, value, names(tensor, frame, received));
    }

    /** One element of an adjoint, named if it is not simple. */
    Scalar at(String name, List<Index> frame, List<Scalar> place, List<Adjoint> parts) {
        Map<Index, Scalar> change = new LinkedHashMap<>();
        for (int axis = 0; axis < frame.size(); axis++) {
            change.put(frame.get(axis), place.get(axis));
        }
        Scalar total = scalars.zero();
        for (Adjoint part : parts) {
            List<Scalar> conditions = part.conditions(scalars, builder.proof()).stream()
                    .map(condition -> Substitution.apply(scalars, condition, change))
                    .toList();
            Optional<List<Scalar>> gates = Conjuncts.unproven(conditions, builder.proof());
            if (gates.isPresent()) {
                Scalar value = Substitution.apply(scalars, part.value(), change);
                total = terms.sum(total, supports.guarded(gates.get(), value));
            }
        }
        return isSimple(total)
                ? total
                : tensors.define(name, List.of(), List.of(), scalars.bool(true), total, Map.of())
                        .read();
    }

    private static boolean isSimple(Scalar value) {
        return value instanceof Constant || value instanceof Leaf leaf && leaf.atom() instanceof Read;
    }

    /** Names of the adjoint's indices: those of the definition, else those by which a reader reads the tensor. */
    private Map<Index, String> names(Tensor tensor, List<Index> frame, List<Contribution> parts) {
        Map<Index, String> names = new HashMap<>();
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
            names.put(index, free);
        }
        return names;
    }
}
