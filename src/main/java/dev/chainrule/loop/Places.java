package dev.chainrule.loop;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import dev.chainrule.schedule.Buffer;
import dev.chainrule.schedule.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables of a class, one for each thing, and the places of its tensors. */
final class Places {

    private final Model model;
    private final Map<Dim, Variable> dims = new LinkedHashMap<>();
    private final Map<Tensor, Variable> inputs = new LinkedHashMap<>();
    private final Map<String, Variable> counters = new HashMap<>();
    private final Map<Tensor, Variable> fields = new LinkedHashMap<>();
    private final Map<Buffer, Variable> buffers = new LinkedHashMap<>();
    private final Map<Tensor, Variable> carried = new HashMap<>();
    private final Map<Object, Variable> shared = new HashMap<>();
    private final Map<String, Variable> vectors = new HashMap<>();
    private final List<Variable> workspaces = new ArrayList<>();
    private final Map<Tensor, Place> parameters = new HashMap<>();
    private final Optional<Variable> flatParameters;

    Places(Model model) {
        this.model = model;
        for (Dim dim : model.dims()) {
            if (dim.fixedLength().isEmpty()) {
                dims.put(dim, Variable.local(dim.name(), Variable.Kind.INT));
            }
        }
        model.inputs().forEach(input -> inputs.put(input.tensor(), inputVariable(input.tensor())));
        model.hypers()
                .forEach(hyper ->
                        fields.put(hyper.tensor(), Variable.field(hyper.tensor().name(), Variable.Kind.REAL)));
        flatParameters = model.kind() == Model.Kind.NETWORK
                ? Optional.of(Variable.field("parameters", Variable.Kind.REALS))
                : Optional.empty();
        model.optimizer().ifPresent(this::addOptimizer);
        addTraining(model.training());
        model.parameters()
                .forEach(parameter -> parameters.put(
                        parameter.tensor(),
                        flat(
                                flatParameters.orElseThrow(),
                                new Expression.Offset(parameter.tensor()),
                                parameter.tensor())));
    }

    private void addOptimizer(Model.Optimizer optimizer) {
        fields.put(optimizer.parameters(), flatParameters.orElseThrow());
        fields.put(optimizer.gradient(), Variable.field("gradient", Variable.Kind.REALS));
        optimizer.states().forEach(state -> fields.put(state.tensor(), array(state.tensor())));
    }

    private void addTraining(Model.Training training) {
        training.step().ifPresent(step -> fields.put(step, Variable.field(step.name(), Variable.Kind.INT)));
        training.seed().ifPresent(seed -> fields.put(seed, Variable.field(seed.name(), Variable.Kind.INT)));
        training.states().forEach(state -> fields.put(state.tensor(), array(state.tensor())));
    }

    private static Variable array(Tensor tensor) {
        return Variable.field(tensor.name(), Variable.Kind.REALS);
    }

    private static Variable inputVariable(Tensor tensor) {
        boolean real = tensor.type() == Type.REAL;
        Variable.Kind kind = tensor.rank() == 0
                ? (real ? Variable.Kind.REAL : Variable.Kind.INT)
                : (real ? Variable.Kind.REALS : Variable.Kind.INTS);
        return Variable.local(tensor.name(), kind);
    }

    /** All of a tensor in a flat array. */
    Place flat(Variable array, Expression offset, Tensor tensor) {
        return new Place(array, offset, extents(tensor), allAxes(tensor));
    }

