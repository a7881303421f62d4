package dev.chainrule.loop;

import dev.chainrule.equation.Checkpoints;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import dev.chainrule.schedule.Contraction;
import dev.chainrule.schedule.EntrySchedule;
import dev.chainrule.schedule.Step;
import dev.chainrule.schedule.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One entry as a method: each loop nest and each contraction of a network is a kernel that it calls; a function, which is
 * one computation, keeps its loops in the method itself.
 */
final class EntryLowering {

    private final Model model;
    private final EntrySchedule schedule;
    private final Places places;
    private final KernelTable kernels;
    private final MultiplyAddKernels multiplyAdds;
    private final Scalars scalars;
    private final Destinations destinations;
    private final Copies copies;
    private final KernelLowering kernelLowering;
    private final Map<Tensor, Place> own = new HashMap<>();
    private final Set<Tensor> assigned = new HashSet<>();
    private Set<Statement> allocations = new LinkedHashSet<>();
    private final Map<Index, Variable> open = new LinkedHashMap<>();
    private List<Statement> borrowed = new ArrayList<>();
    private NestLowering body;
    private Optional<Variable> segment = Optional.empty(); // the number of the one at hand
    private final int largestMethod;
    private final Guarding guarding;

    EntryLowering(
            Model model,
            EntrySchedule schedule,
            Places places,
            KernelTable kernels,
            MultiplyAddKernels multiplyAdds,
            Variable out,
            int largestMethod,
            Guarding guarding) {
        this.model = model;
        this.schedule = schedule;
        this.places = places;
        this.kernels = kernels;
        this.multiplyAdds = multiplyAdds;
        this.scalars = model.system().scalars();
        this.largestMethod = largestMethod;
        this.guarding = guarding;
        this.destinations = new Destinations(model, places, out);
        this.copies = new Copies(places);
        this.kernelLowering = new KernelLowering(
                places,
                kernels,
                largestMethod,
                this::place,
                tensor -> own.containsKey(tensor) || places.given(tensor).isPresent(),
                this::nest,
                this::contracted);
        this.body = nest();
    }

    private NestLowering nest() {
        NestLowering nest =
                new NestLowering(places, this::place, scalars, assigned, open, this::inlineContraction, guarding);
        open.forEach(nest.bodies()::know);
        return nest;
    }

    private Place place(Tensor tensor) {
        Place place = own.get(tensor);
        return place != null
                ? place
                : places.given(tensor).orElseThrow(() -> new IllegalStateException("no place for " + tensor));
    }

    /** The statements of the method's body. */
    List<Statement> lower() {
        List<Delivery> deliveries = givePlaces();
        if (model.kind() == Model.Kind.FUNCTION) {
            body.add(schedule.steps());
        } else {
            lower(schedule.steps());
        }
        deliveries.forEach(this::deliver);
        List<Statement> statements = body.finish();
        MethodCutter cutter = new MethodCutter(schedule.entry().name(), largestMethod, places);
        List<Statement> cut = cutter.cut(statements);
        kernels.addAll(cutter.methods());
        places.needed(cutter.crossing().arrays());
        List<Statement> all = new ArrayList<>(allocations);
        all.addAll(cutter.crossing().allocations());
        all.addAll(borrowed());
        all.addAll(cut);
        return all;
    }

    private List<Statement> borrowed() {
        List<Statement> statements = new ArrayList<>();
        if (!borrowed.isEmpty()) {
            statements.add(new Statement.Comment(List.of("Buffers whose lives do not touch share an array.")));
            statements.addAll(borrowed);
        }
        return statements;
    }

    /** A result that is computed elsewhere than where it must go. */
    private record Delivery(Entry.Result result, Optional<Place> to) {}

    private List<Delivery> givePlaces() {
        List<Delivery> deliveries = new ArrayList<>();
        schedule.entry().vector().ifPresent(this::giveVector);
        for (Entry.Result result : schedule.entry().computed()) {
            if (result.destination() == Entry.Destination.RETURNED) {
                deliveries.add(new Delivery(result, Optional.empty()));
                continue;
            }
            Place to = destinations.of(result);
            boolean computed = Optional.ofNullable(schedule.storage().get(result.value()))
                    .filter(storage -> storage.kind() == Storage.Kind.RESULT)
                    .isPresent();
            boolean number =
                    model.kind() == Model.Kind.FUNCTION && result.value().rank() == 0; // a local, as it reads best
            boolean mirrored = result.destination() == Entry.Destination.MIRRORED;
            if (!computed || number || mirrored || own.containsKey(result.value()) || !fits(result.value(), to)) {
                deliveries.add(new Delivery(result, Optional.of(to)));
            } else {
                own.put(result.value(), to);
                if (result.destination() == Entry.Destination.ASSIGNED) {
                    assigned.add(result.value());
                }
            }
        }
        Set<Tensor> later = new HashSet<>();
        segmented().forEach(segments -> later.addAll(Segments.produced(segments.body())));
        later.removeAll(Segments.produced(schedule.steps().stream()
                .filter(step -> !(step instanceof Step.Segmented)) // what is there before a segment computes it again
                .toList()));
        schedule.storage().forEach((tensor, storage) -> {
            if (!own.containsKey(tensor)) {
                own.put(tensor, places.kept(tensor, storage));
                if (!later.contains(tensor)) {
                    allocate(tensor, storage);
                }
            }
        });
        schedule.entry().checkpoints().ifPresent(this::giveCarried);
        deliveries.sort((a, b) -> Boolean.compare(a.to().isEmpty(), b.to().isEmpty())); // the return comes last
        return deliveries;
    }

