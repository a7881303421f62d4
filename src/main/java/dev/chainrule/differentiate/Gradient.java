package dev.chainrule.differentiate;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adjoints, in the same system: equations are visited readers first, each giving every tensor that it reads a
 * {@link Contribution}; a tensor's contributions are added when all its readers have been visited.
 */
public final class Gradient {

    private final EquationSystem system;
    private final Tensor of;
    private final List<Tensor> wanted;
    private final EquationSystem.Builder builder;
    private final Scalars scalars;
    private final Activity activity;
    private final AdjointTensors tensors;
    private final Contributions contributions;
    private final AdjointEquations equations;
    private final Map<Tensor, List<Contribution>> received = new HashMap<>();

    private Gradient(
            EquationSystem system,
            EquationSystem.Builder builder,
            Tensor of,
            List<Tensor> wanted,
            Ambient ambient,
            Use use) {
        if (of.type() != Type.REAL) {
            throw new IllegalStateException("nothing to differentiate: " + of);
        }
        this.system = system;
        this.of = of;
        this.wanted = wanted;
        this.builder = builder;
        this.scalars = system.scalars();
        this.activity = Activity.of(system, wanted);
        Supports supports = new Supports(scalars);
        this.tensors = new AdjointTensors(builder, ambient);
        SupportEquations carrying = new SupportEquations(builder, supports, tensors, use == Use.AGAIN);
        Finiteness finiteness = new Finiteness(system);
        this.contributions = new Contributions(builder, supports, activity, finiteness, ambient, carrying, tensors);
        this.equations = new AdjointEquations(builder, supports, carrying, tensors);
    }

    /**
     * A system with partial derivatives.
     *
     * @param system the old equations and, after them, the adjoints
     * @param partials from each tensor asked for to its partial derivatives, in the order asked for
     */
    public record Result(EquationSystem system, Map<Tensor, Tensor> partials) {}

    /** Whether the partial derivatives will be differentiated themselves: then where they flow is written down exactly. */
    public enum Use {
        FINAL,
        AGAIN
    }

    /** Adds the partial derivatives of a scalar with respect to each tensor of {@code wanted}. */
    public static Result of(EquationSystem system, Tensor objective, List<Tensor> wanted) {
        if (objective.rank() != 0) {
            throw new IllegalStateException("no scalar to differentiate: " + objective);
        }
        return jacobian(system, objective, wanted, Use.FINAL);
    }

    /** Adds the partial derivatives of all elements of a tensor: its axes come first, those of what is wanted follow. */
    public static Result jacobian(EquationSystem system, Tensor of, List<Tensor> wanted, Use use) {
        EquationSystem.Builder builder = system.extend();
        Ambient rows = rows(system, builder, of);
        List<Scalar> at = rows.indices().stream().map(builder::node).toList();
        Gradient gradient = new Gradient(system, builder, of, wanted, rows, use);
        return gradient.result(gradient.element(at));
    }

    /** Adds the partial derivatives of {@code Σ cotangent · of}. */
    public static Result vectorJacobian(
            EquationSystem system, Tensor of, Tensor cotangent, List<Tensor> wanted, Use use) {
        Gradient gradient = new Gradient(system, system.extend(), of, wanted, Ambient.NONE, use);
        return gradient.result(gradient.weighted(cotangent));
    }

    /**
     * The derivative of one element with respect to another.
     *
     * @param builder that the equations are added to
     * @param system what the derivative is made from: all that {@code of} needs
     * @param of an element, its subscripts over ambient indices
     * @param by another one
     * @return a read of a new tensor over the ambient indices, or something simpler
     */
    static Scalar element(EquationSystem.Builder builder, EquationSystem system, Read of, Read by, Ambient ambient) {
        Gradient gradient = new Gradient(system, builder, of.tensor(), List.of(by.tensor()), ambient, Use.AGAIN);
        List<Adjoint> parts = gradient.run(gradient.element(of.subscripts())).get(by.tensor());
        return gradient.equations.at(
                "d" + of.tensor().name() + "_d" + by.tensor().name(),
                gradient.contributions.frame(by.tensor()),
                by.subscripts(),
                parts);
    }

    /** An ambient index for each axis of what is differentiated. */
    private static Ambient rows(EquationSystem system, EquationSystem.Builder builder, Tensor of) {
        List<String> names = new ArrayList<>();
        for (int axis = 0; axis < of.rank(); axis++) {
            int place = axis;
            names.add(system.definition(of)
                    .map(equation -> equation.names().get(place))
                    .orElse("r" + axis));
        }
        return new Ambient(of.extents().stream().map(builder::freshIndex).toList(), names);
    }

