package dev.chainrule.check;

import dev.chainrule.differentiate.InnerDerivatives;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import dev.chainrule.interpret.Stopped;
import dev.chainrule.scalar.Differentials;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Compares derivatives inside of equations with differences of what they are derivatives of. Both are interpreted: what the
 * class makes of them is compared with the values that depend on them.
 */
public final class InnerDerivativeCheck {

    private final Model elaborated;
    private final GradientCheck.Settings settings;
    private final Map<Pair, Tensor> derivatives = new LinkedHashMap<>();
    private final EquationSystem system;

    /** A tensor, and another one by which it is differentiated. */
    private record Pair(Tensor of, Tensor by) {}

    private InnerDerivativeCheck(Model elaborated, GradientCheck.Settings settings) {
        this.elaborated = elaborated;
        this.settings = settings;
        EquationSystem.Builder builder = elaborated.system().extend();
        for (Equation equation : elaborated.system().equations()) {
            EquationSystem.nodes(equation).stream()
                    .filter(node -> node.is(Differentials.DERIVATIVE) && node.operand(0) instanceof Leaf)
                    .map(node -> new Pair(tensor(node.operand(0)), tensor(node.operand(1))))
                    .forEach(pair -> derivatives.computeIfAbsent(pair, any -> all(any, builder)));
        }
        this.system =
                InnerDerivatives.expanded(elaborated.with(builder.build())).system();
    }

    private static Tensor tensor(Scalar read) {
        return ((Read) ((Leaf) read).atom()).tensor();
    }

    /** The derivatives of all elements for all elements. */
    private static Tensor all(Pair pair, EquationSystem.Builder builder) {
        List<Index> rows = pair.of().extents().stream().map(builder::freshIndex).toList();
        List<Index> columns =
                pair.by().extents().stream().map(builder::freshIndex).toList();
        List<Index> all = new ArrayList<>(rows);
        all.addAll(columns);
        Scalar body = builder.scalars()
                .call(Differentials.DERIVATIVE, read(pair.of(), rows, builder), read(pair.by(), columns, builder));
        return builder.define(
                "d" + pair.of().name() + "_d" + pair.by().name(),
                Optional.empty(),
                all,
                Reduction.NONE,
                List.of(),
                builder.scalars().bool(true),
                body,
                IntStream.range(0, all.size()).mapToObj(i -> "p" + i).toList());
    }

    private static Scalar read(Tensor tensor, List<Index> indices, EquationSystem.Builder builder) {
        return builder.read(tensor, indices.stream().map(builder::node).toList());
    }

    /** A report with a row for each derivative; empty if there is none. */
    public static Optional<CheckReport> of(Model elaborated, GradientCheck.Settings settings) {
        InnerDerivativeCheck check = new InnerDerivativeCheck(elaborated, settings);
        return check.derivatives.isEmpty() ? Optional.empty() : Optional.of(check.run());
    }

    private CheckReport run() {
        Findings findings = new Findings();
        PointSearch points = new PointSearch(elaborated.with(system), settings);
        Map<Pair, RowBuilder> rows = new LinkedHashMap<>();
        List<Tensor> wanted = new ArrayList<>(derivatives.values());
        derivatives.keySet().forEach(pair -> wanted.addAll(List.of(pair.of(), pair.by())));
        EquationSystem asked = system.reachable(wanted);
        derivatives.forEach((pair, derivative) -> rows.put(pair, new RowBuilder(derivative)));
        for (int i = 0; i < settings.points(); i++) {
            points.next(findings).ifPresent(point -> {
                Map<Tensor, double[]> values = Interpreter.evaluate(
                                asked, new Environment(point.lengths(), point.values()))
                        .values();
                derivatives.forEach(
                        (pair, derivative) -> compare(pair, point, values, values.get(derivative), rows.get(pair)));
            });
        }
        return new CheckReport(
                elaborated.name() + ", derivatives inside",
                Model.Precision.DOUBLE,
                settings,
                rows.values().stream().map(RowBuilder::build).toList(),
                Optional.empty(),
                List.of(),
                findings.failures());
    }

    /** Column by column, of a large tensor some; what is differentiated for becomes something given, if it has an equation. */
    private void compare(Pair pair, Point point, Map<Tensor, double[]> values, double[] derivative, RowBuilder row) {
        EquationSystem.Builder without = system.restart();
        system.equations().stream()
                .filter(equation -> !equation.target().equals(pair.by()))
                .forEach(without::keep);
        EquationSystem needed = without.build().reachable(List.of(pair.of()));
        double[] x = values.get(pair.by());
        int height = values.get(pair.of()).length;
        row.elements(derivative.length);
        DerivativeComparison comparison = new DerivativeComparison(
                row, derivative, derivative, false, settings.relative(), () -> new double[derivative.length]);
        Stopped recorded = Stopped.recording();
        evaluate(needed, pair, point, x, recorded);
        int step = Math.max(1, x.length / settings.elements());
        for (int i = 0; i < x.length; i += step) {
            int column = i;
            int[] positions =
                    IntStream.range(0, height).map(at -> at * x.length + column).toArray();
            comparison.withDifferences(
                    positions,
                    t -> {
                        double[] moved = x.clone();
                        moved[column] = t;
                        return evaluate(needed, pair, point, moved, recorded.hold());
                    },
                    x[column],
                    new DerivativeComparison.Evidence(Optional::empty, () -> new double[height]));
        }
    }

    private static Differences.Samples evaluate(
            EquationSystem needed, Pair pair, Point point, double[] x, Stopped stopped) {
        Map<Tensor, double[]> given = new LinkedHashMap<>(point.values());
        given.put(pair.by(), x);
        Interpreter.Result result = Interpreter.evaluate(needed, new Environment(point.lengths(), given), stopped);
        return new Differences.Samples(
                result.values().get(pair.of()), result.trace().hash());
    }
}
