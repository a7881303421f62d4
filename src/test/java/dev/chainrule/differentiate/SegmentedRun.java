package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.check.Point;
import dev.chainrule.equation.Checkpoints;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Goes through the phases of an entry with checkpoints as they are described, each of their equations interpreted. */
final class SegmentedRun {

    private final EquationSystem system;
    private final Checkpoints plan;
    private final int steps;
    private final int segments;
    private final Map<Dim, Integer> lengths;
    private final Map<Tensor, double[]> values;

    private SegmentedRun(EquationSystem system, Checkpoints plan, Point point, int steps) {
        this.system = system;
        this.plan = plan;
        this.steps = steps;
        this.segments = (steps + plan.every() - 1) / plan.every();
        this.lengths = new LinkedHashMap<>(point.lengths());
        this.values = new LinkedHashMap<>(point.values());
        at(0);
    }

    /**
     * What an entry delivers.
     *
     * @param steps of its recurrences, at this point
     */
    static List<double[]> results(EquationSystem system, Entry entry, Point point, int steps) {
        Checkpoints plan = entry.checkpoints().orElseThrow();
        SegmentedRun run = new SegmentedRun(system, plan, point, steps);
        plan.phases().forEach(run::phase);
        return plan.results().stream()
                .map(result -> run.values.get(result.value()))
                .toList();
    }

    private void phase(Checkpoints.Phase phase) {
        switch (phase.direction()) {
            case ONCE ->
                once(phase, segments, phase == plan.phases().get(plan.phases().size() - 1));
            case FORWARDS -> IntStream.range(0, segments).forEach(segment -> once(phase, segment, false));
            case BACKWARDS -> IntStream.range(0, segments).forEach(done -> once(phase, segments - 1 - done, false));
        }
    }

    private void once(Checkpoints.Phase phase, int segment, boolean last) {
        at(segment);
        phase.before().forEach(move -> move(move, segment));
        List<Tensor> wanted =
                last ? plan.results().stream().map(Entry.Result::value).toList() : phase.computed();
        Map<Tensor, double[]> now = Interpreter.evaluate(system.reachable(wanted), new Environment(lengths, values))
                .values();
        wanted.forEach(tensor -> values.put(tensor, now.get(tensor)));
        phase.after().forEach(move -> move(move, segment));
    }

    private void at(int segment) {
        int start = segment * plan.every();
        values.put(plan.start(), new double[] {start});
        lengths.put(plan.segment(), Math.max(0, Math.min(plan.every(), steps - start)));
    }

    private void move(Checkpoints.Move move, int segment) {
        double[] to = values.computeIfAbsent(move.to(), this::zeros);
        Optional<double[]> from = move.from().map(tensor -> values.computeIfAbsent(tensor, this::zeros));
        int row = move.kind() == Checkpoints.Kind.SET ? 0 : segment * Math.min(to.length, from.orElseThrow().length);
        switch (move.kind()) {
            case SET -> values.put(move.to(), from.map(double[]::clone).orElseGet(() -> new double[to.length]));
            case SAVE -> {
                assertThat(to)
                        .as("a row for each segment, and one more")
                        .hasSize((segments + 1) * from.orElseThrow().length);
                System.arraycopy(from.orElseThrow(), 0, to, row, from.get().length);
            }
            case RESTORE -> values.put(move.to(), Arrays.copyOfRange(from.orElseThrow(), row, row + to.length));
        }
    }

    /** As many as a tensor has elements. */
    private double[] zeros(Tensor tensor) {
        EquationSystem.Builder builder = system.restart();
        List<Index> indices = tensor.extents().stream().map(builder::freshIndex).toList();
        Tensor zeros = builder.define(
                "zeros",
                Optional.empty(),
                indices,
                Reduction.NONE,
                List.of(),
                system.scalars().bool(true),
                system.scalars().zero(),
                IntStream.range(0, indices.size()).mapToObj(axis -> "p" + axis).toList());
        return Interpreter.evaluate(builder.build(), new Environment(lengths, values))
                .values()
                .get(zeros);
    }
}
