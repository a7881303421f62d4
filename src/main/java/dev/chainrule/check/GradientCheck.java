package dev.chainrule.check;

import dev.chainrule.differentiate.InnerDerivatives;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Compares three opinions of a gradient: the generated class, the interpreter on the differentiated but otherwise
 * untouched equations, and six-point differences of the value; and before that, two opinions of each value.
 *
 * <p>A class in {@code float} is compared with the interpreter on the rounded inputs only. Differences are for its twin in
 * double, where rounding hides nothing.
 */
public final class GradientCheck {

    /**
     * How much is checked.
     *
     * @param seed of the points and of the elements chosen
     * @param points how many points
     * @param elements of a parameter, up to this many all are checked, else a tenth of it
     * @param relative the allowed relative error against differences
     * @param lengths of open dims, the first ones for the first point; others are drawn where these are not as assumed
     */
    public record Settings(long seed, int points, int elements, double relative, List<Integer> lengths) {
        public static final Settings STANDARD = new Settings(0, 3, 2_000, 1e-6);

        public Settings {
            lengths = List.copyOf(lengths);
        }

        /** With the usual lengths of open dims. */
        public Settings(long seed, int points, int elements, double relative) {
            this(seed, points, elements, relative, Points.LENGTHS);
        }

        /** This with other lengths of open dims. */
        public Settings withLengths(List<Integer> others) {
            return new Settings(seed, points, elements, relative, others);
        }
    }

    private static final double EXACT = 1e-11;
    private static final double SINGLE = 1e-4;

    private final Model differentiated;
    private final Subject subject;
    private final Settings settings;
    private final boolean single;
    private final PointSearch points;
    private final ValueComparison values;
    private final Optional<InterpretedObjective> objective;
    private final Map<Tensor, RowBuilder> rows = new LinkedHashMap<>();
    private final Findings findings = new Findings();

    /**
     * @param elaborated as elaboration leaves it
     * @param differentiated the same with adjoints, nothing simplified
     * @param subject the generated class, in the precision of {@code differentiated}
     */
    public GradientCheck(Model elaborated, Model differentiated, Subject subject, Settings settings) {
        this.differentiated = differentiated;
        this.subject = subject;
        this.settings = settings;
        this.single = differentiated.precision() == Model.Precision.FLOAT;
        Model expanded = InnerDerivatives.expanded(elaborated);
        this.points = new PointSearch(expanded, settings);
        this.values = new ValueComparison(expanded, subject, exact());
        this.objective = subject.hasGradient() ? Optional.of(new InterpretedObjective(expanded)) : Optional.empty();
    }

    private double exact() {
        return single ? SINGLE : EXACT;
    }

    /** The verdicts, a row for each parameter or argument. */
    public CheckReport run() {
        Optional<Entry> gradient = differentiated.entries().stream()
                .filter(entry -> entry.kind() == Entry.Kind.GRADIENT)
                .findFirst();
        gradient.ifPresent(entry -> partials(entry)
                .forEach(partial -> rows.put(
                        partial.of().orElseThrow(), new RowBuilder(partial.of().orElseThrow()))));
        SplittableRandom chooser = new SplittableRandom(settings.seed() + 1);
        for (int i = 0; i < settings.points(); i++) {
            Optional<Point> drawn = points.next(findings);
            if (drawn.isEmpty()) {
                break;
            }
            Point point = single ? drawn.get().rounded() : drawn.get();
            values.at(point, findings);
            gradient.ifPresent(entry -> gradientAt(point, entry, chooser));
        }
        String name = differentiated.objective().map(Model.Result::name).orElse("");
        return new CheckReport(
                differentiated.name() + (name.isEmpty() || gradient.isEmpty() ? "" : "." + name),
                differentiated.precision(),
                settings,
                rows.values().stream().map(RowBuilder::build).toList(),
                values.names(),
                findings.failures());
    }

    private static List<Entry.Result> partials(Entry entry) {
        return entry.results().stream()
                .filter(result -> result.destination() == Entry.Destination.PARTIAL)
                .toList();
    }

    private void gradientAt(Point point, Entry entry, SplittableRandom chooser) {
        Subject.Outcome outcome = subject.gradient(point);
        values.fused(outcome.value(), findings);
        if (!Arrays.equals(outcome.gradient(), subject.gradient(point).gradient())) {
            findings.add(CheckCode.MISMATCH, "the fused method gives other numbers when it is called again");
        }
        List<Tensor> wanted = entry.results().stream().map(Entry.Result::value).toList();
        Interpreter.Result interpreted = Interpreter.evaluate(
                differentiated.system().reachable(wanted), new Environment(point.lengths(), point.values()));
        Sampler generated = moved -> new Differences.Sample(subject.value(moved), 0);
        Sampler careful = objective.orElseThrow().around(point);
        int start = 0;
        for (Entry.Result partial : partials(entry)) {
            Tensor of = partial.of().orElseThrow();
            double[] exact = interpreted.values().get(partial.value());
            double[] ours = Arrays.copyOfRange(outcome.gradient(), start, start + exact.length);
            start += exact.length;
            RowBuilder row = rows.get(of);
            row.elements(exact.length);
            Stencil stencil = new Stencil(point, of, generated, careful);
            GradientComparison comparison =
                    new GradientComparison(point, of, stencil, exact, ours, exact(), settings.relative());
            comparison.withInterpreter(row);
            if (single) {
                row.checked(exact.length);
            } else {
                comparison.withDifferences(row, settings.elements(), chooser);
            }
        }
    }
}
