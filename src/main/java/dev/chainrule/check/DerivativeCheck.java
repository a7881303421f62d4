package dev.chainrule.check;

import dev.chainrule.differentiate.InnerDerivatives;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import dev.chainrule.interpret.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Compares three opinions of a derivative beyond the gradient, as {@link GradientCheck} does: a Jacobian and the products
 * with it against differences of the value, a Hessian and the product with it against differences of the gradient.
 */
public final class DerivativeCheck {

    /** Of an argument, so many elements are moved. */
    private static final int COLUMNS = 32;

    /** Of all that the interpreter keeps for a point; each may have a tangent. */
    private static final long MOST_ELEMENTS = 10_000_000;

    /** Of bodies that the interpreter evaluates once for a point: some seconds, and nine times that where opinions differ. */
    private static final long MOST_BODIES = 30_000_000;

    /** Of those that it evaluates for differences. */
    private static final long MOST_MOVED = 30_000_000;

    /** Evaluations for the differences of a column: four stencils of 13 points, and again where opinions differ. */
    private static final int STENCILS = 4 * 13;

    /** Of open dims, where the usual lengths are too much. */
    private static final List<Integer> SHORT = List.of(2, 1, 2);

    private final Model elaborated;
    private final Model differentiated;
    private final Subject subject;
    private final GradientCheck.Settings settings;
    private final Entry entry;
    private final Tensor of;
    private final List<Tensor> arguments;
    private final Quantity quantity;
    private final SplittableRandom random;
    private final Map<Tensor, RowBuilder> rows = new LinkedHashMap<>();
    private final RowBuilder together = RowBuilder.together();
    private final Findings findings = new Findings();

    private DerivativeCheck(
            Model elaborated, Model differentiated, Subject subject, GradientCheck.Settings settings, Entry entry) {
        this.elaborated = elaborated;
        this.differentiated = differentiated;
        this.subject = subject;
        this.settings = settings;
        this.entry = entry;
        this.of = elaborated(entry.of().orElseThrow());
        this.arguments = elaborated.arguments();
        this.quantity = Quantity.of(elaborated, entry, of);
        this.random = new SplittableRandom(settings.seed() + 2);
    }

    /**
     * A report for each such derivative of a model.
     *
     * @param elaborated as elaboration leaves it
     * @param differentiated the same with adjoints, nothing simplified
     * @param subject the generated class, in the precision of {@code differentiated}
     */
    public static List<CheckReport> of(
            Model elaborated, Model differentiated, Subject subject, GradientCheck.Settings settings) {
        Model expanded = InnerDerivatives.expanded(elaborated);
        List<CheckReport> reports = new ArrayList<>();
        for (Entry entry : differentiated.entries()) {
            if (entry.of().isPresent()) {
                reports.add(new DerivativeCheck(expanded, differentiated, subject, settings, entry).run());
            }
        }
        return reports;
    }

    /**
     * What elaboration calls a result: where differentiation names a factor that is the same as an output, that output is
     * the factor from there on.
     */
    private Tensor elaborated(Tensor result) {
        return differentiated.outputs().stream()
                .filter(output -> output.tensor() == result)
                .map(Model.Result::name)
                .flatMap(name -> elaborated.outputs().stream()
                        .filter(output -> output.name().equals(name)))
                .findFirst()
                .or(elaborated::objective)
                .orElseThrow()
                .tensor();
    }

    private boolean single() {
        return differentiated.precision() == Model.Precision.FLOAT;
    }

    private CheckReport run() {
        PointSearch points = new PointSearch(elaborated, of, settings);
        Optional<Point> drawn = Optional.empty();
        boolean shortened = false;
        for (int i = 0; i < settings.points() && (i == 0 || drawn.isPresent()); i++) {
            drawn = points.next(findings);
            if (!shortened && drawn.isPresent() && !(fits(drawn.get()) && columns(drawn.get()) > 0)) {
                shortened = true; // once: the search would begin anew at the same point
                points = new PointSearch(elaborated, of, settings.withLengths(SHORT));
                drawn = points.next(findings);
            }
            drawn.ifPresent(this::at);
        }
        if (findings.failures().isEmpty() && rows.values().stream().allMatch(RowBuilder::agrees)) {
            ShortAxes.each(elaborated, Optional.of(of), settings, single(), findings, this::whole);
        }
        subject.disturbance().ifPresent(text -> findings.add(CheckCode.MISMATCH, text));
        return new CheckReport(
                differentiated.name() + "." + entry.name(),
                differentiated.precision(),
                settings,
                rows.values().stream().map(RowBuilder::build).toList(),
                Optional.of(together.build()),
                List.of(),
                findings.failures());
    }

    /** The interpreter's, in the order of the class. */
    private double[] interpreted(Point point, CallerArray layout, double[] vector) {
        return layout.of(
                entry,
                Interpreter.evaluate(needed(), environment(point, layout, vector))
                        .values());
    }

