package dev.chainrule.check;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Direction;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import dev.chainrule.interpret.Propagation;
import dev.chainrule.interpret.Stopped;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Finds the equation whose derivative by the rows of its functions is not what its values say: one equation at a time (or
 * one recurrence), with what it reads moved along a direction. Complex step tells, or differences where a function has no
 * complex form.
 */
final class LocalSlopes {

    private static final Tolerance NEAR = new Tolerance(1e-10, 0);
    private static final Tolerance FAR = new Tolerance(1e-6, 0);

    private final EquationSystem system;
    private final List<Tensor> arguments;
    private final Propagation dual = Propagation.dual();
    private final Propagation complex = Propagation.complexStep();

    LocalSlopes(Model elaborated) {
        Tensor objective = elaborated.objective().orElseThrow().tensor();
        this.system = elaborated.system().reachable(List.of(objective));
        this.arguments = elaborated.arguments();
    }

    Optional<String> find(Point point) {
        Interpreter.Result walk = Interpreter.evaluate(
                system, new Environment(point.lengths(), point.values()), new Direction(direction(point), dual));
        return system.groups().stream()
                .flatMap(group -> wrong(point, walk, group).stream())
                .findFirst()
                .map(equation -> "its derivative is wrong where it stands: " + Location.of(system, equation));
    }

    private Map<Tensor, double[]> direction(Point point) {
        SplittableRandom random = new SplittableRandom(1);
        Map<Tensor, double[]> direction = new LinkedHashMap<>();
        for (Tensor argument : arguments) {
            direction.put(
                    argument,
                    random.doubles(point.values().get(argument).length, -1, 1).toArray());
        }
        return direction;
    }

    private Optional<Equation> wrong(Point point, Interpreter.Result walk, List<Equation> group) {
        EquationSystem.Builder builder = system.restart();
        group.forEach(builder::keep);
        EquationSystem alone = builder.build();
        Map<Tensor, double[]> values = new LinkedHashMap<>(walk.values());
        Map<Tensor, double[]> moved = new LinkedHashMap<>(walk.tangents());
        for (Equation equation : group) {
            values.remove(equation.target());
            moved.remove(equation.target());
        }
        return Walks.covered(alone, complex)
                ? byComplexStep(point, walk, group, alone, values, moved)
                : byDifferences(point, walk, group, alone, values, moved);
    }

    private Optional<Equation> byComplexStep(
            Point point,
            Interpreter.Result walk,
            List<Equation> group,
            EquationSystem alone,
            Map<Tensor, double[]> values,
            Map<Tensor, double[]> moved) {
        Map<Tensor, double[]> judged = Interpreter.evaluate(
                        alone, new Environment(point.lengths(), values), new Direction(moved, complex))
                .tangents();
        for (Equation equation : group) {
            double[] said = walk.tangents().get(equation.target());
            double[] right = judged.get(equation.target());
            Tolerance tolerance = NEAR.with(NEAR.relative() * norm(right));
            for (int i = 0; i < said.length; i++) {
                if (Double.isFinite(right[i]) && !tolerance.holds(said[i], right[i])) {
                    return Optional.of(equation);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Equation> byDifferences(
            Point point,
            Interpreter.Result walk,
            List<Equation> group,
            EquationSystem alone,
            Map<Tensor, double[]> values,
            Map<Tensor, double[]> moved) {
        Stopped recorded = Stopped.recording();
        Interpreter.evaluate(alone, new Environment(point.lengths(), values), recorded);
        for (Equation equation : group) {
            double[] said = walk.tangents().get(equation.target());
            double norm = norm(said);
            List<Stencil.Finding> findings = Bundle.find(
                    t -> {
                        Environment there = new Environment(point.lengths(), shifted(values, moved, t));
                        Interpreter.Result result = Interpreter.evaluate(alone, there, recorded.hold());
                        return new Differences.Samples(
                                result.values().get(equation.target()),
                                result.trace().hash());
                    },
                    0,
                    said,
                    Bundle.terms(said.length, norm, 0),
                    FAR.with(1e-9 * norm));
            for (int i = 0; i < said.length; i++) {
                Stencil.Finding finding = findings.get(i);
                Tolerance tolerance = FAR.with(1e-9 * norm
                        + finding.estimate().map(Differences.Estimate::error).orElse(0.0));
                double expected = said[i];
                if (finding.conclusive()
                        && finding.estimate()
                                .filter(estimate -> !tolerance.holds(expected, estimate.value()))
                                .isPresent()) {
                    return Optional.of(equation);
                }
            }
        }
        return Optional.empty();
    }

    private static Map<Tensor, double[]> shifted(Map<Tensor, double[]> values, Map<Tensor, double[]> moved, double t) {
        Map<Tensor, double[]> there = new LinkedHashMap<>(values);
        moved.forEach((tensor, tangents) -> {
            double[] x = values.get(tensor).clone();
            for (int i = 0; i < x.length; i++) {
                x[i] += t * tangents[i];
            }
            there.put(tensor, x);
        });
        return there;
    }

    private static double norm(double[] values) {
        return Arrays.stream(values)
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }
}
