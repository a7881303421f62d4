package dev.chainrule.differentiate;

import dev.chainrule.checkpoint.Segment;
import dev.chainrule.checkpoint.Timeline;
import dev.chainrule.equation.Checkpoints;
import dev.chainrule.equation.Checkpoints.Direction;
import dev.chainrule.equation.Checkpoints.Kind;
import dev.chainrule.equation.Checkpoints.Move;
import dev.chainrule.equation.Checkpoints.Phase;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Entry.Destination;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Says how the objective, and its gradient, are computed with checkpoints. A segment is a function of what is carried into
 * it; its adjoint is a vector times its Jacobian, and goes from the last segment to the first:
 *
 * <pre>{@code
 * forwards:   (carried, totals) = segment(carried, totals), carried is saved
 * once:       the objective of the totals and of what is carried in the end, and its derivatives for both
 * backwards:  d(carried), d(parameters) += d(segment) · (d(carried), d(totals)), from what was saved
 * }</pre>
 *
 * <p>The equations of the plain gradient stay beside: both have the same results.
 */
final class CheckpointedEntries {

    private final Model model;
    private final List<Tensor> arguments;
    private final Tensor objective;
    private final Segment segment;
    private final int every;
    private final Map<Tensor, Tensor> outsiders = new HashMap<>(); // what is read there instead
    private final Map<Tensor, Tensor> saved = new HashMap<>();
    private final Map<Tensor, Tensor> sums = new LinkedHashMap<>(); // of segments' adjoints, for each source
    private final Map<Tensor, Tensor> partials = new HashMap<>();
    private final List<Move> forwards = new ArrayList<>();
    private final List<Move> derivatives = new ArrayList<>();
    private final List<Move> backwards = new ArrayList<>();
    private final Part inside;
    private final Part outside;
    private EquationSystem latest; // knows all names in use

    /** Some of the equations; no other part uses the names that it has. */
    private final class Part {

        private EquationSystem system;

        Part(EquationSystem system) {
            set(system);
        }

        private void set(EquationSystem changed) {
            system = changed;
            latest = changed;
        }

        <R> R grow(Function<EquationSystem.Builder, R> change) {
            EquationSystem.Builder builder = latest.restart();
            builder.keepAll(system);
            R result = change.apply(builder);
            set(builder.build());
            return result;
        }

        Map<Tensor, Tensor> gradient(Tensor of, List<Tensor> wanted) {
            grow(builder -> builder);
            Gradient.Result gradient = Gradient.of(system, of, wanted);
            set(gradient.system());
            return gradient.partials();
        }
    }

    private CheckpointedEntries(Model model, List<Tensor> arguments, int every, Timeline timeline) {
        this.model = model;
        this.arguments = arguments;
        this.every = every;
        this.objective = model.objective().orElseThrow().tensor();
        this.latest = model.system();
        this.segment = Segment.of(timeline);
        this.inside = new Part(segment.system());
        this.outside = new Part(segment.outside(latest, outsiders));
    }

    /** The model, its training going from checkpoint to checkpoint if it asks for that. */
    static Model in(Model model, List<Tensor> arguments) {
        if (model.training().checkpoint().isEmpty() || model.objective().isEmpty()) {
            return model;
        }
        Timeline timeline = Timeline.of(model.system(), model.computedByTraining());
        if (!timeline.hasSteps()) {
            return model; // of one step that would read the one before it, simplification leaves no recurrence
        }
        if (timeline.refusal().isPresent()) {
            throw new IllegalStateException("no segments: " + timeline.refusal().get());
        }
        int every = model.training().checkpoint().getAsInt();
        return new CheckpointedEntries(model, arguments, every, timeline).run();
    }

    private Model run() {
        write();
        List<Entry> entries = model.entries().stream()
                .map(entry -> switch (entry.kind()) {
                    case VALUE -> entry.with(checkpoints(entry, false));
                    case GRADIENT, STEP -> entry.with(checkpoints(entry, true));
                    default -> entry;
                })
                .toList();
        EquationSystem.Builder all = latest.restart();
        all.keepAll(model.system());
        all.keepAll(inside.system);
        all.keepAll(outside.system);
        all.forget(segment.assumptions());
        return model.with(all.build(), entries);
    }