    /** What rounding may do to each of those. */
    private Supplier<double[]> noise(Point point, CallerArray layout, double[] vector) {
        RoundingNoise noise = new RoundingNoise(needed(), environment(point, layout, vector));
        return new Once<>(() -> layout.of(entry, noise.all()));
    }

    private Environment environment(Point point, CallerArray layout, double[] vector) {
        Map<Tensor, double[]> given = new LinkedHashMap<>(point.values());
        entry.vector().ifPresent(taken -> give(taken, vector, layout, given));
        return new Environment(point.lengths(), given);
    }

    /** Whether there is room and time for what the interpreter does: a Hessian has twice as many axes as what it is of. */
    private boolean fits(Point point) {
        Workload workload = Interpreter.workload(needed(), point.lengths());
        return workload.elements() <= MOST_ELEMENTS && workload.bodies() <= MOST_BODIES;
    }

    /** Of how many elements of each argument there is time for differences; the others are compared with the interpreter. */
    private int columns(Point point) {
        double bodies = Math.max(1, quantity.bodies(point.lengths()));
        return (int) Math.min(COLUMNS, MOST_MOVED / (STENCILS * bodies) / Math.max(1, arguments.size()));
    }

    private EquationSystem needed() {
        return differentiated
                .system()
                .reachable(entry.results().stream().map(Entry.Result::value).toList());
    }

    /** The class against the interpreter alone, unless five of everything would be more than there is room for. */
    private void whole(Point point, Findings found) {
        if (!fits(point)) {
            return;
        }
        CallerArray layout = new CallerArray(differentiated, point.lengths());
        double[] vector = vector(layout);
        double[] exact = interpreted(point, layout, vector);
        double[] generated = subject.derivative(entry.name(), point, vector, exact.length);
        Agreement.compare(
                "the method " + entry.name(), generated, exact, rounding(), noise(point, layout, vector), found);
    }

    private double rounding() {
        return single() ? 1e-4 : 1e-11;
    }

    private void at(Point drawn) {
        if (!fits(drawn)) {
            findings.add(
                    CheckCode.INCONCLUSIVE,
                    "the interpreter would keep more than " + MOST_ELEMENTS + " numbers for it, or compute more than "
                            + MOST_BODIES + ", which is not compared; -D gives fixed dims shorter lengths");
            return;
        }
        Point point = single() ? drawn.rounded() : drawn;
        CallerArray layout = new CallerArray(differentiated, point.lengths());
        double[] vector = vector(layout);
        double[] exact = interpreted(point, layout, vector);
        UnaryOperator<double[]> method = taken -> subject.derivative(entry.name(), point, taken, exact.length);
        double[] generated = method.apply(vector);
        Supplier<double[]> noise = noise(point, layout, vector);
        Agreement.again("the method " + entry.name(), generated, method.apply(vector), findings);
        if (entry.vector().isPresent()) {
            Upstream.compare(entry.name(), method, vector, generated, rounding(), noise, findings);
        }
        boolean product = entry.kind() == Entry.Kind.JVP || entry.kind() == Entry.Kind.HVP;
        double[] direction = product ? vector : random(layout.columns());
        Together.compare(
                together,
                generated,
                product ? new double[0] : vector,
                direction,
                quantity.along(point, parts(layout, direction)),
                product,
                rounding(),
                noise);
        Function<Point, Differences.Samples> values = quantity.around(point);
        switch (entry.kind()) {
            case JACOBIAN, HESSIAN -> byColumns(point, layout, exact, generated, noise, values, Rows.each());
            case VJP -> byColumns(point, layout, exact, generated, noise, values, Rows.times(vector));
            case JVP, HVP -> along(point, layout, exact, generated, noise, values, vector);
            case VALUE, IN_PREDICTION, GRADIENT, STEP, UPDATE, OUTPUT ->
                throw new IllegalStateException("unexpected: " + entry);
        }
    }

    private double[] vector(CallerArray layout) {
        int length = entry.vector().isEmpty() ? 0 : entry.kind() == Entry.Kind.VJP ? layout.size(of) : layout.columns();
        return random(length);
    }

    private Map<Tensor, double[]> parts(CallerArray layout, double[] all) {
        Map<Tensor, double[]> parts = new LinkedHashMap<>();
        for (Tensor argument : arguments) {
            int from = layout.offset(argument);
            parts.put(argument, Arrays.copyOfRange(all, from, from + layout.size(argument)));
        }
        return parts;
    }

    private double[] random(int length) {
        double[] vector = new double[length];
        for (int i = 0; i < length; i++) {
            vector[i] = (float) random.nextDouble(-1, 1); // the same number in both precisions
        }
        return vector;
    }

