package dev.chainrule.check;

import dev.chainrule.differentiate.Gradient;
import dev.chainrule.equation.Derivatives;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the equation that the class computes otherwise than the interpreter: a second class is made whose outputs are what
 * lies between, first of the value, then of the gradient. What goes wrong only where equations are computed together is
 * not seen so.
 */
final class Probed {

    /** So many outputs a class. */
    private static final int MOST = 60;

    private final Model model;
    private final EquationSystem system;
    private final Tensor objective;
    private final Probe probe;
    private final double exact;

    Probed(Model elaborated, Probe probe, double exact) {
        this.model = elaborated;
        this.objective = elaborated.objective().orElseThrow().tensor();
        this.system = elaborated.system().reachable(List.of(objective));
        this.probe = probe;
        this.exact = exact;
    }

    /** Of the value: the first one. */
    Optional<String> value(Point point) {
        List<Tensor> tensors = system.equations().stream()
                .map(Equation::target)
                .filter(tensor -> tensor.type() == Type.REAL)
                .toList();
        return first(system, tensors, point)
                .flatMap(system::definition)
                .map(equation -> "the class computes this otherwise: " + Location.of(system, equation));
    }

    /** Of the gradient: the first from the objective back. */
    Optional<String> adjoint(Point point) {
        List<Tensor> tensors = Adjoints.backwards(system, objective, model.arguments());
        Gradient.Result gradient = Gradient.of(system, objective, tensors);
        Map<Tensor, Tensor> moved = new LinkedHashMap<>();
        gradient.partials().forEach((tensor, partial) -> moved.putIfAbsent(partial, tensor));
        return first(gradient.system(), List.copyOf(moved.keySet()), point)
                .map(moved::get)
                .flatMap(tensor -> Location.readers(system, tensor).stream()
                        .findFirst()
                        .map(reader -> "the class computes the adjoint of " + tensor
                                + " otherwise, which is read here: " + Location.of(system, reader)));
    }

    private Optional<Tensor> first(EquationSystem all, List<Tensor> tensors, Point point) {
        Map<Tensor, double[]> expected = Interpreter.evaluate(
                        all.reachable(tensors), new Environment(point.lengths(), point.values()))
                .values();
        for (int from = 0; from < tensors.size(); from += MOST) {
            List<Tensor> some = tensors.subList(from, Math.min(tensors.size(), from + MOST));
            Optional<Subject> subject = probe.subject(withOutputs(all, some));
            if (subject.isEmpty()) {
                return Optional.empty();
            }
            Map<String, Entry> entries = new LinkedHashMap<>();
            subject.get().values().forEach(entry -> entries.put(entry.name(), entry));
            for (int i = 0; i < some.size(); i++) {
                double[] found = subject.get().value(entries.get(name(i)), point);
                if (!same(found, expected.get(some.get(i)))) {
                    return Optional.of(some.get(i));
                }
            }
        }
        return Optional.empty();
    }

    private boolean same(double[] found, double[] expected) {
        double norm = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        Tolerance tolerance = new Tolerance(exact, exact * norm);
        for (int i = 0; i < expected.length; i++) {
            if (Double.compare(found[i], expected[i]) != 0 && !tolerance.holds(found[i], expected[i])) {
                return false;
            }
        }
        return true;
    }

    private static String name(int number) {
        return "probe" + number;
    }

    private Model withOutputs(EquationSystem all, List<Tensor> tensors) {
        List<Model.Result> outputs = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            outputs.add(new Model.Result(name(i), Optional.empty(), tensors.get(i)));
        }
        Model.Training kept = model.training();
        return new Model(
                Model.Kind.NETWORK,
                model.packageName(),
                model.name(),
                Optional.empty(),
                model.source(),
                model.precision(),
                model.fast(),
                model.dims(),
                model.inputs(),
                model.parameters(),
                model.hypers(),
                all.reachable(tensors),
                Optional.empty(),
                outputs,
                new Model.Training(
                        kept.step(),
                        kept.seed(),
                        kept.states(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        java.util.OptionalInt.empty(),
                        Optional.empty()),
                Optional.empty(),
                Derivatives.NONE,
                List.of());
    }
}
