package dev.chainrule.loop;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.schedule.EntrySchedule;
import dev.chainrule.schedule.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a schedule into methods: entries that call kernels, none of them too long. */
public final class Loops {

    private final Schedule schedule;
    private final Model model;
    private final Places places;
    private final KernelTable kernels = new KernelTable();
    private final MultiplyAddKernels multiplyAdds;
    private final Variable gradient;
    private final int largestMethod;
    private final Guarding guarding;

    private Loops(Schedule schedule, int largestMethod, boolean checked) {
        this.schedule = schedule;
        this.largestMethod = largestMethod;
        this.guarding = checked ? Guarding.of(schedule.model().system()) : Guarding.none();
        this.model = schedule.model();
        this.places = new Places(model);
        this.multiplyAdds = new MultiplyAddKernels(model.fast());
        this.gradient = places.gradient();
    }

    /** The plan of the model's class. */
    public static ClassPlan lower(Schedule schedule) {
        return lower(schedule, Lowering.METHOD, false);
    }

    /** The same with another limit of the bytes of a method. */
    public static ClassPlan lower(Schedule schedule, int largestMethod) {
        return lower(schedule, largestMethod, false);
    }

    /**
     * The same of code that may check itself.
     *
     * @param checked whether the code checks every read, and every value that an equation gives; the schedule has no
     *     epilogues then
     */
    public static ClassPlan lower(Schedule schedule, int largestMethod, boolean checked) {
        return new Loops(schedule, largestMethod, checked).run();
    }

    private ClassPlan run() {
        List<ClassPlan.EntryMethod> entries = new ArrayList<>();
        for (EntrySchedule entry : schedule.entries()) {
            entries.add(entry(entry));
        }
        List<Method> methods = new ArrayList<>(kernels.methods());
        methods.addAll(multiplyAdds.methods());
        return new ClassPlan(
                model, entries, methods, places.flatParameters(), places.fields(), places.workspaces(), false);
    }

    private ClassPlan.EntryMethod entry(EntrySchedule scheduled) {
        Entry entry = scheduled.entry();
        boolean toArray = entry.results().stream().anyMatch(result -> isCallers(result.destination()));
        boolean differentiates = entry.kind() == Entry.Kind.GRADIENT || entry.kind() == Entry.Kind.STEP;
        Variable out = differentiates ? gradient : Variable.local("out", outKind(entry));
        List<Statement> body = new EntryLowering(
                        model, scheduled, places, kernels, multiplyAdds, out, largestMethod, guarding)
                .lower();
        EquationSystem read = model.system().reachable(needed(entry));
        Map<Tensor, Variable> inputs = inputs(entry, read);
        Map<Dim, Variable> dims = dims(entry, read, inputs);
        List<Statement> statements = new ArrayList<>(computedDims(body));
        statements.addAll(body);
        List<Variable> parameters = new ArrayList<>(inputs.values());
        parameters.addAll(dims.values());
        Optional<Variable> vector = entry.vector().map(places::vector);
        vector.ifPresent(parameters::add);
        if (toArray) {
            parameters.add(out);
        }
        Optional<Variable.Kind> result = entry.results().stream()
                .filter(one -> one.destination() == Entry.Destination.RETURNED)
                .map(one -> OpenBlocks.kind(one.value().type()))
                .findFirst();
        Method method = new Method(entry.name(), List.of(), result, parameters, statements);
        return new ClassPlan.EntryMethod(
                entry,
                method,
                inputs,
                dims,
                vector,
                toArray ? Optional.of(out) : Optional.empty(),
                toArray ? Optional.of(outLength(entry)) : Optional.empty());
    }

    /** Whether a result goes to an array of the caller. */
    private static boolean isCallers(Entry.Destination destination) {
        return destination == Entry.Destination.OUT
                || destination == Entry.Destination.PARTIAL
                || destination == Entry.Destination.BLOCK
                || destination == Entry.Destination.MIRRORED;
    }