    private static void give(Entry.Vector taken, double[] vector, CallerArray layout, Map<Tensor, double[]> given) {
        for (Entry.Part part : taken.parts()) {
            int from = part.of().map(layout::offset).orElse(0);
            given.put(part.tensor(), Arrays.copyOfRange(vector, from, from + layout.size(part.tensor())));
        }
    }

    /** Each element of an argument is moved, and all rows of its column are compared. */
    private void byColumns(
            Point point,
            CallerArray layout,
            double[] exact,
            double[] generated,
            Supplier<double[]> noise,
            Function<Point, Differences.Samples> values,
            Rows taken) {
        if (layout.columns() == 0) {
            return;
        }
        Supplier<double[]> moving = quantity.noise(point);
        int most = columns(point);
        int height = exact.length / layout.columns();
        for (Tensor argument : arguments) {
            double[] x = point.values().get(argument);
            DerivativeComparison block = comparison(argument, exact, generated, height * x.length, noise);
            boolean[] chosen = chosen(x.length, most);
            for (int i = 0; i < x.length; i++) {
                int column = i;
                int[] positions = positions(layout.offset(argument) + column, height, layout.columns());
                if (chosen[column]) {
                    Differences.Several moved = t -> {
                        Differences.Samples all = values.apply(with(point, Map.of(argument, replaced(x, column, t))));
                        return new Differences.Samples(taken.of(all.values()), all.piece());
                    };
                    double[] unit = new double[x.length];
                    unit[column] = 1;
                    block.withDifferences(
                            positions,
                            moved,
                            x[column],
                            new DerivativeComparison.Evidence(
                                    () -> quantity.byComplexStep(point, Map.of(argument, unit))
                                            .map(taken::of),
                                    () -> taken.ofErrors(moving.get())));
                } else {
                    block.withInterpreter(positions);
                }
            }
        }
    }

    /** All arguments are moved in the direction of the vector at once. */
    private void along(
            Point point,
            CallerArray layout,
            double[] exact,
            double[] generated,
            Supplier<double[]> noise,
            Function<Point, Differences.Samples> values,
            double[] vector) {
        Supplier<double[]> moving = quantity.noise(point);
        Supplier<Optional<double[]>> complex = new Once<>(() -> quantity.byComplexStep(point, parts(layout, vector)));
        int at = 0;
        for (Tensor tensor : entry.kind() == Entry.Kind.JVP ? List.of(of) : arguments) {
            int from = at;
            int size = layout.size(tensor);
            at += size;
            DerivativeComparison part = comparison(tensor, exact, generated, size, noise);
            if (single()) {
                part.withInterpreter(positions(from, size, 1));
                continue;
            }
            Differences.Several moved = t -> {
                Differences.Samples all = values.apply(with(point, shifted(point, layout, vector, t)));
                return new Differences.Samples(Arrays.copyOfRange(all.values(), from, from + size), all.piece());
            };
            part.withDifferences(
                    positions(from, size, 1),
                    moved,
                    0,
                    new DerivativeComparison.Evidence(
                            () -> complex.get().map(all -> Arrays.copyOfRange(all, from, from + size)),
                            () -> Arrays.copyOfRange(moving.get(), from, from + size)));
        }
    }

    private DerivativeComparison comparison(
            Tensor tensor, double[] exact, double[] generated, int elements, Supplier<double[]> noise) {
        RowBuilder row = rows.computeIfAbsent(tensor, RowBuilder::new);
        row.elements(elements);
        return new DerivativeComparison(row, exact, generated, single(), settings.relative(), noise);
    }

    private static int[] positions(int from, int count, int step) {
        int[] positions = new int[count];
        for (int i = 0; i < count; i++) {
            positions[i] = from + i * step;
        }
        return positions;
    }

    /** Which elements are moved: none for a class in float, whose twin in double is checked too. */
    private boolean[] chosen(int length, int most) {
        boolean[] chosen = new boolean[length];
        int wanted = single() ? 0 : Math.min(length, most);
        for (int i = 0; i < wanted; i++) {
            chosen[length <= most ? i : random.nextInt(length)] = true;
        }
        return chosen;
    }

    private static double[] replaced(double[] x, int element, double value) {
        double[] copy = x.clone();
        copy[element] = value;
        return copy;
    }

    private Map<Tensor, double[]> shifted(Point point, CallerArray layout, double[] vector, double step) {
        Map<Tensor, double[]> there = new LinkedHashMap<>();
        for (Tensor argument : arguments) {
            double[] x = point.values().get(argument).clone();
            for (int i = 0; i < x.length; i++) {
                x[i] += step * vector[layout.offset(argument) + i];
            }
            there.put(argument, x);
        }
        return there;
    }

    private static Point with(Point point, Map<Tensor, double[]> moved) {
        Map<Tensor, double[]> values = new LinkedHashMap<>(point.values());
        values.putAll(moved);
        return new Point(point.lengths(), values);
    }
}
