package dev.chainrule.differentiate;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.SafeOrder;
import dev.chainrule.equation.Substitution;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Applies the theorem to one equation at a time: from its adjoint to a contribution for each of its reads. */
final class Contributions {

    private final EquationSystem.Builder builder;
    private final Scalars scalars;
    private final Supports supports;
    private final LinearTerms terms;
    private final Activity activity;
    private final Finiteness finiteness;
    private final Ambient ambient;
    private final SupportEquations carrying;
    private final AdjointTensors tensors;
    private final Map<Tensor, List<Index>> frames = new HashMap<>();

    Contributions(
            EquationSystem.Builder builder,
            Supports supports,
            Activity activity,
            Finiteness finiteness,
            Ambient ambient,
            SupportEquations carrying,
            AdjointTensors tensors) {
        this.builder = builder;
        this.scalars = builder.scalars();
        this.supports = supports;
        this.terms = new LinearTerms(scalars);
        this.activity = activity;
        this.finiteness = finiteness;
        this.ambient = ambient;
        this.carrying = carrying;
        this.tensors = tensors;
    }

    /** The indices over which all contributions to a tensor are written. */
    List<Index> frame(Tensor tensor) {
        return frames.computeIfAbsent(
                tensor, any -> any.extents().stream().map(builder::freshIndex).toList());
    }

    /** An equation with indices of its own, so that they collide with none of a frame. */
    private record Renamed(
            Equation equation,
            List<Index> left,
            List<Index> reduced,
            List<Scalar> filter,
            Scalar body,
            Adjoint adjoint) {

        List<Index> summed() {
            List<Index> summed = new ArrayList<>(left);
            summed.addAll(reduced);
            return summed;
        }

        Renamed with(Adjoint other) {
            return new Renamed(equation, left, reduced, filter, body, other);
        }
    }

    /** What each tensor read receives from a part of the equation's adjoint. */
    Map<Tensor, List<Contribution>> of(Equation equation, int place, Adjoint adjoint) {
        if (isEmpty(equation)) {
            return Map.of();
        }
        for (Read read : Reads.among(Traversal.operandsFirst(equation.body()))) {
            if (activity.contains(read.tensor())) {
                frame(read.tensor()); // before the equation's own indices: proofs resolve younger indices first
            }
        }
        Renamed renamed = renamed(equation, adjoint);
        List<Scalar> left = renamed.left().stream().map(scalars::leaf).toList();
        List<Scalar> reduced = renamed.reduced().stream().map(scalars::leaf).toList();
        List<Scalar> equalities = renamed.adjoint().equalities(scalars);
        List<Scalar> conditions =
                new ArrayList<>(Conjuncts.safety(renamed.adjoint().ties().values(), scalars, builder.proof()));
        Scalar seed = renamed.adjoint().value();
        Optional<Scalar> result = Optional.empty();
        if (equation.reduction() == Reduction.NONE) {
            result = Optional.of(builder.read(equation.target(), left));
        } else if (equation.reduction() == Reduction.PROD) {
            Tensor others = OtherFactors.of(equation, builder);
            finiteness.like(others, equation.target());
            seed = terms.product(seed, builder.read(others, concatenated(left, reduced)), false);
        } else if (equation.reduction() != Reduction.SUM) {
            ExtremeElement extreme = ExtremeElement.of(equation, builder);
            equalities.addAll(extreme.equalities(left, reduced, scalars));
            conditions.addAll(extreme.conditions(left, scalars));
        }
        conditions.addAll(renamed.filter());
        Flow start = new Flow(supports.everywhere(), seed);
        Map<Tensor, List<Contribution>> contributions = new LinkedHashMap<>();
        long position = (long) place << 32;
        Map<Leaf, Flow> flows = ReverseSweep.run(scalars, supports, activity, renamed.body(), result, start);
        boolean names = equation.reduction() == Reduction.NONE
                && renamed.adjoint().ties().isEmpty();
        Map<Flow, Adjoint> named = names ? named(renamed, flows) : Map.of();
        for (Map.Entry<Leaf, Flow> entry : flows.entrySet()) {
            Read read = (Read) entry.getKey().atom();
            Flow flow = entry.getValue();
            Renamed from = renamed;
            if (named.containsKey(flow)) {
                from = renamed.with(named.get(flow));
                flow = new Flow(
                        isPlacedByData(read) ? flow.support() : supports.everywhere(),
                        from.adjoint().value());
            }
            contribution(from, position++, read, flow, equalities, conditions)
                    .ifPresent(found -> contributions
                            .computeIfAbsent(read.tensor(), any -> new ArrayList<>())
                            .add(found));
        }
        return contributions;
    }

