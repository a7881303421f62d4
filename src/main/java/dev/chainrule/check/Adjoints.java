package dev.chainrule.check;

import dev.chainrule.differentiate.Gradient;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Direction;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import dev.chainrule.interpret.Propagation;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Finds the equation through which the wrong adjoint flows: from the objective back, the adjoint of each tensor times a
 * direction in which that tensor moves must be the slope of the objective as dual numbers walk it. Where all that read a
 * tensor have right adjoints and the tensor has not, one of its readers hands on what is wrong.
 */
final class Adjoints {

    private static final double EXACT = 1e-10;

    private final EquationSystem system;
    private final Tensor objective;
    private final List<Tensor> arguments;
    private final Propagation dual = Propagation.dual();

    Adjoints(Model elaborated) {
        this.objective = elaborated.objective().orElseThrow().tensor();
        this.system = elaborated.system().reachable(List.of(objective));
        this.arguments = elaborated.arguments();
    }

    /** What lies between, and the arguments last: from the objective back. Recurrences cannot be moved from outside. */
    static List<Tensor> backwards(EquationSystem system, Tensor objective, List<Tensor> arguments) {
        List<Tensor> tensors = new ArrayList<>();
        for (Equation equation : system.equations()) {
            Tensor target = equation.target();
            if (target != objective
                    && target.type() == Type.REAL
                    && system.recurrence(target).isEmpty()) {
                tensors.add(target);
            }
        }
        Collections.reverse(tensors);
        tensors.addAll(arguments);
        return tensors;
    }

    Optional<String> find(Point point) {
        List<Tensor> tensors = backwards(system, objective, arguments);
        Gradient.Result gradient = Gradient.of(system, objective, tensors);
        Environment environment = new Environment(point.lengths(), point.values());
        Map<Tensor, double[]> values =
                Interpreter.evaluate(gradient.system(), environment).values();
        SplittableRandom random = new SplittableRandom(1);
        for (Tensor tensor : tensors) {
            double[] adjoint = values.get(gradient.partials().get(tensor));
            if (!holds(environment, tensor, adjoint, random)) {
                return Optional.of("the adjoint of " + tensor + " is wrong, which is read here: "
                        + reader(tensor)
                                .map(reader -> Location.of(system, reader))
                                .orElse("nowhere"));
            }
        }
        return Optional.empty();
    }

    private Optional<Equation> reader(Tensor tensor) {
        return Location.readers(system, tensor).stream().findFirst();
    }

    private boolean holds(Environment environment, Tensor tensor, double[] adjoint, SplittableRandom random) {
        double[] moved = random.doubles(adjoint.length, -1, 1).toArray();
        double sum = 0;
        double terms = 0;
        for (int i = 0; i < moved.length; i++) {
            sum += moved[i] * adjoint[i];
            terms += Math.abs(moved[i] * adjoint[i]);
        }
        Map<Tensor, double[]> direction = new LinkedHashMap<>(Map.of(tensor, moved));
        double[] slope = Interpreter.evaluate(system, environment, new Direction(direction, dual))
                .tangents()
                .get(objective);
        return slope == null || !Double.isFinite(slope[0]) || new Tolerance(EXACT, EXACT * terms).holds(sum, slope[0]);
    }
}
