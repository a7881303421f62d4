package dev.chainrule.fuzz;

import dev.chainrule.check.Point;
import dev.chainrule.check.Subject;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Steps of training as the interpreter makes them: of equations that nothing has simplified or scheduled, with the
 * gradient of one evaluation given to the optimiser in a second one.
 */
final class StepCheck {

    private static final int STEPS = 3;
    private static final double ALLOWED = 1e-9;

    private final Model model;
    private final Model.Optimizer optimizer;
    private final EquationSystem system;
    private final Map<Tensor, double[]> values;
    private final Map<Dim, Integer> lengths;

    private StepCheck(Model differentiated, Point point) {
        this.model = differentiated;
        this.optimizer = differentiated.optimizer().orElseThrow();
        List<Tensor> wanted = new ArrayList<>(differentiated.trained());
        gradient().results().forEach(result -> wanted.add(result.value()));
        this.system = differentiated.system().reachable(wanted);
        this.values = new LinkedHashMap<>(point.values());
        this.lengths = point.lengths();
        for (Model.State state : optimizer.states()) {
            double[] first = new double[parameterCount()];
            Arrays.fill(first, state.initializer().arguments().get(0));
            values.put(state.tensor(), first);
        }
    }

    /**
     * What the class leaves after a few steps is compared with what the interpreter leaves.
     *
     * @param differentiated the model with its adjoints, nothing simplified
     * @param fresh an object that has made no step
     * @return what is wrong, if anything is
     */
    static Optional<String> of(Model differentiated, Subject fresh, Point start) {
        if (differentiated.optimizer().isEmpty()) {
            return Optional.empty();
        }
        StepCheck check = new StepCheck(differentiated, start);
        Point point = start;
        for (int step = 1; step <= STEPS; step++) {
            int number = step;
            double[] found = fresh.step(point);
            check.step(step);
            Optional<String> wrong = difference("parameter", check.parameters(), found, step)
                    .or(() -> check.stateDifference(fresh.states(), number));
            if (wrong.isPresent()) {
                return wrong;
            }
            point = new Point(start.lengths(), check.moved(start));
        }
        return Optional.empty();
    }

    private int parameterCount() {
        return model.parameters().stream()
                .mapToInt(parameter -> values.get(parameter.tensor()).length)
                .sum();
    }

    private double[] parameters() {
        return flat(parameter -> values.get(parameter));
    }

    private double[] flat(Function<Tensor, double[]> part) {
        double[] flat = new double[parameterCount()];
        int at = 0;
        for (Model.Parameter parameter : model.parameters()) {
            double[] own = part.apply(parameter.tensor());
            System.arraycopy(own, 0, flat, at, own.length);
            at += own.length;
        }
        return flat;
    }

    private void step(int number) {
        model.training().step().ifPresent(step -> values.put(step, new double[] {number}));
        values.put(optimizer.parameters(), parameters());
        values.put(optimizer.gradient(), new double[parameterCount()]);
        Map<Tensor, double[]> before = evaluated();
        Map<Tensor, double[]> partials = partials(before);
        values.put(
                optimizer.gradient(),
                flat(tensor -> partials.getOrDefault(tensor, new double[values.get(tensor).length])));
        Map<Tensor, double[]> after = evaluated();
        model.training().updates().forEach(update -> values.put(update.target(), before.get(update.value())));
        optimizer.updates().forEach(update -> values.put(update.target(), after.get(update.value())));
        double[] next = values.get(optimizer.parameters());
        int at = 0;
        for (Model.Parameter parameter : model.parameters()) {
            int length = values.get(parameter.tensor()).length;
            values.put(parameter.tensor(), Arrays.copyOfRange(next, at, at + length));
            at += length;
        }
    }

    private Map<Tensor, double[]> evaluated() {
        return Interpreter.evaluate(system, new Environment(lengths, values)).values();
    }

    private Entry gradient() {
        return model.entries().stream()
                .filter(entry -> entry.kind() == Entry.Kind.GRADIENT)
                .findFirst()
                .orElseThrow();
    }

    /** Of the parameters that a step trains. */
    private Map<Tensor, double[]> partials(Map<Tensor, double[]> evaluated) {
        Map<Tensor, double[]> partials = new LinkedHashMap<>();
        for (Entry.Result result : gradient().results()) {
            result.of()
                    .filter(tensor -> !optimizer.frozen().contains(tensor))
                    .ifPresent(tensor -> partials.put(tensor, evaluated.get(result.value())));
        }
        return partials;
    }

    /** The same point with parameters and states as the steps have left them. */
    private Map<Tensor, double[]> moved(Point start) {
        Map<Tensor, double[]> moved = new LinkedHashMap<>(start.values());
        moved.replaceAll((tensor, before) -> values.get(tensor));
        return moved;
    }

    private Optional<String> stateDifference(Map<String, double[]> found, int step) {
        return model.training().states().stream()
                .map(Model.State::tensor)
                .flatMap(state -> difference(state.name(), values.get(state), found.get(state.name()), step).stream())
                .findFirst();
    }

    private static Optional<String> difference(String what, double[] expected, double[] found, int step) {
        double norm = Arrays.stream(expected)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
        for (int i = 0; i < expected.length; i++) {
            boolean finite = Double.isFinite(expected[i]) && Double.isFinite(found[i]);
            if (finite && Math.abs(expected[i] - found[i]) > ALLOWED * Math.max(1, norm)) {
                return Optional.of("after step " + step + " " + what + " " + i + " is " + found[i]
                        + ", and the interpreter has " + expected[i]);
            }
        }
        return Optional.empty();
    }
}