    private static Variable.Kind outKind(Entry entry) {
        boolean whole =
                entry.results().stream().anyMatch(result -> result.value().type() == dev.chainrule.scalar.Type.INTEGER);
        return whole ? Variable.Kind.INTS : Variable.Kind.REALS;
    }

    /** What decides over an entry's arguments: a derivative has those of what is differentiated. */
    private static List<Tensor> asked(Entry entry) {
        if (entry.of().isPresent()) {
            return List.of(entry.of().get());
        }
        return entry.results().stream()
                .filter(result -> result.destination() != Entry.Destination.PARTIAL)
                .map(Entry.Result::value)
                .toList();
    }

    /**
     * What is computed besides, too: what a value reads may be simplified away, and where its gradient goes still depend on
     * it.
     */
    private static List<Tensor> needed(Entry entry) {
        List<Tensor> needed = new ArrayList<>(asked(entry));
        entry.results().forEach(result -> needed.add(result.value()));
        entry.checkpoints().ifPresent(segments -> needed.addAll(segments.computed()));
        return needed;
    }

    private Map<Tensor, Variable> inputs(Entry entry, EquationSystem read) {
        Set<Tensor> tensors = new LinkedHashSet<>(asked(entry));
        for (Equation equation : read.equations()) {
            tensors.addAll(Reads.tensors(equation));
        }
        Map<Tensor, Variable> inputs = new LinkedHashMap<>();
        for (Model.Input input : model.inputs()) {
            if (model.kind() == Model.Kind.FUNCTION || tensors.contains(input.tensor())) {
                inputs.put(input.tensor(), places.input(input.tensor()));
            }
        }
        return inputs;
    }

    private Map<Dim, Variable> dims(Entry entry, EquationSystem read, Map<Tensor, Variable> inputs) {
        Set<Dim> needed = new LinkedHashSet<>();
        List<Scalar> roots = new ArrayList<>();
        inputs.keySet().forEach(input -> {
            roots.addAll(input.extents());
            input.indexOf().ifPresent(dim -> roots.add(model.system().scalars().leaf(new SizeOf(dim))));
        });
        asked(entry).forEach(tensor -> roots.addAll(tensor.extents()));
        for (Equation equation : read.equations()) {
            roots.add(equation.filter());
            roots.add(equation.body());
            equation.indices().forEach(index -> roots.add(index.extent()));
            equation.reduced().forEach(index -> roots.add(index.extent()));
        }
        addSizes(roots, needed);
        Map<Dim, Variable> dims = new LinkedHashMap<>();
        for (Dim dim : model.dims()) {
            if (dim.isOpen() && (model.kind() == Model.Kind.FUNCTION || needed.contains(dim))) {
                dims.put(dim, places.dim(dim));
            }
        }
        return dims;
    }

    private static void addSizes(List<Scalar> roots, Set<Dim> needed) {
        for (Scalar node : Traversal.operandsFirst(roots)) {
            if (node instanceof Leaf leaf && leaf.atom() instanceof SizeOf size) {
                needed.add(size.dim());
                size.dim().formula().ifPresent(formula -> addSizes(List.of(formula), needed));
            }
        }
    }

    /** Locals for the computed dims that the body uses, those they depend on first. */
    private List<Statement> computedDims(List<Statement> body) {
        Set<Variable> used = new LinkedHashSet<>(FreeVariables.of(body));
        List<Statement> lets = new ArrayList<>();
        List<Dim> computed =
                model.dims().stream().filter(dim -> dim.formula().isPresent()).toList();
        for (int i = computed.size() - 1; i >= 0; i--) {
            Dim dim = computed.get(i);
            if (used.contains(places.dim(dim))) {
                Statement let = new Statement.Let(
                        places.dim(dim), places.length(dim.formula().orElseThrow()));
                lets.add(0, let);
                used.addAll(FreeVariables.of(List.of(let)));
            }
        }
        return lets;
    }

    private Expression outLength(Entry entry) {
        Expression length = Expressions.ZERO;
        for (Entry.Result result : entry.results()) {
            if (isCallers(result.destination())) {
                length = Expressions.plus(length, Place.product(places.extents(result.value())));
            }
        }
        return length;
    }
}
