package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Code;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Assumption;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Leafs;
import dev.chainrule.equation.Origin;
import dev.chainrule.equation.Proof;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Differentials;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What all parts of one model's elaboration share: the equations so far, the index of each axis, the messages. */
final class Context {

    private final EquationSystem.Builder equations;
    private final Diagnostics diagnostics;
    private final CallStack calls;
    private final Optional<TrainingNames> training;
    private final boolean rehearsing;
    private final Indices indices;
    private final Needs needs = new Needs();
    private final Set<String> recurring = new HashSet<>();
    private final Doubts doubts = new Doubts();
    private final int[] variables; // how many, shared with rehearsals
    private final Map<List<Span>, ModuleApplication> applications = new LinkedHashMap<>();
    private int mistakes;
    private String defining = "value";
    private String elaborated = "";

    /** @param network whether there is training that equations may speak of */
    Context(Scalars scalars, Diagnostics diagnostics, Library library, boolean network) {
        this.equations = EquationSystem.builder(scalars);
        this.diagnostics = diagnostics;
        this.calls = new CallStack(library::owns);
        this.training = network ? Optional.of(new TrainingNames(equations)) : Optional.empty();
        this.rehearsing = false;
        this.variables = new int[1];
        this.indices = new Indices(equations);
    }

    private Context(Context real) {
        this.equations = real.equations.rehearsal();
        this.diagnostics = new Diagnostics();
        this.calls = real.calls.rehearsal();
        this.training = real.training.map(any -> new TrainingNames(equations));
        this.rehearsing = true;
        this.variables = real.variables;
        this.indices = real.indices;
    }

    /** A context whose equations and messages are forgotten, and in which what is poisoned contributes no axes. */
    Context rehearsal() {
        return new Context(this);
    }

    boolean rehearsing() {
        return rehearsing;
    }

    /** Says that an equation needs elements of its own. */
    void recurring(String name) {
        recurring.add(name);
    }

    boolean isRecurring(String name) {
        return recurring.contains(name);
    }

    /** How many mistakes were found, those that had been told before as well. */
    int mistakes() {
        return mistakes;
    }

    /** What equations may say of training; empty for a function, which has none. */
    Optional<TrainingNames> training() {
        return training;
    }

    /** The functions that are being put into their callers. */
    CallStack calls() {
        return calls;
    }

    EquationSystem.Builder equations() {
        return equations;
    }

    Scalars scalars() {
        return equations.scalars();
    }

    Scalar always() {
        return scalars().bool(true);
    }

    Value poison() {
        return Value.poison(scalars().zero(), always());
    }

    /** A value without a reduction of its own. */
    Value plain(List<Axis> axes, Scalar body) {
        return Value.of(axes, body, always());
    }

    /** Reports and gives poison, which after a warning nobody takes. */
    Value report(Diagnostic diagnostic) {
        mistakes += diagnostic.code().isError() ? 1 : 0;
        diagnostics.report(calls.told(diagnostic));
        return poison();
    }

    Value report(Code code, Span at, String title) {
        return report(Diagnostic.of(code, at, title));
    }

    /** Lets proofs use a condition on lengths, which is checked where these come in. Nothing new if it is proven. */
    void assume(Scalar condition, String broken, Span at) {
        if (condition instanceof Constant constant && constant.isTrue() || proof().implies(condition)) {
            return;
        }
        equations.assume(Needs.assumption(condition, broken, at));
    }

    /** What must hold of lengths for what is being defined. */
    Needs needs() {
        return needs;
    }

    /** What must hold for a tensor and for all that it is made of. */
    List<Assumption> needs(Tensor tensor) {
        return needs.of(tensor, equations);
    }

    /** What is known everywhere: what is assumed of lengths. */
    Proof proof() {
        return equations.proof();
    }

    /** The network's equation that is being elaborated, with all that is put into it. */
    void elaborating(String equation) {
        elaborated = equation;
    }

    /** Takes note of a module with updates that is applied here, once for each place. */
    void applied(ModuleInstance instance, List<Scalar> copy, Environment inside) {
        List<CallStack.Call> standing = calls.standing();
        applications.put(
                standing.stream().map(CallStack.Call::at).toList(),
                new ModuleApplication(instance, copy, inside, elaborated, standing));
    }

    /** The modules with updates that have been applied, each after those whose results it gets. */
    Collection<ModuleApplication> applications() {
        return applications.values();
    }

    /** The name after which lifted reductions are called. */
    void defining(String name) {
        defining = name;
    }

    /** What is not judged again. */
    Doubts doubts() {
        return doubts;
    }

    /** Whether an index may have a name; if not, that is told once of what is declared under it. */
    boolean isFreeIndex(Name name, Scope scope) {
        Optional<Named> known = scope.find(name.text()).filter(named -> !(named instanceof Named.Inline));
        if (known.isEmpty()) {
            return true;
        }
        if (!doubts.ofName(name.text())) {
            report(Diagnostic.of(MeaningCodes.DUPLICATE, name.span(), name + " is already the name of something else")
                    .with(known.get().at(), "it is declared here"));
        }
        if (!(known.get() instanceof Named.Bound)) {
            doubts.name(name.text());
        }
        return false;
    }