    private static List<Integer> allAxes(Tensor tensor) {
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < tensor.rank(); axis++) {
            axes.add(axis);
        }
        return axes;
    }

    List<Expression> extents(Tensor tensor) {
        return tensor.extents().stream().map(this::length).toList();
    }

    /** An expression over sizes; short by nature, so that the recursion is shallow. */
    Expression length(Scalar extent) {
        if (extent instanceof Constant constant) {
            return Expressions.integer(constant.longValue());
        }
        if (extent instanceof Call call) {
            return new Expression.Apply(
                    call.function(), call.operands().stream().map(this::length).toList());
        }
        if (extent instanceof Leaf leaf && leaf.atom() instanceof SizeOf size) {
            return size(size.dim());
        }
        throw new IllegalStateException("the length of an axis depends on " + extent);
    }

    Expression size(Dim dim) {
        if (dim.fixedLength().isPresent()) {
            return new Expression.Size(dim);
        }
        return Expressions.use(dims.computeIfAbsent(dim, any -> Variable.local(dim.name(), Variable.Kind.INT)));
    }

    Variable dim(Dim dim) {
        return dims.computeIfAbsent(dim, any -> Variable.local(dim.name(), Variable.Kind.INT));
    }

    /** Whether an array is an input or a field that the schedule did not make. */
    boolean isGiven(Variable variable) {
        return inputs.containsValue(variable) || flatParameters.stream().anyMatch(known -> known == variable);
    }

    /** Whether a variable is a buffer's array or a row of one, for all that is known: no input, and nothing that outlives a call. */
    boolean mayBeBuffer(Variable variable) {
        boolean array = switch (variable.kind()) {
            case REALS, INTS, ROWS, INT_ROWS -> true;
            case REAL, INT, BOOLEAN -> false;
        };
        return array && !isGiven(variable) && !fields.containsValue(variable);
    }

    /** The counter of a loop over time, under its name: what the steps' kernels call it too. */
    Variable counter(String name) {
        return counters.computeIfAbsent(name, any -> Variable.local(name, Variable.Kind.INT));
    }

    Variable input(Tensor tensor) {
        return inputs.get(tensor);
    }

    Map<Tensor, Variable> fields() {
        return fields;
    }

    Optional<Variable> flatParameters() {
        return flatParameters;
    }

    /** The arrays that outlive a call, in order of their first use. */
    List<Variable> workspaces() {
        return workspaces;
    }

    /** The variable that a caller's gradient goes to: the field of a step, or a parameter of that name. */
    Variable gradient() {
        return model.optimizer()
                .map(optimizer -> fields.get(optimizer.gradient()))
                .orElseGet(() ->
                        Variable.local(model.kind() == Model.Kind.NETWORK ? "gradient" : "out", Variable.Kind.REALS));
    }

    /** The place of a tensor that no equation of the entry produces; empty for one that some equation defines. */
    Optional<Place> given(Tensor tensor) {
        if (parameters.containsKey(tensor)) {
            return Optional.of(parameters.get(tensor));
        }
        Variable variable = inputs.containsKey(tensor) ? inputs.get(tensor) : fields.get(tensor);
        return Optional.ofNullable(variable).map(known -> flat(known, Expressions.ZERO, tensor));
    }

    /** The array that a caller gives besides the inputs; the same variable in all methods that have one of the name. */
    Variable vector(Entry.Vector vector) {
        return vectors.computeIfAbsent(vector.name(), name -> Variable.local(name, Variable.Kind.REALS));
    }

    /** The array of what phases leave to each other; all entries use the same. */
    Place carried(Tensor tensor) {
        Variable.Kind kind = tensor.type() == Type.INTEGER ? Variable.Kind.INTS : Variable.Kind.REALS;
        Variable array = carried.computeIfAbsent(tensor, any -> scratch(any.name(), kind));
        return flat(array, Expressions.ZERO, tensor);
    }

    /** The place of a tensor that an entry keeps for itself. */
    Place kept(Tensor tensor, Storage storage) {
        List<Expression> all = extents(tensor);
        List<Expression> extents = storage.axes().stream().map(all::get).toList();
        boolean borrowed = storage.array().isPresent();
        Variable variable = buffers.computeIfAbsent(
                new Buffer(tensor, storage.axes()), any -> buffer(tensor, extents.size(), borrowed));
        return new Place(variable, Expressions.ZERO, extents, storage.axes());
    }

    /** The place that a buffer's array has if the buffer has it for itself. */
    Place array(Buffer buffer) {
        return kept(buffer.tensor(), new Storage(Storage.Kind.BUFFER, buffer.axes(), Optional.empty()));
    }

    private Variable buffer(Tensor tensor, int axes, boolean borrowed) {
        boolean whole = tensor.type() == Type.INTEGER;
        if (axes == 0) {
            Variable.Kind kind = whole
                    ? Variable.Kind.INT
                    : tensor.type() == Type.BOOLEAN ? Variable.Kind.BOOLEAN : Variable.Kind.REAL;
            return Variable.local(tensor.name(), kind);
        }
        Variable.Kind kind = axes == 1
                ? (whole ? Variable.Kind.INTS : Variable.Kind.REALS)
                : (whole ? Variable.Kind.INT_ROWS : Variable.Kind.ROWS);
        return borrowed ? Variable.local(tensor.name(), kind) : scratch(tensor.name(), kind);
    }

    /** An array that is not a tensor: a tile of sums, a panel. It lives like a buffer. */
    Variable scratch(String name, Variable.Kind kind) {
        if (model.kind() == Model.Kind.FUNCTION) {
            return Variable.local(name, kind);
        }
        Variable field = Variable.field(name, kind);
        workspaces.add(field);
        return field;
    }

    /** Rows of a given length that kernels use one after the other, each for itself. */
    Variable shared(String name, Scalar length) {
        return shared.computeIfAbsent(List.of(name, length), any -> lazyScratch(name, Variable.Kind.ROWS));
    }

    /** The same, but it becomes a workspace only if {@link #needed} says so. */
    Variable lazyScratch(String name, Variable.Kind kind) {
        return model.kind() == Model.Kind.FUNCTION ? Variable.local(name, kind) : Variable.field(name, kind);
    }

    void needed(List<Variable> scratch) {
        if (model.kind() == Model.Kind.NETWORK) {
            scratch.stream().filter(variable -> !workspaces.contains(variable)).forEach(workspaces::add);
        }
    }
}