    /** 1 at the element that ambient indices name, nothing elsewhere. */
    private Contribution element(List<Scalar> subscripts) {
        Map<Index, Scalar> ties = new LinkedHashMap<>();
        List<Index> frame = contributions.frame(of);
        for (int axis = 0; axis < frame.size(); axis++) {
            ties.put(frame.get(axis), subscripts.get(axis));
        }
        return seed(scalars.one(), ties);
    }

    private Contribution weighted(Tensor cotangent) {
        List<Scalar> at = contributions.frame(of).stream().map(scalars::leaf).toList();
        return seed(builder.read(cotangent, at), Map.of());
    }

    /** What comes from outside stands after all that readers give. */
    private Contribution seed(Scalar value, Map<Index, Scalar> ties) {
        return new Contribution(
                of, Long.MAX_VALUE, List.of(), List.of(), List.of(), value, Carried.EVERYWHERE, ties, Map.of());
    }

    private Result result(Contribution seed) {
        Map<Tensor, List<Adjoint>> adjoints = run(seed);
        Map<Tensor, Tensor> partials = new LinkedHashMap<>();
        for (Tensor tensor : wanted) {
            List<Contribution> came = received.getOrDefault(tensor, List.of());
            partials.computeIfAbsent(
                    tensor, any -> equations.whole(any, contributions.frame(any), adjoints.get(any), came));
        }
        return new Result(builder.build(), partials);
    }

    /** The adjoints of all tensors that are reached, and of those that are wanted. */
    private Map<Tensor, List<Adjoint>> run(Contribution seed) {
        Map<Tensor, List<Adjoint>> adjoints = new HashMap<>();
        received.put(of, new ArrayList<>(List.of(seed)));
        List<List<Equation>> groups = system.groups();
        int place = system.equations().size();
        for (int i = groups.size() - 1; i >= 0; i--) {
            List<Equation> group = groups.get(i);
            place -= group.size();
            if (system.recurrence(group.get(0).target()).isEmpty()) {
                backward(group.get(0), place, adjoints);
            } else {
                backward(group, place, adjoints);
            }
        }
        wanted.forEach(tensor -> adjoints.computeIfAbsent(tensor, this::adjoint));
        return adjoints;
    }

    /** An equation all of whose readers have been visited. */
    private void backward(Equation equation, int place, Map<Tensor, List<Adjoint>> adjoints) {
        Tensor target = equation.target();
        if (!activity.contains(target) || !received.containsKey(target)) {
            return;
        }
        adjoints.put(target, adjoint(target));
        for (Adjoint part : adjoints.get(target)) {
            give(contributions.of(equation, place, part));
        }
    }

    /**
     * A recurrence: its adjoints need each other as its equations do, one step later where those read one step earlier.
     * So each is named first, gives its contributions under that name, and gets its equation when all have given.
     */
    private void backward(List<Equation> group, int place, Map<Tensor, List<Adjoint>> adjoints) {
        Set<Tensor> reached = reached(group, received.keySet());
        for (Tensor tensor : reached) {
            adjoints.put(tensor, List.of(equations.declare(tensor, contributions.frame(tensor))));
        }
        for (int i = group.size() - 1; i >= 0; i--) {
            Tensor target = group.get(i).target();
            if (reached.contains(target)) {
                give(contributions.of(
                        group.get(i), place + i, adjoints.get(target).get(0)));
            }
        }
        for (Tensor tensor : reached) {
            equations.define(tensor, contributions.frame(tensor), received.getOrDefault(tensor, List.of()));
        }
    }

    /** The tensors of a group to which something flows, from outside or through others of the group; in its order. */
    private Set<Tensor> reached(List<Equation> group, Set<Tensor> received) {
        Map<Tensor, Equation> members = new LinkedHashMap<>();
        group.forEach(equation -> members.put(equation.target(), equation));
        Set<Tensor> reached = new LinkedHashSet<>();
        Deque<Tensor> open = new ArrayDeque<>();
        members.keySet().stream().filter(received::contains).forEach(open::add);
        while (!open.isEmpty()) {
            Tensor tensor = open.pop();
            if (members.containsKey(tensor) && activity.contains(tensor) && reached.add(tensor)) {
                open.addAll(activity.reached(members.get(tensor).body()));
            }
        }
        Set<Tensor> inOrder = new LinkedHashSet<>(members.keySet());
        inOrder.retainAll(reached);
        return inOrder;
    }

    private void give(Map<Tensor, List<Contribution>> given) {
        given.forEach((tensor, parts) ->
                received.computeIfAbsent(tensor, any -> new ArrayList<>()).addAll(parts));
    }

    /** What a tensor has received so far. */
    private List<Adjoint> adjoint(Tensor tensor) {
        return equations.parts(
                tensor, contributions.frame(tensor), received.getOrDefault(tensor, List.of()), wanted.contains(tensor));
    }
}
