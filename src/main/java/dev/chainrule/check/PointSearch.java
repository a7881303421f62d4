package dev.chainrule.check;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Origin;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import dev.chainrule.interpret.Operand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;

/** Finds points where what is to be compared has a value. */
final class PointSearch {

    private static final int TRIES = 200;

    /** Points where the interpreter overflows on the way that are passed over, before one of them is taken. */
    private static final int OVERFLOWS = 10;

    private final Points points;
    private final Optional<Tensor> wanted;
    private final DoublePredicate bad;
    private final EquationSystem system;
    private int drawn;

    /** Points where the objective is finite, if there is one. */
    PointSearch(Model elaborated, GradientCheck.Settings settings) {
        this(elaborated, elaborated.objective().map(Model.Result::tensor), settings);
    }

    /** Points where a tensor has a value: the objective is finite there; an output is no NaN, its infinities may be meant. */
    PointSearch(Model elaborated, Tensor of, GradientCheck.Settings settings) {
        this(elaborated, Optional.of(of), settings);
    }

    private PointSearch(Model elaborated, Optional<Tensor> wanted, GradientCheck.Settings settings) {
        this.points = new Points(elaborated, settings.seed(), settings.lengths(), settings.given());
        this.wanted = wanted;
        this.bad = elaborated.objective().map(Model.Result::tensor).equals(wanted)
                ? value -> !Double.isFinite(value)
                : Double::isNaN;
        this.system = elaborated.system().reachable(wanted.map(List::of).orElseGet(() -> outputs(elaborated)));
    }

    private static List<Tensor> outputs(Model model) {
        return model.outputs().stream().map(Model.Result::tensor).toList();
    }

    /**
     * Empty if there is none among many, which is then a finding. Where the interpreter overflows and what it gives does not
     * show it, a class in a stable form knows better; such points are taken if there are hardly any others.
     */
    Optional<Point> next(Findings findings) {
        Point usual = points.next(drawn++);
        Optional<Point> overflowing = Optional.empty();
        int overflows = 0;
        Point point = usual;
        for (int i = 0; i < TRIES && overflows < OVERFLOWS; i++) {
            Interpreter.Result result = evaluate(point);
            if (wanted.isEmpty() || culprit(result.values()).isEmpty()) {
                if (!result.trace().overflowed()) {
                    return Optional.of(point);
                }
                overflowing = overflowing.isPresent() ? overflowing : Optional.of(point);
                overflows++;
            }
            point = points.elsewhere(drawn++);
        }
        if (overflowing.isEmpty()) {
            findings.add(CheckCode.NOT_FINITE, text(usual, evaluate(usual).values()));
        }
        return overflowing;
    }

    private Interpreter.Result evaluate(Point point) {
        return Interpreter.evaluate(system, new Environment(point.lengths(), point.values()));
    }

    /** The first equation that is bad, if what is wanted is too: an infinity on the way may be meant. */
    private Optional<Equation> culprit(Map<Tensor, double[]> values) {
        return firstBad(values, wanted.orElseThrow()) < 0
                ? Optional.empty()
                : system.equations().stream()
                        .filter(equation -> firstBad(values, equation.target()) >= 0)
                        .findFirst();
    }

    private int firstBad(Map<Tensor, double[]> values, Tensor tensor) {
        double[] elements = values.get(tensor);
        for (int i = 0; i < elements.length; i++) {
            if (bad.test(elements[i])) {
                return i;
            }
        }
        return -1;
    }

    private String text(Point point, Map<Tensor, double[]> values) {
        return culprit(values)
                .map(equation -> text(point, values, equation))
                .orElseGet(() -> "the value is finite at too few points");
    }

    private String text(Point point, Map<Tensor, double[]> values, Equation equation) {
        Tensor target = equation.target();
        int bad = firstBad(values, target);
        List<Operand> operands = Interpreter.operands(system, new Environment(point.lengths(), values), equation, bad);
        return "the value is not finite at any of " + TRIES + " points that were tried: first "
                + Notation.of(equation) + " is " + values.get(target)[bad]
                + target.origin().map(Origin::toString).map(at -> ", " + at).orElse("")
                + ", for " + target + Points.place(target, point.lengths(), bad)
                + operands.stream().limit(8).map(Operand::toString).collect(Collectors.joining(", ", " with ", ""));
    }
}
