package dev.chainrule.check;

import dev.chainrule.differentiate.Gradient;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Direction;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import dev.chainrule.interpret.Propagation;
import dev.chainrule.interpret.Stopped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a derivative is the derivative of, by the interpreter: a value, or the gradient for a second derivative. */
final class Quantity {

    private final EquationSystem system;
    private final List<Tensor> parts;

    private Quantity(EquationSystem system, List<Tensor> parts) {
        this.system = system.reachable(parts);
        this.parts = parts;
    }

    static Quantity of(Model elaborated, Entry entry, Tensor of) {
        if (entry.kind() != Entry.Kind.HESSIAN && entry.kind() != Entry.Kind.HVP) {
            return new Quantity(elaborated.system(), List.of(of));
        }
        Gradient.Result gradient = Gradient.of(elaborated.system(), of, elaborated.arguments());
        return new Quantity(gradient.system(), List.copyOf(gradient.partials().values()));
    }

    /** Samples around a point, parts one after the other: what {@code stop_gradient} holds there, stays. */
    Function<Point, Differences.Samples> around(Point center) {
        Stopped recorded = Stopped.recording();
        evaluate(center, recorded);
        return point -> evaluate(point, recorded.hold());
    }

    /** Its slopes along a direction, parts one after the other, by dual numbers. */
    double[] along(Point point, Map<Tensor, double[]> direction) {
        return along(point, direction, Propagation.dual());
    }

    /** The same by complex step; none where a function has no complex form. */
    Optional<double[]> byComplexStep(Point point, Map<Tensor, double[]> direction) {
        Propagation complex = Propagation.complexStep();
        return Walks.covered(system, complex) ? Optional.of(along(point, direction, complex)) : Optional.empty();
    }

    /** What rounding may do to each of its numbers. */
    Supplier<double[]> noise(Point point) {
        RoundingNoise noise = new RoundingNoise(system, new Environment(point.lengths(), point.values()));
        return new Once<>(() -> parts.stream()
                .flatMapToDouble(tensor -> Arrays.stream(noise.of(tensor)))
                .toArray());
    }

    /** How many bodies one evaluation takes. */
    double bodies(Map<Dim, Integer> lengths) {
        return Interpreter.workload(system, lengths).bodies();
    }

    private double[] along(Point point, Map<Tensor, double[]> direction, Propagation propagation) {
        Environment environment = new Environment(point.lengths(), point.values());
        Interpreter.Result result = Interpreter.evaluate(system, environment, new Direction(direction, propagation));
        return parts.stream()
                .flatMapToDouble(tensor -> Arrays.stream(result.tangents()
                        .getOrDefault(tensor, new double[result.values().get(tensor).length])))
                .toArray();
    }

    private Differences.Samples evaluate(Point point, Stopped stopped) {
        Interpreter.Result result =
                Interpreter.evaluate(system, new Environment(point.lengths(), point.values()), stopped);
        double[] all = parts.stream()
                .flatMapToDouble(tensor -> Arrays.stream(result.values().get(tensor)))
                .toArray();
        return new Differences.Samples(all, result.trace().hash());
    }
}
