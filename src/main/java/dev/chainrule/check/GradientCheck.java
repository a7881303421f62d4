package dev.chainrule.check;

import dev.chainrule.equation.Entry;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Compares three opinions of a gradient: the generated class, the interpreter on the differentiated but otherwise
 * untouched equations, and six-point differences of the interpreted value.
 */
public final class GradientCheck {

    /**
     * How much is checked.
     *
     * @param seed of the points and of the elements chosen
     * @param points how many points
     * @param elements of a parameter, up to this many all are checked, else a tenth of it
     * @param relative the allowed relative error against differences
     */
    public record Settings(long seed, int points, int elements, double relative) {
        public static final Settings STANDARD = new Settings(0, 3, 2_000, 1e-6);
    }

    private static final double EXACT = 1e-10;
    private static final double SINGLE = 1e-4;
    private static final int RESAMPLED = 20;

    private final Model elaborated;
    private final Model differentiated;
    private final Subject subject;
    private final Settings settings;

    /**
     * @param elaborated as elaboration leaves it
     * @param differentiated the same with adjoints, nothing simplified
     * @param subject the generated class, in the precision of {@code differentiated}
     */
    public GradientCheck(Model elaborated, Model differentiated, Subject subject, Settings settings) {
        this.elaborated = elaborated;
        this.differentiated = differentiated;
        this.subject = subject;
        this.settings = settings;
    }

    /** The verdicts, a row for each parameter or argument. */
    public CheckReport run() {
        Map<Tensor, RowBuilder> rows = new LinkedHashMap<>();
        Entry entry = differentiated.entries().stream()
                .filter(one -> one.kind() == Entry.Kind.GRADIENT)
                .findFirst()
                .orElseThrow();
        partials(entry)
                .forEach(partial -> rows.put(
                        partial.of().orElseThrow(), new RowBuilder(partial.of().orElseThrow())));
        Points points = new Points(elaborated, settings.seed());
        SplittableRandom chooser = new SplittableRandom(settings.seed() + 1);
        List<String> failures = new ArrayList<>();
        int drawn = 0;
        for (int i = 0; i < settings.points(); i++) {
            Point point = points.next(drawn++);
            for (int again = 0;
                    again < RESAMPLED && !Double.isFinite(value(point).scalar(objective()));
                    again++) {
                point = points.next(drawn++);
            }
            at(point, entry, rows, failures, chooser);
        }
        return new CheckReport(
                differentiated.name() + "." + objectiveName(),
                differentiated.precision(),
                settings,
                rows.values().stream().map(RowBuilder::build).toList(),
                failures);
    }

    private String objectiveName() {
        return differentiated.objective().map(Model.Result::name).orElse("value");
    }

    private Tensor objective() {
        return elaborated.objective().orElseThrow().tensor();
    }

    private static List<Entry.Result> partials(Entry entry) {
        return entry.results().stream()
                .filter(result -> result.destination() == Entry.Destination.PARTIAL)
                .toList();
    }

    private Interpreter.Result value(Point point) {
        EquationSystem system = elaborated.system().reachable(List.of(objective()));
        return Interpreter.evaluate(system, new Environment(point.lengths(), point.values()));
    }

    private void at(
            Point drawn, Entry entry, Map<Tensor, RowBuilder> rows, List<String> failures, SplittableRandom chooser) {
        boolean single = differentiated.precision() == Model.Precision.FLOAT;
        Point point = single ? drawn.rounded() : drawn;
        double expected = value(point).scalar(objective());
        compareValues(expected, subject.value(point), "the value method", single, failures);
        Subject.Outcome outcome = subject.gradient(point);
        compareValues(expected, outcome.value(), "the fused method", single, failures);
        List<Tensor> wanted = entry.results().stream().map(Entry.Result::value).toList();
        Interpreter.Result interpreted = Interpreter.evaluate(
                differentiated.system().reachable(wanted), new Environment(point.lengths(), point.values()));
        int start = 0;
        for (Entry.Result partial : partials(entry)) {
            Tensor of = partial.of().orElseThrow();
            double[] exact = interpreted.values().get(partial.value());
            double[] generated = java.util.Arrays.copyOfRange(outcome.gradient(), start, start + exact.length);
            start += exact.length;
            compare(point, of, exact, generated, rows.get(of), single, chooser);
        }
    }

    private void compareValues(double expected, double found, String who, boolean single, List<String> failures) {
        double allowed = (single ? SINGLE : EXACT) * Math.max(1, Math.abs(expected));
        if (Double.isNaN(expected) || Double.isInfinite(expected)) {
            failures.add("the value is " + expected + " at every point that was tried: nothing can be compared");
        } else if (!(Math.abs(expected - found) <= allowed)) {
            failures.add(who + " gives " + found + ", the interpreter " + expected
                    + ": suspect simplify, schedule or a later pass");
        }
    }

    private void compare(
            Point point,
            Tensor of,
            double[] exact,
            double[] generated,
            RowBuilder row,
            boolean single,
            SplittableRandom chooser) {
        double norm = 0;
        for (double value : exact) {
            norm = Math.max(norm, Math.abs(value));
        }
        row.elements(exact.length);
        Differences.Function function = function(point, of);
        double[] x = point.values().get(of);
        for (int i : chosen(exact.length, chooser)) {
            double bound = (single ? SINGLE : EXACT) * Math.max(Math.abs(exact[i]), norm);
            row.againstInterpreter(i, generated[i], exact[i], bound);
            Differences.Estimate numeric = Differences.partial(function, x, i);
            double allowed = settings.relative() * Math.max(Math.abs(exact[i]), norm) + numeric.error();
            row.againstDifferences(i, exact[i], numeric, allowed);
        }
    }

    /** All elements of a small parameter, a sample of a large one, in order. */
    private int[] chosen(int length, SplittableRandom chooser) {
        if (length <= Math.min(settings.elements(), 64) || length <= settings.elements() / 10) {
            return java.util.stream.IntStream.range(0, length).toArray();
        }
        int wanted = Math.max(1, settings.elements() / 10);
        return chooser.ints(4L * wanted, 0, length)
                .distinct()
                .limit(wanted)
                .sorted()
                .toArray();
    }

    private Differences.Function function(Point point, Tensor of) {
        return x -> {
            Map<Tensor, double[]> values = new LinkedHashMap<>(point.values());
            values.put(of, x);
            Interpreter.Result result = value(new Point(point.lengths(), values));
            return new Differences.Sample(
                    result.scalar(objective()), result.trace().hash());
        };
    }
}