    private Stream<Step.Segmented> segmented() {
        return schedule.steps().stream()
                .filter(Step.Segmented.class::isInstance)
                .map(Step.Segmented.class::cast);
    }

    private void allocate(Tensor tensor, Storage storage) {
        Place place = own.get(tensor);
        if (!place.isScalar()) {
            Place array = storage.array().map(places::array).orElse(place);
            allocations.add(allocation(array));
            if (array != place) {
                borrowed.add(new Statement.Let(place.variable(), Expressions.use(array.variable())));
            }
        }
    }

    /** What phases leave to each other. */
    private void giveCarried(Checkpoints checkpoints) {
        own.put(
                checkpoints.start(),
                new Place(places.counter(checkpoints.start().name()), Expressions.ZERO, List.of(), List.of()));
        checkpoints.phases().stream()
                .flatMap(phase -> Stream.concat(phase.before().stream(), phase.after().stream()))
                .forEach(move -> {
                    Place place = places.carried(move.to());
                    own.put(move.to(), place);
                    allocations.add(new Statement.Allocate(place.variable(), List.of(place.size())));
                });
    }

    /** Whether a tensor can be computed where it must go: a contraction writes row by row. */
    private boolean fits(Tensor tensor, Place to) {
        return to.isAdjacent()
                || withSequences(schedule.steps())
                        .noneMatch(step -> step instanceof Step.Contract contract
                                && contract.contraction().stored() == tensor);
    }

    /** The steps, those of a recurrence among them. */
    private static Stream<Step> withSequences(List<Step> steps) {
        return steps.stream()
                .flatMap(step -> step instanceof Step.Sequence sequence
                        ? withSequences(sequence.body())
                        : step instanceof Step.Segmented segments ? withSequences(segments.body()) : Stream.of(step));
    }

    /** The parts of the vector that the caller gives stand in one array. */
    private void giveVector(Entry.Vector vector) {
        for (Entry.Part part : vector.parts()) {
            own.put(part.tensor(), places.flat(places.vector(vector), destinations.offset(part), part.tensor()));
        }
    }

    private static Statement allocation(Place place) {
        return new Statement.Allocate(
                place.variable(),
                place.hasRows()
                        ? List.of(
                                place.rows(),
                                Expressions.count(
                                        place.extents().get(place.extents().size() - 1)))
                        : List.of(place.size()));
    }

    private void deliver(Delivery delivery) {
        Tensor tensor = delivery.result().value();
        Place from = place(tensor);
        if (delivery.to().isEmpty()) {
            Expression value = from.isScalar()
                    ? Expressions.use(from.variable())
                    : Expressions.element(Expressions.use(from.variable()), from.flat(List.of()));
            body.bodies().innermost().add(new Statement.Return(value));
        } else {
            boolean mirrored = delivery.result().destination() == Entry.Destination.MIRRORED;
            int turned = mirrored ? delivery.result().of().orElseThrow().rank() : 0;
            body.bodies()
                    .innermost()
                    .add(copies.elements(tensor, from, delivery.to().get(), turned));
        }
    }

    private void lower(List<Step> steps) {
        for (List<Step> segment : Segments.of(steps)) {
            if (segment.stream().allMatch(Step.Body.class::isInstance)) {
                body.add(segment);
            } else if (segment.get(0) instanceof Step.Sequence sequence) {
                lower(sequence);
            } else if (segment.get(0) instanceof Step.Segmented segments) {
                lower(segments);
            } else if (segment.get(0) instanceof Step.Move step) {
                move(step.move());
            } else if (kernelLowering.fits(segment)) {
                call(segment);
            } else {
                body.add(segment);
            }
        }
    }

    /** The loop over time stands in the entry; each step's loop nests are kernels that it calls with the time. */
    private void lower(Step.Sequence sequence) {
        BodyLowering bodies = body.bodies();
        Variable counter = places.counter(sequence.name());
        Expression to = bodies.value(sequence.time().extent());
        bodies.push(sequence.time(), counter);
        open.put(sequence.time(), counter);
        lower(sequence.body());
        open.remove(sequence.time());
        List<Statement> steps = bodies.pop();
        bodies.innermost().add(new Statement.For(counter, Expressions.ZERO, to, sequence.backward() ? -1 : 1, steps));
        Segments.produced(sequence.body()).forEach(bodies::complete);
    }

