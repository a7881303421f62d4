package dev.chainrule.loop;

import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Comparison;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Rounding;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import dev.chainrule.schedule.Step;
import dev.chainrule.schedule.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Turns steps into statements: loops, accumulators, stores. */
final class NestLowering implements Step.Visitor<Boolean> {

    /** The running result of a reduction, and for a position the best value so far. */
    private record Accumulator(Variable result, Optional<Variable> best) {}

    private final Places places;
    private final BodyLowering bodies;
    private final Function<Tensor, Place> placeOf;
    private final Scalars scalars;
    private final Set<Tensor> assigned;
    private final Map<Index, Variable> times; // of the loops over time that are open: contractions inside know them
    private final Function<Step.Contract, List<Statement>> contractions;
    private final Guarding guarding;
    private final Map<Tensor, Accumulator> accumulators = new HashMap<>();
    private Set<Tensor> readHere = Set.of(); // by the bodies of the loop that is being lowered

    NestLowering(
            Places places,
            Function<Tensor, Place> placeOf,
            Scalars scalars,
            Set<Tensor> assigned,
            Map<Index, Variable> times,
            Function<Step.Contract, List<Statement>> contractions,
            Guarding guarding) {
        this.places = places;
        this.bodies = new BodyLowering(places, placeOf);
        this.placeOf = placeOf;
        this.scalars = scalars;
        this.assigned = assigned;
        this.times = times;
        this.contractions = contractions;
        this.guarding = guarding;
        bodies.push(false);
    }

    BodyLowering bodies() {
        return bodies;
    }

    /** Appends the statements of some steps to the innermost block. Loops nest as deep as tensors have axes. */
    void add(List<Step> steps) {
        Set<Tensor> around = readHere;
        readHere = new HashSet<>();
        for (Step step : steps) {
            if (step instanceof Step.Body body) {
                readHere.addAll(body.task().reads());
            }
        }
        steps.forEach(step -> step.accept(this));
        readHere = around;
    }

    /** All statements so far; nothing may follow. */
    List<Statement> finish() {
        return bodies.pop();
    }

    @Override
    public Boolean loop(Step.Loop loop) {
        Variable counter = Variable.local(loop.name(), Variable.Kind.INT);
        Expression from = bodies.value(loop.from());
        Expression to = bodies.value(loop.to());
        bodies.push(loop.index(), counter);
        add(loop.body());
        List<Statement> body = bodies.pop();
        bodies.innermost().add(new Statement.For(counter, from, to, 1, body));
        return true;
    }

    @Override
    public Boolean sequence(Step.Sequence sequence) {
        Variable counter = Variable.local(sequence.name(), Variable.Kind.INT);
        Expression to = bodies.value(sequence.time().extent());
        bodies.push(sequence.time(), counter);
        times.put(sequence.time(), counter);
        add(sequence.body());
        times.remove(sequence.time());
        List<Statement> body = bodies.pop();
        int step = sequence.backward() ? -1 : 1;
        bodies.innermost().add(new Statement.For(counter, Expressions.ZERO, to, step, body));
        Segments.produced(sequence.body()).forEach(bodies::complete);
        return true;
    }

    @Override
    public Boolean segmented(Step.Segmented segmented) {
        throw new IllegalStateException("segments stand in entries of networks, not in nests of loops");
    }

    @Override
    public Boolean move(Step.Move move) {
        throw new IllegalStateException("segments stand in entries of networks, not in nests of loops");
    }

    @Override
    public Boolean open(Step.Open open) {
        Task task = open.task();
        if (task.accumulatesInMemory()) {
            clear(task);
            return true;
        }
        Variable.Kind kind = isPosition(task.reduction()) ? Variable.Kind.INT : Variable.Kind.REAL;
        Place place = placeOf.apply(task.target());
        Variable result = place.isScalar()
                ? place.variable()
                : Variable.local(task.target().name() + "SoFar", kind);
        bodies.innermost().add(new Statement.Declare(result, Optional.of(initial(task.reduction()))));
        Optional<Variable> best = Optional.empty();
        if (isPosition(task.reduction())) {
            Variable value = Variable.local(task.target().name() + "Best", Variable.Kind.REAL);
            bodies.innermost().add(new Statement.Declare(value, Optional.of(new Expression.Real(0))));
            best = Optional.of(value);
        }
        accumulators.put(task.target(), new Accumulator(result, best));
        return true;
    }

    private static boolean isPosition(Reduction reduction) {
        return reduction == Reduction.ARGMAX || reduction == Reduction.ARGMIN;
    }

