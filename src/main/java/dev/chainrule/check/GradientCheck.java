package dev.chainrule.check;

import dev.chainrule.differentiate.InnerDerivatives;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.EquationSystem;
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
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Compares five opinions of a gradient: the generated class, the interpreter on the differentiated but otherwise
 * untouched equations, dual numbers, complex step, and six-point differences of the value; and before that, two opinions
 * of each value.
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
     * @param given inputs that are not drawn
     * @param lengths of open dims, the first ones for the first point; others are drawn where these are not as assumed
     */
    public record Settings(long seed, int points, int elements, double relative, List<Integer> lengths, Given given) {
        public static final Settings STANDARD = new Settings(0, 3, 2_000, 1e-6);

        public Settings {
            lengths = List.copyOf(lengths);
        }

        /** With the usual lengths of open dims. */
        public Settings(long seed, int points, int elements, double relative) {
            this(seed, points, elements, relative, Points.LENGTHS, Given.NOTHING);
        }

        /** This with other lengths of open dims. */
        public Settings withLengths(List<Integer> others) {
            return new Settings(seed, points, elements, relative, others, given);
        }

        /** This at given inputs. */
        public Settings withGiven(Given inputs) {
            return new Settings(seed, points, elements, relative, lengths, inputs);
        }

        /** This with another number of points: of a large network one is enough to wait for. */
        Settings withPoints(int used) {
            return new Settings(seed, used, elements, relative, lengths, given);
        }
    }

    private static final double EXACT = 1e-11;
    private static final double SINGLE = 1e-4;

    private final Model expanded;
    private final Model differentiated;
    private final Subject subject;
    private final Settings settings;
    private final boolean single;
    private final PointSearch points;
    private final ValueComparison values;
    private final Optional<InterpretedObjective> objective;
    private final Optional<Walks> walks;
    private final Optional<Culprit> culprit;
    private final RowBuilder together = RowBuilder.together();
    private final Map<Tensor, RowBuilder> rows = new LinkedHashMap<>();
    private final Findings findings = new Findings();
    private boolean enough;

    /**
     * @param elaborated as elaboration leaves it
     * @param differentiated the same with adjoints, nothing simplified
     * @param subject the generated class, in the precision of {@code differentiated}
     */
    public GradientCheck(Model elaborated, Model differentiated, Subject subject, Settings settings) {
        this(elaborated, differentiated, subject, settings, Probe.NONE);
    }

    /** @param probe makes classes of other models in the same way, to find out where a class goes wrong */
    public GradientCheck(Model elaborated, Model differentiated, Subject subject, Settings settings, Probe probe) {
        this.differentiated = differentiated;
        this.subject = subject;
        this.settings = settings;
        this.single = differentiated.precision() == Model.Precision.FLOAT;
        this.expanded = InnerDerivatives.expanded(elaborated);
        this.points = new PointSearch(expanded, settings);
        this.values = new ValueComparison(expanded, subject, exact());
        this.objective = subject.hasGradient() ? Optional.of(new InterpretedObjective(expanded)) : Optional.empty();
        this.walks = objective.map(any -> new Walks(expanded));
        this.culprit = objective.map(any -> new Culprit(expanded, probe, exact()));
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
        int used = 0;
        while (used < settings.points() && !enough) {
            Optional<Point> drawn = points.next(findings);
            if (drawn.isEmpty()) {
                break;
            }
            Point point = single ? drawn.get().rounded() : drawn.get();
            int before = findings.failures().size();
            values.at(point, findings);
            if (before == 0 && !findings.failures().isEmpty()) {
                culprit.flatMap(search -> search.findValue(point))
                        .ifPresent(text -> findings.add(CheckCode.MISMATCH, text));
            }
            gradient.ifPresent(entry -> gradientAt(point, entry, chooser));
            used++;
        }
        if (!enough && findings.failures().isEmpty() && rows.values().stream().allMatch(RowBuilder::agrees)) {
            ShortAxes.each(expanded, Optional.empty(), settings, single, findings, (point, here) -> {
                values.at(point, here);
                gradient.ifPresent(entry -> wholeGradientAt(point, entry, here));
            });
        }
        subject.disturbance().ifPresent(text -> findings.add(CheckCode.MISMATCH, text));
        String name = differentiated.objective().map(Model.Result::name).orElse("");
        return new CheckReport(
                differentiated.name() + (name.isEmpty() || gradient.isEmpty() ? "" : "." + name),
                differentiated.precision(),
                settings.withPoints(Math.max(1, used)),
                rows.values().stream().map(RowBuilder::build).toList(),
                rows.size() < 2 ? Optional.empty() : Optional.of(together.build()),
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
        Agreement.again(
                "the fused method", outcome.gradient(), subject.gradient(point).gradient(), findings);
        InterpretedObjective.Surroundings careful = objective.orElseThrow().around(point);
        Effort effort = new Effort(careful.evaluations(), rows.size(), settings.elements());
        Optional<Map<Tensor, double[]>> interpreted =
                effort.interpreted() ? Optional.of(partials(point, entry)) : Optional.empty();
        RoundingNoise noise = noise(point, entry);
        Sampler generated = moved -> new Differences.Sample(subject.value(moved), 0);
        Map<Tensor, double[]> ours = new LinkedHashMap<>();
        Map<Tensor, Supplier<double[]>> allowed = new LinkedHashMap<>();
        int start = 0;
        for (Entry.Result partial : partials(entry)) {
            Tensor of = partial.of().orElseThrow();
            int size = Points.size(partial.value(), point.lengths());
            double[] part = Arrays.copyOfRange(outcome.gradient(), start, start + size);
            start += size;
            ours.put(of, part);
            allowed.put(of, () -> interpreted.isPresent() ? noise.of(partial.value()) : new double[0]);
            RowBuilder row = rows.get(of);
            row.elements(size);
            Stencil stencil = new Stencil(point, of, generated, careful.sampler());
            GradientComparison comparison = new GradientComparison(
                    point,
                    of,
                    stencil,
                    walks.orElseThrow(),
                    interpreted.map(all -> all.get(partial.value())),
                    part,
                    exact(),
                    allowed.get(of),
                    settings.relative());
            comparison.withInterpreter(row, single ? norm -> Math.ulp((float) norm) : Math::ulp);
            comparison.withWalks(row, effort, chooser);
            if (single) {
                row.checked(size);
            } else {
                comparison.withDifferences(row, effort, chooser);
            }
        }
        Together.compare(
                together,
                walks.orElseThrow(),
                point,
                ours,
                of -> allowed.get(of).get(),
                exact(),
                chooser);
        explain(point);
        enough = effort.large();
    }

    /** The class against the interpreter alone. */
    private void wholeGradientAt(Point point, Entry entry, Findings here) {
        Subject.Outcome outcome = subject.gradient(point);
        values.fused(outcome.value(), here);
        Map<Tensor, double[]> interpreted = partials(point, entry);
        RoundingNoise noise = noise(point, entry);
        int start = 0;
        for (Entry.Result partial : partials(entry)) {
            double[] wanted = interpreted.get(partial.value());
            double[] found = Arrays.copyOfRange(outcome.gradient(), start, start + wanted.length);
            start += wanted.length;
            Agreement.compare(
                    "the gradient for " + partial.of().orElseThrow().name(),
                    found,
                    wanted,
                    exact(),
                    () -> noise.of(partial.value()),
                    here);
        }
    }

    private Map<Tensor, double[]> partials(Point point, Entry entry) {
        return Interpreter.evaluate(needed(entry), new Environment(point.lengths(), point.values()))
                .values();
    }

    private RoundingNoise noise(Point point, Entry entry) {
        return new RoundingNoise(needed(entry), new Environment(point.lengths(), point.values()));
    }

    private EquationSystem needed(Entry entry) {
        return differentiated
                .system()
                .reachable(entry.results().stream().map(Entry.Result::value).toList());
    }

    /** Names the equation to which what is wrong at this point can be traced. */
    private void explain(Point point) {
        List<RowBuilder> unexplained = Stream.concat(rows.values().stream(), Stream.of(together))
                .filter(RowBuilder::unexplained)
                .toList();
        if (!unexplained.isEmpty()) {
            culprit.orElseThrow().find(point).ifPresent(text -> unexplained.forEach(row -> row.suspect(text)));
        }
    }
}
