package dev.chainrule.differentiate;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Reads;
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
    private final Ambient ambient;
    private final Contributions contributions;
    private final AdjointEquations equations;

    private Gradient(EquationSystem system, Tensor of, List<Tensor> wanted, boolean rows, boolean again) {
        if (of.type() != Type.REAL) {
            throw new IllegalStateException("nothing to differentiate: " + of);
        }
        this.system = system;
        this.of = of;
        this.wanted = wanted;
        this.builder = system.extend();
        this.scalars = system.scalars();
        this.activity = Activity.of(system, wanted);
        this.ambient = rows ? rows() : Ambient.NONE;
        Supports supports = new Supports(scalars);
        AdjointTensors tensors = new AdjointTensors(builder, ambient);
        SupportEquations carrying = new SupportEquations(scalars, supports, tensors, again);
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
        Gradient gradient = new Gradient(system, of, wanted, true, use == Use.AGAIN);
        return gradient.run(gradient.eachElement());
    }

    /** Adds the partial derivatives of {@code Σ cotangent · of}. */
    public static Result vectorJacobian(
            EquationSystem system, Tensor of, Tensor cotangent, List<Tensor> wanted, Use use) {
        Gradient gradient = new Gradient(system, of, wanted, false, use == Use.AGAIN);
        return gradient.run(gradient.weighted(cotangent));
    }

    /** An ambient index for each axis of what is differentiated. */
    private Ambient rows() {
        List<String> names = new ArrayList<>();
        for (int axis = 0; axis < of.rank(); axis++) {
            int place = axis;
            names.add(system.definition(of)
                    .map(equation -> equation.names().get(place))
                    .orElse("r" + axis));
        }
        return new Ambient(of.extents().stream().map(builder::freshIndex).toList(), names);
    }

    /** 1 at the element that the ambient indices name, nothing elsewhere. */
    private Contribution eachElement() {
        Map<Index, Scalar> ties = new LinkedHashMap<>();
        List<Index> frame = contributions.frame(of);
        for (int axis = 0; axis < frame.size(); axis++) {
            ties.put(frame.get(axis), scalars.leaf(ambient.indices().get(axis)));
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

    private Result run(Contribution seed) {
        Map<Tensor, List<Contribution>> received = new HashMap<>();
        Map<Tensor, List<Adjoint>> adjoints = new HashMap<>();
        received.put(of, new ArrayList<>(List.of(seed)));
        List<List<Equation>> groups = system.groups();
        int place = system.equations().size();
        for (int i = groups.size() - 1; i >= 0; i--) {
            List<Equation> group = groups.get(i);
            place -= group.size();
            if (system.recurrence(group.get(0).target()).isEmpty()) {
                backward(group.get(0), place, received, adjoints);
            } else {
                backward(group, place, received, adjoints);
            }
        }
        Map<Tensor, Tensor> partials = new LinkedHashMap<>();
        for (Tensor tensor : wanted) {
            List<Adjoint> parts = adjoints.computeIfAbsent(tensor, any -> adjoint(any, received));
            List<Contribution> came = received.getOrDefault(tensor, List.of());
            partials.computeIfAbsent(tensor, any -> equations.whole(any, contributions.frame(any), parts, came));
        }
        return new Result(builder.build(), partials);
    }

    /** An equation all of whose readers have been visited. */
    private void backward(
            Equation equation,
            int place,
            Map<Tensor, List<Contribution>> received,
            Map<Tensor, List<Adjoint>> adjoints) {
        Tensor target = equation.target();
        if (!activity.contains(target) || !received.containsKey(target)) {
            return;
        }
        adjoints.put(target, adjoint(target, received));
        for (Adjoint part : adjoints.get(target)) {
            give(contributions.of(equation, place, part), received);
        }
    }

    /**
     * A recurrence: its adjoints need each other as its equations do, one step later where those read one step earlier.
     * So each is named first, gives its contributions under that name, and gets its equation when all have given.
     */
    private void backward(
            List<Equation> group,
            int place,
            Map<Tensor, List<Contribution>> received,
            Map<Tensor, List<Adjoint>> adjoints) {
        Set<Tensor> reached = reached(group, received.keySet());
        for (Tensor tensor : reached) {
            adjoints.put(tensor, List.of(equations.declare(tensor, contributions.frame(tensor))));
        }
        for (int i = group.size() - 1; i >= 0; i--) {
            Tensor target = group.get(i).target();
            if (reached.contains(target)) {
                give(
                        contributions.of(
                                group.get(i), place + i, adjoints.get(target).get(0)),
                        received);
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
                open.addAll(Reads.tensors(members.get(tensor)));
            }
        }
        Set<Tensor> inOrder = new LinkedHashSet<>(members.keySet());
        inOrder.retainAll(reached);
        return inOrder;
    }

    private static void give(Map<Tensor, List<Contribution>> given, Map<Tensor, List<Contribution>> received) {
        given.forEach((tensor, parts) ->
                received.computeIfAbsent(tensor, any -> new ArrayList<>()).addAll(parts));
    }

    /** What a tensor has received so far. */
    private List<Adjoint> adjoint(Tensor tensor, Map<Tensor, List<Contribution>> received) {
        return equations.parts(
                tensor, contributions.frame(tensor), received.getOrDefault(tensor, List.of()), wanted.contains(tensor));
    }
}