    /** Whether one of its ranges is known to be: whatever is proven of its reads, they lie nowhere. */
    private boolean isEmpty(Equation equation) {
        return Stream.concat(equation.indices().stream(), equation.reduced().stream())
                .anyMatch(index ->
                        builder.proof().proven(Affine.of(index.extent()).times(-1)));
    }

    /** Whether where it reads must itself be read, which may need the conditions around the read to stay inside. */
    private static boolean isPlacedByData(Read read) {
        return read.subscripts().stream()
                .anyMatch(place -> !Reads.among(Traversal.operandsFirst(place)).isEmpty());
    }

    /**
     * Names for what flows alike to several reads, if one of them sums it: in {@code h[n, j] = tanh(s[n, j] + b[j])} the
     * adjoint of what stands inside is that of {@code s}, and {@code db[j] = Σ n. ds[n, j]}.
     */
    private Map<Flow, Adjoint> named(Renamed from, Map<Leaf, Flow> flows) {
        Map<Flow, List<Read>> readers = new LinkedHashMap<>();
        flows.forEach((leaf, flow) ->
                readers.computeIfAbsent(flow, any -> new ArrayList<>()).add((Read) leaf.atom()));
        Map<Flow, Adjoint> named = new HashMap<>();
        List<Scalar> left = from.left().stream().map(scalars::leaf).toList();
        readers.forEach((flow, reads) -> {
            boolean simple = flow.support().isEverywhere() && !(flow.value() instanceof Call);
            if (!simple
                    && reads.size() > 1
                    && reads.stream().anyMatch(read -> !read.subscripts().containsAll(left))) {
                named.put(flow, named(from, flow, reads, left));
            }
        });
        return named;
    }

    private Adjoint named(Renamed from, Flow flow, List<Read> reads, List<Scalar> left) {
        List<Scalar> gates = new ArrayList<>(guard(from, flow, true));
        gates.addAll(flow.support().gates());
        String name = reads.stream()
                .filter(read -> read.subscripts().equals(left))
                .findFirst()
                .map(read -> "d" + read.tensor().name())
                .orElse("d" + from.equation().target().name() + "_inside");
        Map<Index, String> names = new HashMap<>();
        for (int axis = 0; axis < from.left().size(); axis++) {
            names.put(from.left().get(axis), from.equation().names().get(axis));
        }
        Scalar value = supports.guarded(gates, flow.value());
        Scalar read = tensors.define(name, from.left(), List.of(), scalars.bool(true), value, names)
                .read();
        Solution none = new Solution(List.of(), List.of(), Map.of(), Map.of());
        return new Adjoint(from.left(), Map.of(), read, carried(name, from, from.left(), none, gates, names));
    }

    private Renamed renamed(Equation equation, Adjoint adjoint) {
        Map<Index, Scalar> change = new LinkedHashMap<>();
        List<Index> left = fresh(equation.indices(), change);
        List<Index> reduced = fresh(equation.reduced(), change);
        return new Renamed(
                equation,
                left,
                reduced,
                Conjuncts.of(List.of(Substitution.apply(scalars, equation.filter(), change)), scalars),
                Substitution.apply(scalars, equation.body(), change),
                adjoint.over(left, scalars));
    }

    private List<Index> fresh(List<Index> indices, Map<Index, Scalar> change) {
        List<Index> renamed = new ArrayList<>();
        for (Index index : indices) {
            Index now = builder.freshIndex(Substitution.apply(scalars, index.extent(), change));
            change.put(index, scalars.leaf(now));
            renamed.add(now);
        }
        return renamed;
    }

    /** One read's contribution, solved; empty if it is proven that nothing flows. */
    private Optional<Contribution> contribution(
            Renamed from, long position, Read read, Flow flow, List<Scalar> first, List<Scalar> conditions) {
        List<Index> frame = frame(read.tensor());
        List<Scalar> equalities = new ArrayList<>(first);
        for (int axis = 0; axis < frame.size(); axis++) {
            equalities.add(scalars.equal(
                    scalars.leaf(frame.get(axis)), read.subscripts().get(axis)));
        }
        List<Scalar> whole = new ArrayList<>(conditions);
        List<Scalar> gates = new ArrayList<>();
        Conjuncts.of(flow.support().gates(), scalars)
                .forEach(gate -> (Conjuncts.isWhole(gate) ? whole : gates).add(gate));
        return solved(from, frame, equalities, whole, gates, isPlacedByData(read))
                .map(solution -> {
                    boolean elementwise = solution.reduced().isEmpty();
                    List<Scalar> guards = new ArrayList<>(guard(from, flow, elementwise));
                    guards.addAll(gates);
                    List<Scalar> placed = placed(guards, solution);
                    placed.removeAll(solution.filter());
                    Map<Index, String> names = names(from, read, frame, solution);
                    return new Contribution(
                            from.equation().target(),
                            position,
                            solution.reduced(),
                            solution.filter(),
                            placed,
                            Substitution.apply(scalars, flow.value(), solution.replaced()),
                            carried("d" + read.tensor().name(), from, frame, solution, placed, names),
                            solution.ties(),
                            names);
                });
    }

