package dev.chainrule.differentiate;

import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Entry.Destination;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds derivatives to a system, and says where their methods deliver them. */
final class DerivativeEntries {

    private final List<Tensor> arguments;
    private EquationSystem system;

    /** @param arguments for which derivatives are taken: columns, in this order */
    DerivativeEntries(EquationSystem system, List<Tensor> arguments) {
        this.system = system;
        this.arguments = arguments;
    }

    /** The system with all that has been added. */
    EquationSystem system() {
        return system;
    }

    /** A number is returned; what has axes goes to the caller's array. */
    static Entry.Result delivered(Tensor value) {
        return new Entry.Result(value, value.rank() == 0 ? Destination.RETURNED : Destination.OUT, Optional.empty());
    }

    /** The entry for one derivative of {@code result}. */
    Entry entry(Entry.Kind kind, String name, Model.Result result) {
        Tensor of = result.tensor();
        return switch (kind) {
            case GRADIENT -> gradient(name, result);
            case JACOBIAN -> {
                List<Entry.Result> blocks = jacobian(of);
                yield new Entry(name, kind, result.doc(), Optional.of(of), Optional.empty(), blocks);
            }
            case HESSIAN -> new Entry(name, kind, result.doc(), Optional.of(of), Optional.empty(), hessian(of));
            case VJP -> {
                Tensor cotangent = given("w", of);
                List<Entry.Result> partials =
                        partials(Gradient.vectorJacobian(system, of, cotangent, arguments, Gradient.Use.FINAL));
                Entry.Vector w = new Entry.Vector("w", List.of(new Entry.Part(cotangent, Optional.empty())));
                yield new Entry(name, kind, result.doc(), Optional.of(of), Optional.of(w), partials);
            }
            case JVP -> {
                Map<Tensor, Tensor> directions = directions();
                DirectionalDerivatives.Along along = DirectionalDerivatives.jacobianVector(system, of, directions);
                system = along.system();
                yield new Entry(
                        name,
                        kind,
                        result.doc(),
                        Optional.of(of),
                        Optional.of(vector(directions)),
                        List.of(delivered(along.derivative())));
            }
            case HVP -> {
                Map<Tensor, Tensor> directions = directions();
                List<Entry.Result> partials = partials(DirectionalDerivatives.hessianVector(system, of, directions));
                yield new Entry(name, kind, result.doc(), Optional.of(of), Optional.of(vector(directions)), partials);
            }
            case VALUE, IN_PREDICTION, STEP, UPDATE, OUTPUT ->
                throw new IllegalStateException(kind + " is no derivative");
        };
    }

    private Entry gradient(String name, Model.Result result) {
        List<Entry.Result> results = new ArrayList<>(List.of(delivered(result.tensor())));
        results.addAll(partials(Gradient.of(system, result.tensor(), arguments)));
        return new Entry(name, Entry.Kind.GRADIENT, result.doc(), results);
    }

    private List<Entry.Result> partials(Gradient.Result gradient) {
        system = gradient.system();
        List<Entry.Result> results = new ArrayList<>();
        gradient.partials()
                .forEach((of, partial) -> results.add(new Entry.Result(partial, Destination.PARTIAL, Optional.of(of))));
        return results;
    }

    private List<Entry.Result> jacobian(Tensor of) {
        List<Entry.Result> blocks = new ArrayList<>();
        jacobian(of, arguments)
                .forEach((argument, block) ->
                        blocks.add(new Entry.Result(block, Destination.BLOCK, Optional.of(argument))));
        return blocks;
    }

    private Map<Tensor, Tensor> jacobian(Tensor of, List<Tensor> columns) {
        Gradient.Result jacobian = Gradient.jacobian(system, of, columns, Gradient.Use.FINAL);
        system = jacobian.system();
        return jacobian.partials();
    }

    /** The Jacobians of the gradient's parts: a row of blocks for each argument, from the diagonal on; the rest mirrors it. */
    private List<Entry.Result> hessian(Tensor of) {
        Gradient.Result gradient = Gradient.jacobian(system, of, arguments, Gradient.Use.AGAIN);
        system = gradient.system();
        List<Entry.Result> blocks = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Tensor row = arguments.get(i);
            Tensor partial = gradient.partials().get(row);
            jacobian(partial, arguments.subList(i, arguments.size())).forEach((column, block) -> {
                blocks.add(new Entry.Result(block, Destination.BLOCK, Optional.of(column), Optional.of(row)));
                if (column != row) {
                    blocks.add(new Entry.Result(block, Destination.MIRRORED, Optional.of(row), Optional.of(column)));
                }
            });
        }
        return blocks;
    }

    private Map<Tensor, Tensor> directions() {
        Map<Tensor, Tensor> directions = new LinkedHashMap<>();
        arguments.forEach(argument -> directions.put(argument, given(directionName(argument), argument)));
        return directions;
    }

    /** {@code vTheta} for {@code theta}. */
    private static String directionName(Tensor argument) {
        return "v" + Character.toUpperCase(argument.name().charAt(0))
                + argument.name().substring(1);
    }

    private static Entry.Vector vector(Map<Tensor, Tensor> directions) {
        List<Entry.Part> parts = new ArrayList<>();
        directions.forEach((argument, direction) -> parts.add(new Entry.Part(direction, Optional.of(argument))));
        return new Entry.Vector("v", parts);
    }

    private Tensor given(String name, Tensor like) {
        EquationSystem.Builder extended = system.extend();
        Tensor tensor =
                extended.given(name, Tensor.Role.INPUT, like.extents(), Type.REAL, Optional.empty(), Optional.empty());
        system = extended.build();
        return tensor;
    }
}
