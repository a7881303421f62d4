package dev.chainrule.checkpoint;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Assumption;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Origin;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Substitution;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * The equations of one segment: those that go along with the steps, for {@code length} steps from {@code start} on. What
 * lies before is read from what the segment before has carried over:
 *
 * <pre>{@code
 * h[t] = f(h[t - 1], x[t])   becomes   h'[r] = f(1 <= r ? h'[r - 1] : carried[r], x[start + r])
 * }</pre>
 */
public final class Segment {

    private final Timeline timeline;
    private final Scalars scalars;
    private final Dim length;
    private final Scalar size;
    private final Tensor start;
    private final Map<Tensor, Tensor> locals = new HashMap<>();
    private final Map<Tensor, Tensor> carried = new LinkedHashMap<>();
    private final Map<Tensor, Tensor> carriedOn = new LinkedHashMap<>();
    private final Map<Tensor, Tensor> parts = new LinkedHashMap<>();
    private final Map<Tensor, Tensor> totals = new LinkedHashMap<>();
    private final EquationSystem.Builder builder;
    private final List<Assumption> assumptions;

    private Segment(Timeline timeline) {
        EquationSystem whole = timeline.system();
        this.timeline = timeline;
        this.scalars = whole.scalars();
        this.length = Dim.open("segment");
        this.builder = whole.restart();
        this.size = builder.size(length);
        this.start = carry("start", List.of(), Type.INTEGER);
        Scalar end = scalars.call(Whole.ADD, read(start), size);
        assumptions = List.of(
                assumed(scalars.lessOrEqual(end, timeline.steps()), "a segment does not end after the last step"),
                assumed(
                        scalars.lessOrEqual(scalars.integer(0), read(start)),
                        "no segment begins before the first step"));
        assumptions.forEach(builder::assume);
    }

    private static Assumption assumed(Scalar condition, String what) {
        return new Assumption(condition, what, Origin.NONE);
    }

    /** What holds of a segment, by the loop that goes through them. */
    public List<Assumption> assumptions() {
        return assumptions;
    }

    /** The equations of a segment of what {@code timeline} has found. */
    public static Segment of(Timeline timeline) {
        Segment segment = new Segment(timeline);
        segment.write();
        return segment;
    }

    /** The segment's own equations. What they read of others has none here. */
    public EquationSystem system() {
        return builder.build();
    }

    /** Its length is that of the segment at hand. */
    public Dim length() {
        return length;
    }

    /** The number of steps in all. */
    public Scalar steps() {
        return timeline.steps();
    }

    /** A number: the first step of the segment. */
    public Tensor start() {
        return start;
    }

    /** From each tensor whose last steps the next segment needs, to these. */
    public Map<Tensor, Tensor> carried() {
        return carried;
    }

    /** The same at the end of the segment: what {@link #carried} becomes. */
    public Map<Tensor, Tensor> carriedOn() {
        return carriedOn;
    }

    /** From each sum over all steps to that over the segment's. */
    public Map<Tensor, Tensor> parts() {
        return parts;
    }

    /** From each sum over all steps to what has been added up so far. */
    public Map<Tensor, Tensor> totals() {
        return totals;
    }

    /** A tensor that phases leave to each other. */
    private Tensor carry(String name, List<Scalar> extents, Type type) {
        return builder.given(name, Tensor.Role.CARRIED, extents, type, Optional.empty(), Optional.empty());
    }

    private void write() {
        timeline.axes().forEach((tensor, axis) -> {
            String name = tensor.name() + "InSegment";
            locals.put(
                    tensor,
                    builder.declare(
                            name, extents(tensor, axis, size), tensor.type(), tensor.indexOf(), Optional.empty()));
            int lag = timeline.lag(tensor);
            if (lag > 0) {
                List<Scalar> extents = extents(tensor, axis, scalars.integer(lag));
                carried.put(tensor, carry(tensor.name() + "Carried", extents, tensor.type()));
            }
        });
        for (Equation equation : timeline.system().equations()) {
            if (timeline.axes().containsKey(equation.target())) {
                new Writer(equation).define(locals.get(equation.target()));
            } else if (timeline.sums().contains(equation.target())) {
                Tensor part = builder.declare(
                        equation.target().name() + "OfSegment",
                        equation.target().extents(),
                        equation.target().type(),
                        Optional.empty(),
                        Optional.empty());
                new Writer(equation).define(part);
                parts.put(equation.target(), part);
                totals.put(
                        equation.target(),
                        carry(
                                equation.target().name() + "Total",
                                equation.target().extents(),
                                Type.REAL));
            }
        }
        carried.forEach((tensor, before) -> carriedOn.put(tensor, carriedOn(tensor, before)));
    }