    private static Expression initial(Reduction reduction) {
        return switch (reduction) {
            case NONE, SUM -> new Expression.Real(0);
            case PROD -> new Expression.Real(1);
            case MAX -> new Expression.Real(Double.NEGATIVE_INFINITY);
            case MIN -> new Expression.Real(Double.POSITIVE_INFINITY);
            case ARGMAX, ARGMIN -> new Expression.Int(-1);
        };
    }

    /** Zeros every element of the target that the coming loops may reach: all that open loops have not chosen. */
    private void clear(Task task) {
        Place place = placeOf.apply(task.target());
        if (place.isScalar()) {
            throw new IllegalStateException("a scalar collected in memory: " + task.target());
        }
        List<Optional<Expression>> chosen = new ArrayList<>();
        for (int axis : place.axes()) {
            chosen.add(task.opened().stream()
                    .filter(nest -> !nest.reduced() && nest.ordinal() == axis)
                    .findFirst()
                    .map(nest -> bodies.value(scalars.leaf(nest.index()))));
        }
        bodies.innermost().add(Clearing.of(place, chosen));
    }

    @Override
    public Boolean body(Step.Body step) {
        Task task = step.task();
        if (guarding.isOn()) {
            bodies.guard((tensor, axis) -> guarding.axis(task.equation(), tensor, axis));
        }
        boolean filtered = !task.unfiltered();
        Optional<Expression> condition = filtered ? Optional.of(bodies.value(task.filter())) : Optional.empty();
        if (filtered) {
            bodies.push(true);
        }
        if (task.reduction() == Reduction.NONE) {
            element(task);
        } else if (task.accumulatesInMemory()) {
            contribute(task);
        } else {
            accumulate(task);
        }
        if (filtered) {
            List<Statement> then = bodies.pop();
            bodies.innermost().add(new Statement.If(condition.orElseThrow(), then, List.of()));
        }
        return true;
    }

    private void element(Task task) {
        store(task.target(), task.subscripts(), value(task));
    }

    /** The value of the body; if values are checked, what it reads comes first, so that a message can show it. */
    private Expression value(Task task) {
        List<Leaf> operands = guarding.isOn() ? Guarding.operands(task.body()) : List.of();
        operands.forEach(bodies::kept);
        Expression value = bodies.value(task.body());
        return task.body().type() == Type.REAL ? finite(task, value, operands) : value;
    }

    /** The value itself or a local that holds it, after it has been found to be finite if that is checked. */
    private Expression finite(Task task, Expression value, List<Leaf> operands) {
        return guarding.isOn() ? guarding.finite(task.equation(), bodies, task.subscripts(), value, operands) : value;
    }

    /** Puts a finished element where its tensor is kept. A scalar is a local of the tensor's name. */
    private void store(Tensor tensor, List<Scalar> subscripts, Expression value) {
        Place place = placeOf.apply(tensor);
        Block block = bodies.innermost();
        if (place.isScalar()) {
            block.add(new Statement.Let(place.variable(), value));
        } else {
            boolean named = readHere.contains(tensor) || assigned.contains(tensor) && readsWhatChanges(value, place);
            Expression kept = named ? local(tensor, subscripts, value) : value;
            Statement store = storeAt(place, bodies.values(subscripts), subscripts, kept);
            if (assigned.contains(tensor) && bodies.level() > 0) {
                block.addLast(store); // others in this loop may still read the old element
            } else {
                block.add(store);
            }
        }
        bodies.complete(tensor);
    }

    /**
     * Whether a value is read from another array that this pass of the loop may write before it ends: that of a state, since
     * two may exchange theirs, or a buffer, whose array the next one takes over element by element.
     */
    private boolean readsWhatChanges(Expression value, Place own) {
        Set<Variable> states = new HashSet<>();
        assigned.forEach(tensor -> states.add(placeOf.apply(tensor).variable()));
        return FreeVariables.of(List.of(new Statement.Return(value))).stream()
                .filter(array -> array != own.variable())
                .anyMatch(array -> states.contains(array) || places.mayBeBuffer(array));
    }

    /** An element that the same loop reads again stays in a local. */
    private Expression local(Tensor tensor, List<Scalar> subscripts, Expression value) {
        if (guarding.isOn() && value instanceof Expression.Use) { // it is in a local already, where it was checked
            bodies.innermost().known().put(scalars.leaf(new Read(tensor, subscripts)), value);
            return value;
        }
        Variable.Kind kind = OpenBlocks.kind(tensor.type());
        Variable local = Variable.local(tensor.name() + "Value", kind);
        bodies.innermost().add(new Statement.Let(local, value));
        bodies.innermost().known().put(scalars.leaf(new Read(tensor, subscripts)), Expressions.use(local));
        return Expressions.use(local);
    }

