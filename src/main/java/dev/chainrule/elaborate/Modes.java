package dev.chainrule.elaborate;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Substitution;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says for every equation whether the network trains: true in what the objective and the updates need, false in what the
 * outputs need. What both need and what depends on it is there twice from then on; all else is shared.
 */
final class Modes {

    private final EquationSystem system;
    private final Scalar training;
    private final Scalars scalars;
    private final EquationSystem.Builder builder;
    private final Map<Tensor, Tensor> trained = new HashMap<>();
    private final Map<Tensor, Tensor> offered = new HashMap<>();

    private Modes(EquationSystem system, Scalar training) {
        this.system = system;
        this.training = training;
        this.scalars = system.scalars();
        this.builder = system.restart();
    }

    /**
     * A system without the question.
     *
     * @param trained what a tensor is called where the network trains, if not as before
     * @param offered what a tensor is called in outputs, if not as before
     */
    record Split(EquationSystem system, Map<Tensor, Tensor> trained, Map<Tensor, Tensor> offered) {

        Tensor trained(Tensor tensor) {
            return trained.getOrDefault(tensor, tensor);
        }

        Tensor offered(Tensor tensor) {
            return offered.getOrDefault(tensor, tensor);
        }
    }

    /** Splits what {@code training} divides, if anything does. */
    static Split of(
            EquationSystem system,
            Optional<Scalar> training,
            Collection<Tensor> trainedRoots,
            Collection<Tensor> offeredRoots) {
        return training.isEmpty()
                ? new Split(system, Map.of(), Map.of())
                : new Modes(system, training.get()).run(trainedRoots, offeredRoots);
    }

    private Split run(Collection<Tensor> trainedRoots, Collection<Tensor> offeredRoots) {
        Set<Tensor> divided = divided();
        Set<Tensor> inTraining = needed(trainedRoots);
        Set<Tensor> inOutputs = needed(offeredRoots);
        for (List<Equation> group : system.groups()) {
            Tensor first = group.get(0).target(); // of a recurrence, whoever needs one needs all
            boolean offers = inOutputs.contains(first);
            boolean trains = inTraining.contains(first) || !offers;
            if (!divided.contains(first)) {
                group.forEach(builder::keep);
                continue;
            }
            if (trains) {
                group.forEach(equation -> keep(with(equation, true, trained), trained));
            }
            if (offers && trains) {
                again(group);
            } else if (offers) {
                group.forEach(equation -> keep(with(equation, false, offered), offered));
            }
        }
        return new Split(builder.build(), new LinkedHashMap<>(trained), new LinkedHashMap<>(offered));
    }

    /** The tensors that depend on whether the network trains. */
    private Set<Tensor> divided() {
        Set<Tensor> divided = new HashSet<>();
        for (List<Equation> group : system.groups()) {
            boolean depends = group.stream()
                    .anyMatch(equation -> EquationSystem.nodes(equation).contains(training)
                            || Reads.tensors(equation).stream().anyMatch(divided::contains));
            if (depends) {
                group.forEach(equation -> divided.add(equation.target()));
            }
        }
        return divided;
    }

    private Set<Tensor> needed(Collection<Tensor> roots) {
        Set<Tensor> needed = new HashSet<>(roots);
        system.reachable(roots).equations().forEach(equation -> needed.add(equation.target()));
        return needed;
    }

    private Equation with(Equation equation, boolean trains, Map<Tensor, Tensor> names) {
        return new Equation(
                equation.target(),
                equation.indices(),
                equation.reduction(),
                equation.reduced(),
                answered(equation.filter(), trains, names),
                answered(equation.body(), trains, names),
                equation.names());
    }

    private Scalar answered(Scalar expression, boolean trains, Map<Tensor, Tensor> names) {
        return Substitution.nodes(scalars, expression, node -> {
            if (node == training) {
                return Optional.of(scalars.bool(trains));
            }
            return node instanceof Leaf leaf && leaf.atom() instanceof Read read && names.containsKey(read.tensor())
                    ? Optional.of(scalars.leaf(new Read(
                            names.get(read.tensor()),
                            read.subscripts().stream()
                                    .map(subscript -> answered(subscript, trains, names))
                                    .toList())))
                    : Optional.empty();
        });
    }

    /** Under the old name, unless an equal equation is there. */
    private void keep(Equation equation, Map<Tensor, Tensor> names) {
        Optional<Tensor> known = builder.known(equation);
        if (known.isPresent() && system.recurrence(equation.target()).isEmpty()) {
            names.put(equation.target(), known.get());
        } else {
            builder.keep(equation);
        }
    }

    /** For outputs, under names of their own. The equations of a recurrence must know each other's first. */
    private void again(List<Equation> group) {
        if (system.recurrence(group.get(0).target()).isEmpty()) {
            Equation equation = with(group.get(0), false, offered);
            Tensor target = equation.target();
            offered.put(
                    target,
                    builder.define(
                            target.name(),
                            target.origin(),
                            target.indexOf(),
                            equation.indices(),
                            equation.reduction(),
                            equation.reduced(),
                            equation.filter(),
                            equation.body(),
                            equation.names()));
            return;
        }
        for (Equation equation : group) {
            Tensor target = equation.target();
            offered.put(
                    target,
                    builder.declare(target.name(), target.extents(), target.type(), target.indexOf(), target.origin()));
        }
        for (Equation member : group) {
            Equation equation = with(member, false, offered);
            builder.redefine(
                    offered.get(member.target()),
                    equation.indices(),
                    equation.reduction(),
                    equation.reduced(),
                    equation.filter(),
                    equation.body(),
                    equation.names());
        }
    }
}
