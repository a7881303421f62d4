package dev.chainrule.fuzz;

import dev.chainrule.CompileResult;
import dev.chainrule.check.Deliveries;
import dev.chainrule.check.Point;
import dev.chainrule.check.Points;
import dev.chainrule.check.Subject;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import dev.chainrule.interpret.Jitter;
import dev.chainrule.interpret.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Holds the classes of a program's variants against the usual one, at the same points. */
final class Comparison {

    private static final int POINTS = 2;
    private static final double CLOSE = 1e-9;

    private final Program program;
    private final Model model;
    private final Subject subject;
    private final List<Failure> failures;

    Comparison(Program program, Model model, Subject subject, List<Failure> failures) {
        this.program = program;
        this.model = model;
        this.subject = subject;
        this.failures = failures;
    }

    void with(Map<Variant, CompileResult.Stages> variants, Function<CompileResult.Stages, Subject> subjects) {
        Points points = new Points(model, program.seed(), program.lengths());
        Map<Variant, Subject> others = new LinkedHashMap<>();
        variants.forEach((variant, stages) -> others.put(variant, subjects.apply(stages)));
        for (int i = 0; i < POINTS; i++) {
            Point point = points.next(i);
            Map<String, double[]> expected = Deliveries.of(subject, point);
            others.forEach((variant, other) -> {
                Model changed = variants.get(variant).elaborated();
                Map<String, double[]> found = Deliveries.of(other, moved(point, changed, variant.renamed()));
                compare(variant, expected, found, point);
            });
        }
    }

    private EquationSystem values() {
        List<Tensor> wanted = new ArrayList<>();
        model.objective().ifPresent(objective -> wanted.add(objective.tensor()));
        model.outputs().forEach(output -> wanted.add(output.tensor()));
        return model.system().reachable(wanted);
    }

    /** The same point for a model whose dims and tensors are others of the same names. */
    private static Point moved(Point point, Model model, Map<String, String> renamed) {
        Map<String, Integer> lengths = new LinkedHashMap<>();
        point.lengths().forEach((dim, length) -> lengths.put(renamed.getOrDefault(dim.name(), dim.name()), length));
        Map<String, double[]> values = new LinkedHashMap<>();
        point.values().forEach((tensor, value) -> values.put(name(tensor, renamed), value));
        Map<Dim, Integer> ofDims = new LinkedHashMap<>();
        model.dims().stream()
                .filter(Dim::isOpen)
                .forEach(dim -> ofDims.put(
                        dim, Optional.ofNullable(lengths.get(dim.name())).orElseThrow()));
        Map<Tensor, double[]> ofTensors = new LinkedHashMap<>();
        tensors(model)
                .forEach(tensor -> ofTensors.put(
                        tensor, Optional.ofNullable(values.get(tensor.name())).orElseThrow()));
        return new Point(ofDims, ofTensors);
    }

    private static String name(Tensor tensor, Map<String, String> renamed) {
        String[] path = tensor.name().split("\\.");
        return String.join(
                ".",
                Arrays.stream(path)
                        .map(part -> renamed.getOrDefault(part, part))
                        .toList());
    }

    private static List<Tensor> tensors(Model model) {
        List<Tensor> tensors = new ArrayList<>();
        model.inputs().forEach(input -> tensors.add(input.tensor()));
        model.parameters().forEach(parameter -> tensors.add(parameter.tensor()));
        model.training().states().forEach(state -> tensors.add(state.tensor()));
        model.hypers().forEach(hyper -> tensors.add(hyper.tensor()));
        Stream.concat(model.training().step().stream(), model.training().seed().stream())
                .forEach(tensors::add);
        return tensors;
    }

    private void compare(Variant variant, Map<String, double[]> expected, Map<String, double[]> found, Point point) {
        List<double[]> theirs = new ArrayList<>(found.values()); // methods may have other names, but keep their order
        int at = 0;
        for (Map.Entry<String, double[]> one : expected.entrySet()) {
            double[] own = one.getValue();
            double[] other = theirs.get(at++);
            if (own.length != other.length) {
                throw new IllegalStateException(one.getKey() + " has another length in " + variant.name());
            }
            double norm = Arrays.stream(own)
                    .filter(Double::isFinite)
                    .map(Math::abs)
                    .max()
                    .orElse(0);
            for (int i = 0; i < own.length; i++) {
                if (!near(variant.nearness(), own[i], other[i], norm)) {
                    if (excused(variant.nearness(), point)) {
                        return;
                    }
                    failures.add(new Failure(
                            program,
                            variant.name() + ": " + one.getKey(),
                            "element " + i + " is " + other[i] + " and was " + own[i]));
                    return;
                }
            }
        }
    }

    /**
     * Whether rewrites may part two results at a point: where the form without them overflows, which its results need not
     * show, and where rounding decides which side of a choice is taken.
     */
    private boolean excused(Variant.Nearness nearness, Point point) {
        if (nearness == Variant.Nearness.SAME) {
            return false;
        }
        Environment environment = new Environment(point.lengths(), point.values());
        Trace usual = Interpreter.evaluate(values(), environment).trace();
        return nearness == Variant.Nearness.CLOSE_IF_FINITE && usual.overflowed()
                || Jitter.all()
                        .map(jitter -> Interpreter.evaluate(values(), environment, jitter))
                        .anyMatch(moved -> moved.trace().hash() != usual.hash());
    }

    private static boolean near(Variant.Nearness nearness, double a, double b, double norm) {
        boolean close = Double.compare(a, b) == 0
                || Math.abs(a - b) <= CLOSE * (Math.max(Math.abs(a), Math.abs(b)) + Math.max(1, norm));
        return switch (nearness) {
            case SAME -> Double.compare(a, b) == 0;
            case CLOSE -> close;
            case CLOSE_IF_FINITE -> close || !Double.isFinite(a) || !Double.isFinite(b);
            case ANY -> true;
        };
    }
}
