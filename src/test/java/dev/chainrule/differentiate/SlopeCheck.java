package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.check.Point;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.SystemVerifier;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Direction;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import dev.chainrule.interpret.Propagation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Holds each derivative of a model against the slope of what it is the derivative of, along a direction in which every
 * element of every argument moves. Slopes are walked forwards, in dual numbers, which know nothing of adjoints; of second
 * derivatives they are those of the gradient, which is checked itself.
 */
final class SlopeCheck {

    private static final double RELATIVE = 1e-9;

    private final Model model;
    private final Model differentiated;
    private final Point point;
    private final SplittableRandom random = new SplittableRandom(3);
    private final Map<Tensor, double[]> direction = new LinkedHashMap<>();
    private int compared;

    private SlopeCheck(Model model, Model differentiated, Point point) {
        this.model = InnerDerivatives.expanded(model);
        this.differentiated = differentiated;
        this.point = point;
        for (Tensor argument : model.arguments()) {
            direction.put(argument, drawn(point.values().get(argument).length));
        }
    }

    /**
     * Checks all derivatives that the model asks for.
     *
     * @return how many could be compared: all whose slopes are finite
     */
    static int check(Model model, Point point) {
        Model differentiated = Differentiator.differentiate(model);
        SystemVerifier.verify(differentiated.system());
        SlopeCheck check = new SlopeCheck(model, differentiated, point);
        differentiated.entries().forEach(check::check);
        return check.compared;
    }

    private void check(Entry entry) {
        switch (entry.kind()) {
            case GRADIENT ->
                agree(entry, total(along(entry, evaluated(entry, Map.of()))), slopes(model.system(), objective()));
            case JACOBIAN -> agree(entry, along(entry, evaluated(entry, Map.of())), slopes(model.system(), of(entry)));
            case JVP -> {
                Tensor derivative = entry.results().get(0).value();
                agree(entry, evaluated(entry, vector(entry)).get(derivative), slopes(model.system(), of(entry)));
            }
            case VJP -> {
                double[] slopes = slopes(model.system(), of(entry));
                double[] w = drawn(slopes.length);
                Tensor cotangent = entry.vector().orElseThrow().parts().get(0).tensor();
                double expected = 0;
                for (int i = 0; i < w.length; i++) {
                    expected += w[i] * slopes[i];
                }
                agree(entry, total(along(entry, evaluated(entry, Map.of(cotangent, w)))), new double[] {expected});
            }
            case HESSIAN -> agree(entry, along(entry, evaluated(entry, Map.of())), slopesOfTheGradient());
            case HVP -> {
                Map<Tensor, double[]> values = evaluated(entry, vector(entry));
                double[] product = entry.results().stream()
                        .flatMapToDouble(result -> Arrays.stream(values.get(result.value())))
                        .toArray();
                agree(entry, product, slopesOfTheGradient());
            }
            case VALUE, IN_PREDICTION, STEP, UPDATE, OUTPUT -> {}
        }
    }

    private Tensor objective() {
        return model.objective().orElseThrow().tensor();
    }

    /** In the model as it was: an output that is a factor elsewhere is the factor once it has been differentiated. */
    private Tensor of(Entry entry) {
        return differentiated.outputs().stream()
                .filter(output -> output.tensor() == entry.of().orElseThrow())
                .flatMap(output ->
                        model.outputs().stream().filter(before -> before.name().equals(output.name())))
                .findFirst()
                .map(Model.Result::tensor)
                .orElseGet(this::objective);
    }

    private double[] drawn(int length) {
        return random.doubles(length, -1, 1).toArray();
    }

    /** What the parts of the caller's vector are: the direction. */
    private Map<Tensor, double[]> vector(Entry entry) {
        return entry.vector().orElseThrow().parts().stream()
                .collect(Collectors.toMap(
                        Entry.Part::tensor, part -> direction.get(part.of().orElseThrow())));
    }

    private Map<Tensor, double[]> evaluated(Entry entry, Map<Tensor, double[]> besides) {
        Map<Tensor, double[]> given = new LinkedHashMap<>(point.values());
        given.putAll(besides);
        List<Tensor> results = entry.results().stream().map(Entry.Result::value).toList();
        return Interpreter.evaluate(differentiated.system().reachable(results), new Environment(point.lengths(), given))
                .values();
    }

    private double[] slopesOfTheGradient() {
        Gradient.Result gradient = Gradient.of(model.system(), objective(), model.arguments());
        return slopes(gradient.system(), gradient.partials().values().toArray(Tensor[]::new));
    }

    private double[] slopes(EquationSystem system, Tensor... of) {
        Interpreter.Result walk = Interpreter.evaluate(
                system.reachable(List.of(of)),
                new Environment(point.lengths(), point.values()),
                new Direction(direction, Propagation.dual()));
        return Arrays.stream(of)
                .flatMapToDouble(tensor -> Arrays.stream(walk.tangents()
                        .getOrDefault(tensor, new double[walk.values().get(tensor).length])))
                .toArray();
    }

    /** The rows of a matrix, or the one row that partial derivatives are, each times the direction. */
    private double[] along(Entry entry, Map<Tensor, double[]> values) {
        Map<List<Tensor>, double[]> rows = new LinkedHashMap<>();
        for (Entry.Result result : entry.results()) {
            if (result.of().isEmpty()) {
                continue;
            }
            double[] v = direction.get(result.of().get());
            double[] block = values.get(result.value());
            boolean mirrored = result.destination() == Entry.Destination.MIRRORED;
            int height = mirrored ? direction.get(result.rows().orElseThrow()).length : height(block, v, entry, result);
            double[] sums =
                    rows.computeIfAbsent(result.rows().map(List::of).orElse(List.of()), any -> new double[height]);
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < v.length; column++) {
                    sums[row] += block[mirrored ? column * height + row : row * v.length + column] * v[column];
                }
            }
        }
        return rows.values().stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private int height(double[] block, double[] v, Entry entry, Entry.Result result) {
        return v.length > 0
                ? block.length / v.length
                : result.rows()
                        .map(rows -> direction.get(rows).length)
                        .orElseGet(() -> entry.of()
                                .filter(of -> entry.kind() == Entry.Kind.JACOBIAN)
                                .map(any -> slopes(model.system(), of(entry)).length)
                                .orElse(1));
    }

    private static double[] total(double[] parts) {
        return new double[] {Arrays.stream(parts).sum()};
    }

    private void agree(Entry entry, double[] found, double[] slopes) {
        assertThat(found).as(entry.name()).hasSameSizeAs(slopes);
        double norm = Arrays.stream(slopes)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < slopes.length; i++) {
            if (Double.isFinite(slopes[i]) && !(Math.abs(found[i] - slopes[i]) <= RELATIVE * (1 + norm))) {
                wrong.add(entry.name() + " " + i + ": " + found[i] + ", but the slope is " + slopes[i]);
            }
        }
        assertThat(wrong).isEmpty();
        compared += Arrays.stream(slopes).allMatch(Double::isFinite) ? 1 : 0;
    }
}