    /**
     * The gates stay apart from the filter, unless the place is data that is there only where they hold: then they come
     * before it.
     */
    private Optional<Solution> solved(
            Renamed from,
            List<Index> frame,
            List<Scalar> equalities,
            List<Scalar> whole,
            List<Scalar> gates,
            boolean placedByData) {
        Optional<Solution> solution =
                IndexSolver.solve(builder, from.summed(), frame, ambient.indices(), equalities, whole);
        if (!placedByData
                || gates.isEmpty()
                || solution.filter(found -> !SafeOrder.isThatOf(found.filter(), builder.proof()))
                        .isEmpty()) {
            return solution;
        }
        whole.addAll(gates);
        return IndexSolver.solve(builder, from.summed(), frame, ambient.indices(), equalities, whole);
    }

    /** The condition that keeps an infinite factor from an adjoint that is 0 because nothing flows. */
    private List<Scalar> guard(Renamed from, Flow flow, boolean elementwise) {
        Carried carried = from.adjoint().carried();
        if (carried.isEverywhere() || isFinite(from, flow.value(), elementwise)) {
            return List.of();
        }
        return carried.known()
                ? carried.gates()
                : List.of(scalars.notEqual(from.adjoint().value(), scalars.zero()));
    }

    private boolean isFinite(Renamed from, Scalar value, boolean elementwise) {
        Tensor target = from.equation().target();
        return finiteness.isFinite(value, elementwise)
                && (finiteness.isFinite(target)
                        || Reads.among(Traversal.operandsFirst(value)).stream()
                                .noneMatch(read -> read.tensor().equals(target)));
    }

    private Carried carried(
            String name,
            Renamed from,
            List<Index> frame,
            Solution solution,
            List<Scalar> gates,
            Map<Index, String> names) {
        Carried before = from.adjoint().carried();
        boolean unguarded = solution.filter().isEmpty() && gates.isEmpty();
        if (unguarded && before.isEverywhere()) {
            return Carried.EVERYWHERE;
        }
        if (!before.known()) {
            return Carried.UNKNOWN;
        }
        List<Scalar> all = new ArrayList<>(solution.filter());
        all.addAll(placed(before.gates(), solution));
        all.addAll(gates);
        List<Scalar> distinct = all.stream().distinct().toList();
        List<Index> own = new ArrayList<>(frame);
        own.removeAll(solution.ties().keySet());
        return solution.reduced().isEmpty()
                ? carrying.where(name, own, distinct, names)
                : carrying.through(name, own, solution.reduced(), distinct, names);
    }

    /** Conditions in terms of the indices that are left. */
    private List<Scalar> placed(List<Scalar> conditions, Solution solution) {
        List<Scalar> placed = new ArrayList<>();
        conditions.forEach(gate -> placed.add(Substitution.apply(scalars, gate, solution.replaced())));
        return placed;
    }

    private Map<Index, String> names(Renamed from, Read read, List<Index> frame, Solution solution) {
        Map<Integer, String> byOrdinal = new HashMap<>();
        List<Index> summed = from.summed();
        for (int i = 0; i < summed.size(); i++) {
            byOrdinal.put(summed.get(i).ordinal(), from.equation().names().get(i));
        }
        Map<Index, String> names = new HashMap<>();
        for (int axis = 0; axis < frame.size(); axis++) {
            if (read.subscripts().get(axis) instanceof Leaf leaf && leaf.atom() instanceof Index index) {
                names.put(frame.get(axis), byOrdinal.get(index.ordinal()));
            }
        }
        solution.reduced().forEach(index -> names.put(index, byOrdinal.getOrDefault(index.ordinal(), "r")));
        return names;
    }

    private static List<Scalar> concatenated(List<Scalar> a, List<Scalar> b) {
        List<Scalar> both = new ArrayList<>(a);
        both.addAll(b);
        return both;
    }
}