    private Checkpoints checkpoints(Entry entry, boolean gradient) {
        List<Move> begin = new ArrayList<>();
        segment.totals().values().forEach(total -> begin.add(zero(total)));
        segment.carried().values().forEach(carried -> begin.add(zero(carried)));
        List<Move> save = new ArrayList<>();
        List<Move> restore = new ArrayList<>();
        saved.forEach((carried, rows) -> {
            save.add(new Move(Kind.SAVE, rows, Optional.of(carried)));
            restore.add(new Move(Kind.RESTORE, carried, Optional.of(rows)));
        });
        List<Phase> phases = new ArrayList<>();
        phases.add(new Phase(Direction.ONCE, begin, List.of(), outer()));
        phases.add(new Phase(Direction.FORWARDS, gradient ? save : List.of(), forwards, List.of()));
        if (gradient) {
            List<Move> turn = new ArrayList<>(save);
            sums.values().forEach(sum -> turn.add(zero(sum)));
            phases.add(new Phase(Direction.ONCE, turn, derivatives, List.of()));
            phases.add(new Phase(Direction.BACKWARDS, restore, backwards, List.of()));
        }
        phases.add(new Phase(Direction.ONCE, gradient ? restore : List.of(), List.of(), List.of()));
        List<Entry.Result> results = entry.results().stream()
                .map(result -> result.of(computed(result)))
                .toList();
        return new Checkpoints(segment.length(), every, segment.steps(), segment.start(), phases, results);
    }

    private static Move zero(Tensor tensor) {
        return new Move(Kind.SET, tensor, Optional.empty());
    }

    private static Move set(Tensor to, Tensor from) {
        return new Move(Kind.SET, to, Optional.of(from));
    }

    private Tensor computed(Entry.Result result) {
        return result.destination() == Destination.PARTIAL
                ? partials.get(result.of().orElseThrow())
                : outsiders.getOrDefault(result.value(), result.value());
    }

    /** What is computed outside of segments and read in them. */
    private List<Tensor> outer() {
        return sources(tensor -> outside.system.definition(tensor).isPresent());
    }

    private List<Tensor> sources(Predicate<Tensor> which) {
        Set<Tensor> read = new LinkedHashSet<>();
        inside.system.equations().forEach(equation -> read.addAll(Reads.tensors(equation)));
        return read.stream().filter(which).toList();
    }

    /** What is differentiated for in a segment: parameters, and what others compute from them. */
    private boolean isSource(Tensor tensor) {
        return arguments.contains(tensor)
                || tensor.type() == Type.REAL
                        && outside.system.definition(tensor).isPresent()
                        && outside.system.reachable(List.of(tensor)).equations().stream()
                                .anyMatch(equation ->
                                        Reads.tensors(equation).stream().anyMatch(arguments::contains));
    }

