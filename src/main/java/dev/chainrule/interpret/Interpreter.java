package dev.chainrule.interpret;

import dev.chainrule.equation.Assumption;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Evaluates a system equation by equation, element by element, in the order in which they stand. */
public final class Interpreter {

    private final Environment environment;
    private final Scalars scalars;
    private final Trace trace = new Trace();
    private final Stopped stopped;
    private final Tangents tangents;
    private final Jitter jitter;
    private final Map<Tensor, double[]> values;
    private final Unfinished unfinished = new Unfinished();
    private long evaluations;

    private Interpreter(
            EquationSystem system, Environment environment, Stopped stopped, Tangents tangents, Jitter jitter) {
        this.environment = environment;
        this.stopped = stopped;
        this.tangents = tangents;
        this.jitter = jitter;
        this.scalars = system.scalars();
        this.values = new LinkedHashMap<>(environment.values());
    }

    /**
     * What came out.
     *
     * @param values of every tensor, row-major
     * @param tangents of every tensor that moves along the direction; none without one
     * @param trace the decisions on the way
     * @param evaluations of bodies: what it took
     */
    public record Result(Map<Tensor, double[]> values, Map<Tensor, double[]> tangents, Trace trace, long evaluations) {

        /** The value of a scalar. */
        public double scalar(Tensor tensor) {
            return values.get(tensor)[0];
        }
    }

    /**
     * @throws IllegalArgumentException if lengths are not as the file assumes
     * @throws IllegalStateException if a read lies outside of its tensor, with equation and indices
     */
    public static Result evaluate(EquationSystem system, Environment environment) {
        return evaluate(system, environment, Stopped.recording());
    }

    /** The same, with what flows through {@code stop_gradient} recorded or held. */
    public static Result evaluate(EquationSystem system, Environment environment, Stopped stopped) {
        return new Interpreter(system, environment, stopped, Tangents.none(), Jitter.none()).run(system);
    }

    /** The same with numbers that are moved a little. */
    public static Result evaluate(EquationSystem system, Environment environment, Jitter jitter) {
        return new Interpreter(system, environment, Stopped.recording(), Tangents.none(), jitter).run(system);
    }

    /** The same, and beside each value its derivative along a direction. */
    public static Result evaluate(EquationSystem system, Environment environment, Direction direction) {
        return new Interpreter(system, environment, Stopped.recording(), Tangents.along(direction), Jitter.none())
                .run(system);
    }

    /** The same with numbers that are moved a little. */
    public static Result evaluate(EquationSystem system, Environment environment, Direction direction, Jitter jitter) {
        return new Interpreter(system, environment, Stopped.recording(), Tangents.along(direction), jitter).run(system);
    }

    /**
     * What an element of an equation was computed from: of a reduction, for the first value that is not finite.
     *
     * @param environment with the values of all tensors
     * @param position of the element, row-major
     */
    public static List<Operand> operands(
            EquationSystem system, Environment environment, Equation equation, int position) {
        return new Interpreter(system, environment, Stopped.recording(), Tangents.none(), Jitter.none())
                .target(equation)
                .operands(position);
    }

    /** How much an evaluation with such lengths would take, whatever memory and time there are. */
    public static Workload workload(EquationSystem system, Map<Dim, Integer> lengths) {
        Interpreter asked = new Interpreter(
                system, new Environment(lengths, Map.of()), Stopped.recording(), Tangents.none(), Jitter.none());
        return Workload.of(system, new Lengths(asked::length));
    }

    private Result run(EquationSystem system) {
        system.assumptions().forEach(this::check);
        for (List<Equation> group : system.groups()) {
            if (system.recurrence(group.get(0).target()).isEmpty()) {
                define(group.get(0));
            } else {
                defineOnDemand(group);
            }
        }
        return new Result(values, tangents.all(), trace, evaluations);
    }

    private void check(Assumption assumption) {
        Set<Dim> dims = assumption.openDims();
        if (environment.lengths().keySet().containsAll(dims)
                && new Lengths(this::length).value(assumption.condition()) == 0) {
            throw new IllegalArgumentException(assumption.message() + " for "
                    + dims.stream().map(dim -> dim.name() + " = " + length(dim)).collect(Collectors.joining(", ")));
        }
    }

    private void define(Equation equation) {
        Target target = target(equation);
        for (int position = 0; position < target.elements().length; position++) {
            target.set(position, target.at(position));
        }
        values.put(equation.target(), target.elements());
        tangents.define(equation.target(), target.tangents());
        evaluations += target.evaluations();
    }

    /**
     * The equations of a recurrence, element by element on demand: whatever needs an element that is not there yet is
     * started again when it is. So the order comes from the reads alone.
     */
    private void defineOnDemand(List<Equation> group) {
        Map<Tensor, Target> targets = new LinkedHashMap<>();
        for (Equation equation : group) {
            Target target = target(equation);
            targets.put(equation.target(), target);
            values.put(equation.target(), target.elements());
            tangents.define(equation.target(), target.tangents());
            unfinished.begin(equation.target());
        }
        targets.forEach((tensor, target) -> {
            for (int position = 0; position < target.elements().length; position++) {
                demand(new Unfinished.Element(tensor, position), targets);
            }
        });
        unfinished.end();
        targets.values().forEach(target -> evaluations += target.evaluations());
    }

    private void demand(Unfinished.Element wanted, Map<Tensor, Target> targets) {
        Deque<Unfinished.Element> open = new ArrayDeque<>(List.of(wanted));
        Set<Unfinished.Element> begun = new HashSet<>(open);
        while (!open.isEmpty()) {
            Unfinished.Element element = open.peek();
            Target target = targets.get(element.tensor());
            if (unfinished.has(element)) {
                open.pop();
                continue;
            }
            double value = target.at(element.position());
            Optional<Unfinished.Element> missed = unfinished.takeMissed();
            if (missed.isPresent()) {
                if (!begun.add(missed.get())) {
                    throw failure(target.equation(), "an element of " + element.tensor() + " needs itself");
                }
                open.push(missed.get());
            } else {
                target.set(element.position(), value);
                unfinished.add(element);
                open.pop();
            }
        }
    }

    private Target target(Equation equation) {
        Evaluation evaluation =
                new Evaluation(equation, this::length, values, unfinished, trace, stopped, tangents, jitter, scalars);
        return new Target(equation, evaluation, unfinished, trace, jitter);
    }

    /** The length of a dim, open, fixed or computed. */
    private long length(Dim dim) {
        if (dim.fixedLength().isPresent()) {
            return dim.fixedLength().getAsInt();
        }
        if (dim.formula().isPresent()) {
            Scalar formula = dim.formula().get();
            return (long) new Lengths(this::length).value(formula);
        }
        Integer length = environment.lengths().get(dim);
        if (length == null) {
            throw new IllegalStateException("no length is given for the dim " + dim);
        }
        return length;
    }

    /** Says where an evaluation failed. */
    static IllegalStateException failure(Equation equation, String what) {
        return new IllegalStateException(what + " in " + Notation.of(equation));
    }
}