    String definingName() {
        return defining;
    }

    /** Marks an equation's right side as something that derivatives are taken for, unlike any other with the same. */
    Value marked(Value value) {
        Scalar number = scalars().real(++variables[0]);
        return new Value(
                value.axes(),
                scalars().call(Differentials.VARIABLE, value.body(), number),
                value.reduction(),
                value.reduced(),
                value.reducedNames(),
                value.filter(),
                value.whole(),
                value.indexOf(),
                value.poison());
    }

    /**
     * A value as the elements of a tensor of its own, so that derivatives can be taken for it; itself, if it is the elements
     * of a tensor already that is an input, a parameter, or marked.
     */
    Value variable(String name, Value value) {
        Value settled = settled(value);
        if (settled.poison() || settled.type() != Type.REAL || isVariable(settled.body())) {
            return settled;
        }
        return named(name, settled, marked(settled), Leafs.indices(List.of(settled.body())));
    }

    /**
     * A value as the elements of a tensor of its own, with an axis for each index that is bound around and then its axes.
     *
     * @param value what is named
     * @param element its elements
     * @param free the indices in it
     */
    private Value named(String name, Value value, Value element, Collection<Index> free) {
        Set<Index> around = new LinkedHashSet<>(free);
        value.axes().forEach(axis -> around.remove(axis.index()));
        Box box = Box.of(this, around, element);
        List<Index> indices = new ArrayList<>(box.axes());
        List<Scalar> subscripts = new ArrayList<>(box.subscripts());
        for (Axis axis : value.axes()) {
            indices.add(axis.index());
            subscripts.add(equations.node(axis.index()));
        }
        Tensor tensor = define(name, Optional.empty(), indices, box.inside(element));
        return Value.of(value.axes(), equations.read(tensor, subscripts), always());
    }

    private boolean isVariable(Scalar body) {
        if (!(body instanceof Leaf leaf && leaf.atom() instanceof Read read)) {
            return false;
        }
        Optional<Equation> definition = equations.definition(read.tensor());
        return definition.isPresent()
                ? definition.get().body().is(Differentials.VARIABLE)
                : read.tensor().role() != Tensor.Role.DEFINED
                        || recurring.contains(read.tensor().name());
    }

    /** The indices of axes and of places, which a rehearsal shares. */
    Indices indices() {
        return indices;
    }

    /** A value of a tensor's elements, under the common indices of its dims. */
    Value whole(Tensor tensor) {
        List<Axis> all = new ArrayList<>();
        List<Scalar> subscripts = new ArrayList<>();
        Map<Dim, Integer> seen = new HashMap<>();
        for (int axis = 0; axis < tensor.rank(); axis++) {
            Dim dim = tensor.dim(axis).orElseThrow();
            Index index = indices.ofAxis(dim, seen.merge(dim, 1, Integer::sum) - 1);
            all.add(new Axis(dim, index));
            subscripts.add(equations.node(index));
        }
        return Value.of(all, equations.read(tensor, subscripts), always()).indexing(tensor.indexOf());
    }

    /** A value whose reduction, if it has one, is an equation of its own with just the indices that it uses. */
    Value settled(Value value) {
        if (value.reduction() == Reduction.NONE) {
            return value;
        }
        Set<Index> free = new LinkedHashSet<>(Leafs.indices(List.of(value.body(), value.filter())));
        value.reduced().forEach(index -> free.addAll(Leafs.indices(List.of(index.extent()))));
        value.reduced().forEach(free::remove);
        return named(defining + suffix(value.reduction()), value, value, free).indexing(value.indexOf());
    }

    private static String suffix(Reduction reduction) {
        return switch (reduction) {
            case NONE -> "";
            case SUM -> "Sum";
            case PROD -> "Product";
            case MAX -> "Max";
            case MIN -> "Min";
            case ARGMAX -> "ArgMax";
            case ARGMIN -> "ArgMin";
        };
    }

    /** The equation of a value under given indices. */
    Tensor define(String name, Optional<Origin> origin, List<Index> indices, Value value) {
        Tensor tensor = equations.define(
                name,
                origin,
                value.indexOf(),
                indices,
                value.reduction(),
                value.reduced(),
                value.filter(),
                value.body(),
                displayNames(indices, value));
        if (origin.isPresent()) { // a sum that was lifted out may be another equation's, which has no such needs
            needs.settle(tensor);
        }
        return tensor;
    }

    private List<String> displayNames(List<Index> axes, Value value) {
        List<Index> all = new ArrayList<>(axes);
        all.addAll(value.reduced());
        return indices.namesOf(all);
    }

    /** Gives a declared tensor its equation, under given indices. */
    void redefine(Tensor tensor, List<Index> indices, Value value) {
        equations.redefine(
                tensor,
                indices,
                value.reduction(),
                value.reduced(),
                value.filter(),
                value.body(),
                displayNames(indices, value));
        needs.settle(tensor);
    }
}
