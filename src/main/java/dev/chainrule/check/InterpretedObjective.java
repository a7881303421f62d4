package dev.chainrule.check;

import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import dev.chainrule.interpret.Stopped;
import java.util.List;

/** The objective as elaboration leaves it, by the interpreter: with the decisions that it takes, and with stops that hold. */
final class InterpretedObjective {

    private final EquationSystem system;
    private final Tensor objective;

    InterpretedObjective(Model elaborated) {
        this.objective = elaborated.objective().orElseThrow().tensor();
        this.system = elaborated.system().reachable(List.of(objective));
    }

    double value(Point point) {
        return evaluate(point, Stopped.recording()).scalar(objective);
    }

    /**
     * A point with what is around it.
     *
     * @param evaluations of bodies that the objective takes there
     * @param sampler of points beside it: what {@code stop_gradient} holds at the point, stays
     */
    record Surroundings(long evaluations, Sampler sampler) {}

    Surroundings around(Point center) {
        Stopped recorded = Stopped.recording();
        long evaluations = evaluate(center, recorded).evaluations();
        return new Surroundings(evaluations, point -> {
            Interpreter.Result result = evaluate(point, recorded.hold());
            return new Differences.Sample(
                    result.scalar(objective), result.trace().hash());
        });
    }

    private Interpreter.Result evaluate(Point point, Stopped stopped) {
        return Interpreter.evaluate(system, new Environment(point.lengths(), point.values()), stopped);
    }
}