    private Statement storeAt(Place place, List<Expression> at, List<Scalar> subscripts, Expression value) {
        Expression.Element target = (Expression.Element) bodies.element(place, at, subscripts, bodies.level());
        return new Statement.Store(target.array(), target.index(), value);
    }

    private void contribute(Task task) {
        Place place = placeOf.apply(task.target());
        Expression value = value(task);
        List<Expression> at = bodies.values(task.subscripts());
        Expression.Element target = (Expression.Element) bodies.element(place, at, task.subscripts(), bodies.level());
        bodies.innermost().add(new Statement.AddTo(target.array(), target.index(), value));
    }

    private void accumulate(Task task) {
        Accumulator accumulator = accumulators.get(task.target());
        Block block = bodies.innermost();
        Expression result = Expressions.use(accumulator.result());
        Expression value = value(task);
        switch (task.reduction()) {
            case SUM -> block.add(new Statement.Add(accumulator.result(), value));
            case PROD ->
                block.add(new Statement.Assign(
                        accumulator.result(), Expressions.apply(Arithmetic.MULTIPLY, result, value)));
            case MAX ->
                block.add(new Statement.Assign(accumulator.result(), Expressions.apply(Rounding.MAX, result, value)));
            case MIN ->
                block.add(new Statement.Assign(accumulator.result(), Expressions.apply(Rounding.MIN, result, value)));
            case ARGMAX, ARGMIN -> position(task, accumulator, value);
            case NONE -> throw new IllegalStateException("nothing to reduce in " + task.target());
        }
    }

    /** The first best: a later value must be better; of NaNs the first wins, and none loses to a number. */
    private void position(Task task, Accumulator accumulator, Expression computed) {
        Block block = bodies.innermost();
        Variable value = Variable.local("candidate", Variable.Kind.REAL);
        block.add(new Statement.Let(value, computed));
        Expression candidate = Expressions.use(value);
        Expression best = Expressions.use(accumulator.best().orElseThrow());
        Expression result = Expressions.use(accumulator.result());
        ScalarFunction better = task.reduction() == Reduction.ARGMAX ? Comparison.GREATER : Comparison.LESS;
        Expression first = Expressions.apply(Whole.LESS, result, Expressions.ZERO);
        Expression firstNaN = Expressions.apply(
                Logic.AND,
                Expressions.apply(Comparison.NOT_EQUAL, candidate, candidate),
                Expressions.apply(Comparison.EQUAL, best, best));
        Expression wins = Expressions.apply(
                Logic.OR, Expressions.apply(Logic.OR, first, Expressions.apply(better, candidate, best)), firstNaN);
        block.add(new Statement.If(
                wins,
                List.of(
                        new Statement.Assign(accumulator.best().orElseThrow(), candidate),
                        new Statement.Assign(accumulator.result(), flatPosition(task))),
                List.of()));
    }

    /** The position among the reduced indices, row-major. */
    private Expression flatPosition(Task task) {
        Expression position = Expressions.ZERO;
        for (Task.Nest nest : task.opened()) {
            if (nest.reduced()) {
                Expression extent = bodies.value(nest.index().extent());
                Expression index = bodies.value(scalars.leaf(nest.index()));
                position = Expressions.plus(Expressions.times(position, extent), index);
            }
        }
        return position;
    }

    @Override
    public Boolean close(Step.Close close) {
        Task task = close.task();
        if (task.accumulatesInMemory()) {
            bodies.complete(task.target());
            return true;
        }
        Accumulator accumulator = accumulators.get(task.target());
        if (placeOf.apply(task.target()).isScalar()) {
            result(task, accumulator);
            bodies.complete(task.target()); // it was collected where it belongs
        } else {
            store(task.target(), task.subscripts(), result(task, accumulator));
        }
        return true;
    }

    /** Of finite terms the sum may still be too large. */
    private Expression result(Task task, Accumulator accumulator) {
        Expression result = Expressions.use(accumulator.result());
        return isPosition(task.reduction()) ? result : finite(task, result, List.of());
    }

    @Override
    public Boolean contract(Step.Contract contract) {
        contractions.apply(contract).forEach(bodies.innermost()::add);
        bodies.complete(contract.contraction().stored());
        return true;
    }
}
