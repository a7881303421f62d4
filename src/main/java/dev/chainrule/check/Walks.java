package dev.chainrule.check;

import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Direction;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import dev.chainrule.interpret.Jitter;
import dev.chainrule.interpret.Propagation;
import dev.chainrule.scalar.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The slope of the objective along a direction, with the value and in the same walk: by dual numbers, and by complex numbers
 * where every function has a complex form. Both know nothing of adjoints, of index solving or of anything later.
 */
final class Walks {

    private final EquationSystem system;
    private final Tensor objective;
    private final Propagation dual = Propagation.dual();
    private final Propagation complex = Propagation.complexStep();
    private final boolean analytic;

    Walks(Model elaborated) {
        this.objective = elaborated.objective().orElseThrow().tensor();
        this.system = elaborated.system().reachable(List.of(objective));
        this.analytic = covered(system, complex);
    }

    /** Whether every function has a complex form. */
    static boolean covered(EquationSystem system, Propagation propagation) {
        return system.equations().stream()
                .flatMap(equation -> EquationSystem.nodes(equation).stream())
                .allMatch(node -> !(node instanceof Call call) || propagation.covers(call.function()));
    }

    /** Two opinions of a slope; none where a walk comes to no number. */
    record Slopes(Optional<Double> dual, Optional<Double> complex) {}

    Slopes along(Point point, Map<Tensor, double[]> direction) {
        return new Slopes(
                slope(point, direction, dual), analytic ? slope(point, direction, complex) : Optional.empty());
    }

    /** With one element moved. */
    Slopes along(Point point, Tensor tensor, int element) {
        double[] unit = new double[point.values().get(tensor).length];
        unit[element] = 1;
        return along(point, Map.of(tensor, unit));
    }

    /** What rounding may do to such a slope. */
    double noise(Point point, Map<Tensor, double[]> direction) {
        Environment environment = new Environment(point.lengths(), point.values());
        Direction along = new Direction(direction, dual);
        double right = slope(Interpreter.evaluate(system, environment, along));
        return Jitter.all()
                .mapToDouble(jitter -> slope(Interpreter.evaluate(system, environment, along, jitter)))
                .map(moved -> RoundingNoise.scatter(right, moved))
                .max()
                .orElseThrow();
    }

    /** NaN where nothing moves. */
    private double slope(Interpreter.Result walk) {
        double[] tangents = walk.tangents().get(objective);
        return tangents == null ? Double.NaN : tangents[0];
    }

    private Optional<Double> slope(Point point, Map<Tensor, double[]> direction, Propagation propagation) {
        Environment environment = new Environment(point.lengths(), point.values());
        double slope = slope(Interpreter.evaluate(system, environment, new Direction(direction, propagation)));
        return Double.isFinite(slope) ? Optional.of(slope) : Optional.empty();
    }
}