    private static List<Scalar> extents(Tensor tensor, int axis, Scalar extent) {
        List<Scalar> extents = new ArrayList<>(tensor.extents());
        extents.set(axis, extent);
        return extents;
    }

    private Scalar read(Tensor tensor, Scalar... subscripts) {
        return builder.read(tensor, List.of(subscripts));
    }

    /** {@code next[l] = 0 <= l + size - lag ? h'[l + size - lag] : carried[l + size]}. */
    private Tensor carriedOn(Tensor tensor, Tensor before) {
        int axis = timeline.axes().get(tensor);
        List<Index> indices = new ArrayList<>();
        before.extents().forEach(extent -> indices.add(builder.freshIndex(extent)));
        List<Scalar> at = new ArrayList<>(indices.stream().map(builder::node).toList());
        Scalar behind = plus(at.get(axis), size);
        Scalar own = Affine.of(behind).plus(-timeline.lag(tensor)).toScalar(scalars);
        at.set(axis, own);
        Scalar here = builder.read(locals.get(tensor), at);
        at.set(axis, behind);
        Scalar earlier = builder.read(before, at);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < indices.size(); i++) {
            names.add("p" + i);
        }
        return builder.define(
                tensor.name() + "CarriedOn",
                Optional.empty(),
                tensor.indexOf(),
                indices,
                Reduction.NONE,
                List.of(),
                scalars.bool(true),
                scalars.choice(scalars.lessOrEqual(scalars.integer(0), own), here, earlier),
                names);
    }

    private Scalar plus(Scalar a, Scalar b) {
        return Affine.of(a).plus(Affine.of(b)).toScalar(scalars);
    }

    /**
     * What is not computed in segments, reading sums over all steps and last steps where they are found in the end.
     *
     * @param from a system that knows all names in use
     * @param tensors what the new tensors are for the old ones, where they differ; filled here
     */
    public EquationSystem outside(EquationSystem from, Map<Tensor, Tensor> tensors) {
        EquationSystem.Builder outside = from.restart();
        UnaryOperator<Scalar> changed = root -> mapped(root, node -> outsideLeaf(node, tensors));
        for (Equation equation : timeline.system().equations()) {
            Tensor target = equation.target();
            if (totals.containsKey(target)) {
                List<Index> indices = equation.indices();
                List<Scalar> at = indices.stream().map(builder::node).toList();
                tensors.put(
                        target,
                        define(
                                outside,
                                equation,
                                equation.indices(),
                                Reduction.NONE,
                                List.of(),
                                scalars.bool(true),
                                builder.read(totals.get(target), at)));
            } else if (!timeline.axes().containsKey(target)) {
                Scalar filter = changed.apply(equation.filter());
                Scalar body = changed.apply(equation.body());
                if (filter == equation.filter() && body == equation.body()) {
                    outside.keep(equation);
                } else {
                    tensors.put(
                            target,
                            define(
                                    outside,
                                    equation,
                                    equation.indices(),
                                    equation.reduction(),
                                    equation.reduced(),
                                    filter,
                                    body));
                }
            }
        }
        return outside.build();
    }

    private static Tensor define(
            EquationSystem.Builder outside,
            Equation equation,
            List<Index> indices,
            Reduction reduction,
            List<Index> reduced,
            Scalar filter,
            Scalar body) {
        return outside.define(
                equation.target().name(),
                Optional.empty(),
                equation.target().indexOf(),
                indices,
                reduction,
                reduced,
                filter,
                body,
                equation.names().subList(0, indices.size() + reduced.size()));
    }

    private Optional<Scalar> outsideLeaf(Scalar node, Map<Tensor, Tensor> tensors) {
        if (!(node instanceof Leaf leaf && leaf.atom() instanceof Read read)) {
            return Optional.empty();
        }
        if (tensors.containsKey(read.tensor())) {
            return Optional.of(builder.read(tensors.get(read.tensor()), read.subscripts()));
        }
        if (timeline.axes().containsKey(read.tensor())) { // the last step
            List<Scalar> at = new ArrayList<>(read.subscripts());
            at.set(timeline.axes().get(read.tensor()), scalars.integer(timeline.lag(read.tensor()) - 1));
            return Optional.of(builder.read(carried.get(read.tensor()), at));
        }
        return Optional.empty();
    }

    /** {@code root} with leaves replaced, those in subscripts first. */
    private Scalar mapped(Scalar root, java.util.function.Function<Scalar, Optional<Scalar>> replacement) {
        Map<Scalar, Scalar> done = new HashMap<>();
        for (Scalar node : Traversal.operandsFirst(root)) {
            Scalar same = node instanceof Leaf leaf && leaf.atom() instanceof Index
                    ? node
                    : Substitution.withOperands(
                            scalars,
                            node,
                            node.operands().stream().map(done::get).toList());
            done.put(node, replacement.apply(same).orElse(same));
        }
        return done.get(root);
    }

    /** Writes one equation for the segment. */
    private final class Writer {

        private final Equation equation;
        private final Index own;
        private final Map<Index, Scalar> changed = new LinkedHashMap<>();
        private final List<Index> indices = new ArrayList<>();
        private final List<Index> reduced = new ArrayList<>();

        Writer(Equation equation) {
            this.equation = equation;
            Index time = timeline.time(equation);
            this.own = builder.freshIndex(size);
            changed.put(time, plus(read(start), builder.node(own)));
            equation.indices().forEach(index -> indices.add(index == time ? own : renewed(index)));
            equation.reduced().forEach(index -> reduced.add(index == time ? own : renewed(index)));
        }

        /** An index whose range depends on the step. */
        private Index renewed(Index index) {
            Scalar extent = written(index.extent());
            if (extent == index.extent()) {
                return index;
            }
            Index renewed = builder.freshIndex(extent);
            changed.put(index, builder.node(renewed));
            return renewed;
        }

        void define(Tensor target) {
            builder.redefine(
                    target,
                    indices,
                    equation.reduction(),
                    reduced,
                    written(equation.filter()),
                    written(equation.body()),
                    equation.names());
        }

        private Scalar written(Scalar root) {
            return mapped(root, this::leaf);
        }

        private Optional<Scalar> leaf(Scalar node) {
            if (node instanceof Leaf leaf && leaf.atom() instanceof Index index) {
                return Optional.ofNullable(changed.get(index));
            }
            if (!(node instanceof Leaf leaf && leaf.atom() instanceof Read read)) {
                return Optional.empty();
            }
            return timeline.axes().containsKey(read.tensor()) ? Optional.of(inside(read)) : Optional.empty();
        }

        /** A read of what goes along with the steps. */
        private Scalar inside(Read read) {
            int axis = timeline.axes().get(read.tensor());
            int lag = -ahead(read, axis).getAsInt();
            Scalar here = at(locals.get(read.tensor()), read, axis, -lag);
            return lag == 0
                    ? here
                    : scalars.choice(
                            scalars.lessOrEqual(scalars.integer(lag), builder.node(own)),
                            here,
                            at(carried.get(read.tensor()), read, axis, timeline.lag(read.tensor()) - lag));
        }

        private Scalar at(Tensor tensor, Read read, int axis, int ahead) {
            List<Scalar> at = new ArrayList<>(read.subscripts());
            at.set(axis, Affine.of(builder.node(own)).plus(ahead).toScalar(scalars));
            return builder.read(tensor, at);
        }

        private OptionalInt ahead(Read read, int axis) {
            OptionalLong value = Affine.of(read.subscripts().get(axis))
                    .minus(Affine.of(read(start)))
                    .minus(Affine.of(builder.node(own)))
                    .value();
            return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
        }
    }
}
