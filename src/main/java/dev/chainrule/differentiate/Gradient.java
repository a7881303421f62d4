package dev.chainrule.differentiate;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gradient of a scalar tensor, in the same system: equations are visited readers first, each giving every tensor that
 * it reads a {@link Contribution}; a tensor's contributions are added when all its readers have been visited.
 */
public final class Gradient {

    private final EquationSystem system;
    private final EquationSystem.Builder builder;
    private final Scalars scalars;
    private final Activity activity;
    private final Supports supports;
    private final Contributions contributions;
    private final AdjointEquations equations;

    private Gradient(EquationSystem system, List<Tensor> wanted) {
        this.system = system;
        this.builder = system.extend();
        this.scalars = system.scalars();
        this.activity = Activity.of(system, wanted);
        this.supports = new Supports(scalars);
        this.contributions = new Contributions(builder, supports, activity, new Finiteness(system));
        this.equations = new AdjointEquations(builder, supports);
    }

    /**
     * A system with the partial derivatives of a scalar.
     *
     * @param system the old equations and, after them, the adjoints
     * @param partials from each tensor asked for to its partial derivatives, in the order asked for
     */
    public record Result(EquationSystem system, Map<Tensor, Tensor> partials) {}

    /** Adds the partial derivatives of {@code objective} with respect to each tensor of {@code wanted}. */
    public static Result of(EquationSystem system, Tensor objective, List<Tensor> wanted) {
        if (objective.rank() != 0 || objective.type() != Type.REAL) {
            throw new IllegalStateException("no scalar to differentiate: " + objective);
        }
        return new Gradient(system, wanted).run(objective, wanted);
    }

    private Result run(Tensor objective, List<Tensor> wanted) {
        Map<Tensor, List<Contribution>> received = new HashMap<>();
        Map<Tensor, Adjoint> adjoints = new HashMap<>();
        adjoints.put(objective, new Adjoint(List.of(), scalars.one(), Carried.EVERYWHERE));
        List<Equation> all = new ArrayList<>(system.equations());
        for (int i = all.size() - 1; i >= 0; i--) {
            Equation equation = all.get(i);
            Tensor target = equation.target();
            if (!activity.contains(target)) {
                continue;
            }
            if (received.containsKey(target)) {
                adjoints.put(
                        target,
                        equations.adjoint(
                                target, contributions.frame(target), received.get(target), wanted.contains(target)));
            }
            if (adjoints.containsKey(target)) {
                contributions
                        .of(equation, i, adjoints.get(target))
                        .forEach((tensor, parts) -> received.computeIfAbsent(tensor, any -> new ArrayList<>())
                                .addAll(parts));
            }
        }
        Map<Tensor, Tensor> partials = new LinkedHashMap<>();
        for (Tensor tensor : wanted) {
            partials.computeIfAbsent(tensor, any -> partial(any, received, adjoints));
        }
        return new Result(builder.build(), partials);
    }

    /** The tensor of an adjoint: read by name, or given an equation now; zero where nothing has come. */
    private Tensor partial(Tensor tensor, Map<Tensor, List<Contribution>> received, Map<Tensor, Adjoint> adjoints) {
        List<Index> frame = contributions.frame(tensor);
        Optional<Adjoint> adjoint = Optional.ofNullable(adjoints.get(tensor));
        if (adjoint.isEmpty() && received.containsKey(tensor)) {
            adjoint = Optional.of(equations.adjoint(tensor, frame, received.get(tensor), true));
        }
        Scalar value = adjoint.map(Adjoint::value).orElse(scalars.zero());
        return value instanceof Leaf leaf
                        && leaf.atom() instanceof Read read
                        && equations
                                .defined(tensor)
                                .filter(read.tensor()::equals)
                                .isPresent()
                ? read.tensor()
                : equations.define(tensor, frame, value);
    }
}