    /**
     * A loop over segments. Nothing that it computes is known outside, and nothing known outside is kept in a local in it:
     * what a segment reads, another one has changed.
     */
    private void lower(Step.Segmented segmented) {
        Checkpoints checkpoints = schedule.entry().checkpoints().orElseThrow();
        NestLowering around = body;
        Set<Statement> allocatedAround = allocations;
        List<Statement> borrowedAround = borrowed;
        body = nest();
        allocations = new LinkedHashSet<>();
        borrowed = new ArrayList<>();
        segment = Optional.of(places.counter("segmentNumber"));
        Expression every = Expressions.integer(checkpoints.every());
        Variable start = own.get(checkpoints.start()).variable();
        Expression first = Expressions.times(Expressions.use(segment.get()), every);
        Expression left = Expressions.minus(places.length(checkpoints.steps()), Expressions.use(start));
        List<Statement> statements = new ArrayList<>();
        statements.add(new Statement.Let(start, first));
        statements.add(new Statement.Let(places.dim(checkpoints.segment()), Expressions.apply(Whole.MIN, every, left)));
        Set<Tensor> produced = new HashSet<>(Segments.produced(segmented.body()));
        schedule.storage().forEach((tensor, storage) -> {
            if (produced.contains(tensor)) {
                allocate(tensor, storage);
            }
        });
        lower(segmented.body());
        statements.addAll(allocations);
        statements.addAll(borrowed());
        statements.addAll(body.finish());
        Statement loop = new Statement.For(
                segment.get(), Expressions.ZERO, count(checkpoints), segmented.backward() ? -1 : 1, statements);
        segment = Optional.empty();
        body = around;
        allocations = allocatedAround;
        borrowed = borrowedAround;
        body.bodies().innermost().add(loop);
    }

    private Expression count(Checkpoints checkpoints) {
        Expression all =
                Expressions.plus(places.length(checkpoints.steps()), Expressions.integer(checkpoints.every() - 1L));
        return Expressions.apply(Whole.FLOOR_DIVIDE, all, Expressions.integer(checkpoints.every()));
    }

    private void move(Checkpoints.Move move) {
        Place to = place(move.to());
        Block block = body.bodies().innermost();
        if (move.from().isEmpty()) {
            boolean whole = move.to().type() == Type.INTEGER;
            Expression zero = whole ? Expressions.ZERO : new Expression.Real(0);
            block.add(new Statement.Fill(Expressions.use(to.variable()), Expressions.ZERO, to.size(), zero));
            return;
        }
        Place from = place(move.from().get());
        Expression row = segment.map(Expressions::use)
                .orElseGet(() -> count(schedule.entry().checkpoints().orElseThrow()));
        switch (move.kind()) {
            case SET -> block.add(copies.elements(move.to(), from, to, 0));
            case SAVE ->
                block.add(Copies.stretch(from, Expressions.ZERO, to, Expressions.times(row, from.size()), from.size()));
            case RESTORE ->
                block.add(Copies.stretch(from, Expressions.times(row, to.size()), to, Expressions.ZERO, to.size()));
        }
    }

    private List<Statement> inlineContraction(Step.Contract contract) {
        Contracted contracted = contracted(contract.contraction());
        allocations.addAll(contracted.allocations());
        return contracted.statements();
    }

    private Contracted contracted(Contraction contraction) {
        if (guarding.isOn()) {
            boolean fused = model.fast();
            return new Contracted(
                    new CheckedSums(contraction, open, places, this::place, scalars, fused, guarding).lower(),
                    List.of());
        }
        ContractionLowering lowering =
                new ContractionLowering(contraction, open, places, this::place, scalars, multiplyAdds);
        List<Statement> statements = lowering.lower();
        places.needed(arrays(lowering.allocations()));
        return new Contracted(statements, lowering.allocations());
    }

    private static List<Variable> arrays(List<Statement> allocations) {
        return allocations.stream()
                .map(allocation -> ((Statement.Allocate) allocation).variable())
                .toList();
    }

    private void call(List<Step> segment) {
        KernelTable.Kernel kernel = kernelLowering.kernel(segment);
        allocations.addAll(kernel.before());
        Block block = body.bodies().innermost();
        block.add(new Statement.Invoke(
                kernel.method().result().map(any -> kernel.results().get(0)),
                kernel.method(),
                kernel.method().parameters().stream().map(Expressions::use).toList()));
        kernel.after().forEach(block::add);
        Segments.produced(segment).forEach(tensor -> body.bodies().complete(tensor));
    }
}