    private void write() {
        segment.carried().forEach((tensor, carried) -> {
            saved.put(carried, saved(carried));
            forwards.add(set(carried, segment.carriedOn().get(tensor)));
        });
        segment.totals()
                .forEach((sum, total) ->
                        forwards.add(set(total, added(total, segment.parts().get(sum)))));

        Tensor value = outsiders.getOrDefault(objective, objective);
        List<Tensor> ends = new ArrayList<>(segment.totals().values());
        segment.carried().values().stream()
                .filter(carried -> carried.type() == Type.REAL)
                .forEach(ends::add);
        List<Tensor> sources = sources(this::isSource);

        Map<Tensor, Tensor> adjoints = new HashMap<>(); // what flows into the end of a segment
        Map<Tensor, Tensor> ofValue = outside.gradient(value, ends);
        for (Tensor end : ends) {
            adjoints.put(end, carry("d" + end.name(), end));
            derivatives.add(set(adjoints.get(end), ofValue.get(end)));
        }

        List<Tensor> flows = new ArrayList<>();
        segment.totals()
                .forEach((sum, total) ->
                        flows.add(product(inside, segment.parts().get(sum), adjoints.get(total))));
        segment.carried().forEach((tensor, carried) -> {
            if (adjoints.containsKey(carried)) {
                flows.add(product(inside, segment.carriedOn().get(tensor), adjoints.get(carried)));
            }
        });
        List<Tensor> wanted = new ArrayList<>(segment.carried().values());
        wanted.retainAll(adjoints.keySet());
        wanted.addAll(sources);
        inside.gradient(total(inside, flows), wanted).forEach((of, partial) -> {
            if (adjoints.containsKey(of)) {
                backwards.add(set(adjoints.get(of), partial));
            } else {
                sums.put(of, carry("d" + of.name() + "Total", of));
                backwards.add(set(sums.get(of), added(sums.get(of), partial)));
            }
        });

        List<Tensor> terms = new ArrayList<>(List.of(value)); // the derivative of p · s for p is s
        sums.forEach((source, sum) -> terms.add(product(outside, source, sum)));
        partials.putAll(outside.gradient(total(outside, terms), arguments));
    }

    private Tensor carry(String name, Tensor like) {
        return carry(name, like.extents(), like.type());
    }

    private Tensor carry(String name, List<Scalar> extents, Type type) {
        return inside.grow(
                builder -> builder.given(name, Tensor.Role.CARRIED, extents, type, Optional.empty(), Optional.empty()));
    }

    /** A row for each segment, and one for the end. */
    private Tensor saved(Tensor carried) {
        Scalars e = latest.scalars();
        Scalar all = e.call(Whole.ADD, segment.steps(), e.integer(every - 1L));
        List<Scalar> extents = new ArrayList<>(carried.extents());
        extents.add(0, e.call(Whole.ADD, e.call(Whole.FLOOR_DIVIDE, all, e.integer(every)), e.integer(1)));
        return carry(carried.name().replace("Carried", "Saved"), extents, carried.type());
    }

    /** {@code sum + part}, element by element. */
    private Tensor added(Tensor sum, Tensor part) {
        return inside.grow(builder -> {
            List<Index> indices = indices(builder, sum);
            List<Scalar> at = indices.stream().map(builder::node).toList();
            Scalar total = builder.scalars().add(builder.read(sum, at), builder.read(part, at));
            return define(builder, sum.name() + "Next", indices, Reduction.NONE, List.of(), total);
        });
    }

    /** {@code Σ a · b}. */
    private static Tensor product(Part part, Tensor a, Tensor b) {
        return part.grow(builder -> {
            List<Index> indices = indices(builder, a);
            List<Scalar> at = indices.stream().map(builder::node).toList();
            Scalar product = builder.scalars().mul(builder.read(a, at), builder.read(b, at));
            Reduction reduction = indices.isEmpty() ? Reduction.NONE : Reduction.SUM;
            return define(builder, a.name() + "Flow", List.of(), reduction, indices, product);
        });
    }

    private static Tensor total(Part part, List<Tensor> numbers) {
        return part.grow(builder -> {
            Scalar total = numbers.stream()
                    .map(number -> builder.read(number, List.of()))
                    .reduce(builder.scalars()::add)
                    .orElseThrow();
            return define(builder, "flow", List.of(), Reduction.NONE, List.of(), total);
        });
    }

    private static List<Index> indices(EquationSystem.Builder builder, Tensor tensor) {
        return tensor.extents().stream().map(builder::freshIndex).toList();
    }

    private static Tensor define(
            EquationSystem.Builder builder,
            String name,
            List<Index> left,
            Reduction reduction,
            List<Index> reduced,
            Scalar body) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < left.size() + reduced.size(); i++) {
            names.add("p" + i);
        }
        return builder.define(
                name,
                Optional.empty(),
                left,
                reduction,
                reduced,
                builder.scalars().bool(true),
                body,
                names);
    }
}
