package dev.chainrule.check;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.loop.ClassPlan;
import dev.chainrule.loop.Variable;
import dev.chainrule.scalar.Type;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A generated class, called as its users call it: one object of a network for all points, so that its workspaces are used
 * again and again. Real numbers cross as double, whatever the class computes in.
 */
public final class Subject {

    /** So many calls of each method are watched for whether they change what they are given. */
    private static final int WATCHED = 4;

    /** The method that takes a step of training: a gradient, then an update. */
    private static final String STEP = "step";

    private final ClassPlan plan;
    private final Model model;
    private final Class<?> type;
    private final Class<?> real;
    private final Optional<Object> network;
    private final Map<String, MethodHandle> handles = new LinkedHashMap<>();
    private final Map<String, Integer> calls = new LinkedHashMap<>();
    private Optional<String> disturbance = Optional.empty();

    /** @param type the class that {@code plan} was printed to */
    public Subject(ClassPlan plan, Class<?> type) {
        this.plan = plan;
        this.model = plan.model();
        this.type = type;
        this.real = model.precision() == Model.Precision.FLOAT ? float.class : double.class;
        this.network = model.kind() == Model.Kind.NETWORK ? Optional.of(made()) : Optional.empty();
    }

    private Object made() {
        try {
            Object made = MethodHandles.publicLookup()
                    .findConstructor(type, MethodType.methodType(void.class))
                    .invoke();
            MethodHandles.publicLookup()
                    .findVirtual(type, "initialize", MethodType.methodType(void.class, long.class))
                    .invoke(made, 0L);
            return made;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** A value and its gradient. */
    public record Outcome(double value, double[] gradient) {}

    /** The methods that deliver values: that of the objective, and of each output. */
    List<Entry> values() {
        return plan.entries().stream()
                .map(ClassPlan.EntryMethod::entry)
                .filter(entry -> entry.kind() == Entry.Kind.VALUE
                        || entry.kind() == Entry.Kind.IN_PREDICTION
                        || entry.kind() == Entry.Kind.OUTPUT)
                .toList();
    }

    /** The objective at a point. */
    public double value(Point point) {
        return results(entry(Entry.Kind.VALUE), point)[0];
    }

    /** What one of {@link #values} delivers: the elements of an array, or one number. */
    double[] value(Entry entry, Point point) {
        return results(
                plan.entries().stream()
                        .filter(method -> method.entry() == entry)
                        .findFirst()
                        .orElseThrow(),
                point);
    }

    private double[] results(ClassPlan.EntryMethod entry, Point point) {
        Optional<Object> out = entry.out().map(variable -> out(variable, entry.entry(), point));
        Object returned = call(entry, point, out.map(List::of).orElse(List.of()));
        return out.map(Subject::doubles).orElseGet(() -> new double[] {((Number) returned).doubleValue()});
    }

    private Object out(Variable variable, Entry entry, Point point) {
        int size = Points.size(entry.results().get(0).value(), point.lengths());
        return Array.newInstance(variable.kind() == Variable.Kind.INTS ? int.class : real, size);
    }

    /** Whether the class has a fused gradient. */
    public boolean hasGradient() {
        return plan.entries().stream().anyMatch(entry -> entry.entry().kind() == Entry.Kind.GRADIENT);
    }

    /** The objective and its gradient: partials one after the other, as the class delivers them. */
    public Outcome gradient(Point point) {
        ClassPlan.EntryMethod entry = entry(Entry.Kind.GRADIENT);
        int length = 0;
        for (Entry.Result result : entry.entry().results()) {
            if (result.destination() == Entry.Destination.PARTIAL) {
                length += Points.size(result.value(), point.lengths());
            }
        }
        Object out = Array.newInstance(real, length);
        double value = ((Number) call(entry, point, List.of(out))).doubleValue();
        return new Outcome(value, doubles(out));
    }

    /**
     * What a derivative's method delivers.
     *
     * @param name of the method
     * @param vector what it takes besides the inputs; empty if it takes none
     * @param length of the array that it fills; a single number may be returned instead
     */
    double[] derivative(String name, Point point, double[] vector, int length) {
        ClassPlan.EntryMethod entry = plan.entries().stream()
                .filter(one -> one.method().name().equals(name))
                .findFirst()
                .orElseThrow();
        List<Object> more = new ArrayList<>();
        Optional<Object> taken = entry.vector().map(any -> array(vector));
        taken.ifPresent(more::add);
        Optional<Object> out = entry.out().map(any -> Array.newInstance(real, length));
        out.ifPresent(more::add);
        Object returned = call(entry, point, more);
        taken.ifPresent(array -> watch(name, "its vector", array, vector));
        return out.map(Subject::doubles).orElseGet(() -> new double[] {((Number) returned).doubleValue()});
    }

    /** What a method changed that is not its own; empty if none did. */
    Optional<String> disturbance() {
        return disturbance;
    }

    private void watch(String method, String what, Object array, double[] before) {
        if (disturbance.isEmpty() && !Arrays.equals(doubles(array), doubles(array(before)))) {
            disturbance = Optional.of("the method " + method + " changes " + what);
        }
    }

    private void watch(String method, ClassPlan.EntryMethod entry, List<Object> arguments, Point point) {
        if (calls.merge(method, 1, Integer::sum) > WATCHED || method.equals(STEP)) {
            return;
        }
        int position = 0;
        for (Tensor input : entry.inputs().keySet()) {
            Object argument = arguments.get(position++);
            if (input.rank() > 0) {
                watch(
                        method,
                        "its argument " + input.name(),
                        argument,
                        point.values().get(input));
            }
        }
        network.ifPresent(object -> watch(method, "the parameters", parameters(object), parameters(point)));
    }

    private double[] parameters(Point point) {
        return model.parameters().stream()
                .flatMapToDouble(parameter -> Arrays.stream(point.values().get(parameter.tensor())))
                .toArray();
    }

    /** The model that the class was made of. */
    Model model() {
        return model;
    }

    /** What the class can compute. */
    List<Entry> entries() {
        return plan.entries().stream().map(ClassPlan.EntryMethod::entry).toList();
    }

    /** The parameters after a step of training. */
    public double[] step(Point point) {
        Entry.Kind kind = entries().stream().anyMatch(entry -> entry.kind() == Entry.Kind.STEP)
                ? Entry.Kind.STEP
                : Entry.Kind.GRADIENT;
        call(STEP, entry(kind), point, List.of());
        return doubles(parameters(network.orElseThrow()));
    }

    /** What training keeps besides the parameters, as the last call has left it, by its name. */
    public Map<String, double[]> states() {
        Map<String, double[]> states = new LinkedHashMap<>();
        model.training()
                .states()
                .forEach(state ->
                        states.put(state.tensor().name(), doubles(state(network.orElseThrow(), state.tensor()))));
        return states;
    }

    private Object state(Object object, Tensor tensor) {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(type, "state", MethodType.methodType(real.arrayType(), String.class))
                    .invoke(object, tensor.name());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private ClassPlan.EntryMethod entry(Entry.Kind kind) {
        return plan.entries().stream()
                .filter(entry -> entry.entry().kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(model.name() + " has no " + kind));
    }

    private Object call(ClassPlan.EntryMethod entry, Point point, List<Object> more) {
        return call(entry.method().name(), entry, point, more);
    }

    private Object call(String name, ClassPlan.EntryMethod entry, Point point, List<Object> more) {
        List<Object> arguments = new ArrayList<>();
        for (Tensor input : entry.inputs().keySet()) {
            arguments.add(argument(input, point.values().get(input)));
        }
        for (Dim dim : entry.dims().keySet()) {
            arguments.add(point.lengths().get(dim));
        }
        arguments.addAll(more);
        network.ifPresent(object -> setParameters(object, point));
        try {
            Object returned = handles.computeIfAbsent(name, any -> handle(any, arguments.size()))
                    .invokeExact(arguments.toArray());
            watch(name, entry, arguments, point);
            return returned;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Takes its arguments in one array. An output may be called like another method, which takes other arguments. */
    private MethodHandle handle(String name, int count) {
        try {
            Method method = Arrays.stream(type.getMethods())
                    .filter(candidate -> candidate.getName().equals(name) && candidate.getParameterCount() == count)
                    .findFirst()
                    .orElseThrow();
            MethodHandle handle = MethodHandles.publicLookup().unreflect(method);
            MethodHandle bound = network.isPresent() ? handle.bindTo(network.get()) : handle;
            int arguments = bound.type().parameterCount();
            return bound.asType(MethodType.genericMethodType(arguments)).asSpreader(Object[].class, arguments);
        } catch (IllegalAccessException e) {
            throw unexpected(e);
        }
    }

    private Object parameters(Object object) {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(type, "parameters", MethodType.methodType(real.arrayType()))
                    .invoke(object);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private void setParameters(Object object, Point point) {
        try {
            Object parameters = parameters(object);
            int at = 0;
            for (Model.Parameter parameter : model.parameters()) {
                double[] values = point.values().get(parameter.tensor());
                copy(values, parameters, at);
                at += values.length;
            }
            setTraining(object, point);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private void setTraining(Object object, Point point) throws Throwable {
        for (Model.State state : model.training().states()) {
            copy(point.values().get(state.tensor()), state(object, state.tensor()), 0);
        }
        if (model.training().seed().isPresent()) {
            Tensor seed = model.training().seed().get();
            String setter = "set" + Character.toUpperCase(seed.name().charAt(0))
                    + seed.name().substring(1);
            MethodHandles.publicLookup()
                    .findVirtual(type, setter, MethodType.methodType(void.class, int.class))
                    .invoke(object, (int) point.values().get(seed)[0]);
        }
    }

    private static void copy(double[] values, Object to, int at) {
        if (to instanceof float[] floats) {
            for (int i = 0; i < values.length; i++) {
                floats[at + i] = (float) values[i];
            }
        } else {
            System.arraycopy(values, 0, to, at, values.length);
        }
    }

    private Object argument(Tensor tensor, double[] values) {
        if (tensor.type() == Type.INTEGER) {
            int[] whole = Arrays.stream(values).mapToInt(value -> (int) value).toArray();
            return tensor.rank() == 0 ? (Object) whole[0] : whole;
        }
        if (tensor.rank() == 0) {
            return real == float.class ? (Object) (float) values[0] : (Object) values[0];
        }
        return array(values);
    }

    /** In the precision of the class. */
    private Object array(double[] values) {
        Object array = Array.newInstance(real, values.length);
        copy(values, array, 0);
        return array;
    }

    private static double[] doubles(Object array) {
        double[] values = new double[Array.getLength(array)];
        for (int i = 0; i < values.length; i++) {
            values[i] = Array.getDouble(array, i);
        }
        return values;
    }

    private static RuntimeException unexpected(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException ours ? ours : new IllegalStateException(failure);
    }
}
