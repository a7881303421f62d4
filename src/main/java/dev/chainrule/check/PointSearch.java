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
        this.system = elaborated.system().reachable(wanted.map(List::of).orElse(List.of()));
    }

    /** Empty if there is none among many, which is then a finding. */
    Optional<Point> next(Findings findings) {
        Point usual = points.next(drawn++);
        if (wanted.isEmpty()) {
            return Optional.of(usual);
        }
        Point point = usual;
        for (int i = 0; i < TRIES; i++) {
            if (culprit(values(point)).isEmpty()) {
                return Optional.of(point);
            }
            point = points.elsewhere(drawn++);
        }
        findings.add(CheckCode.NOT_FINITE, text(usual, values(usual)));
        return Optional.empty();
    }

    private Map<Tensor, double[]> values(Point point) {
        return Interpreter.evaluate(system, new Environment(point.lengths(), point.values()))
                .values();
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
