package dev.chainrule.check;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.loop.ClassPlan;
import dev.chainrule.scalar.Type;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A generated class, called as its users call it. Real numbers cross as double, whatever the class computes in. */
public final class Subject {

    private final ClassPlan plan;
    private final Model model;
    private final Class<?> type;
    private final Class<?> real;

    /** @param type the class that {@code plan} was printed to */
    public Subject(ClassPlan plan, Class<?> type) {
        this.plan = plan;
        this.model = plan.model();
        this.type = type;
        this.real = model.precision() == Model.Precision.FLOAT ? float.class : double.class;
    }

    /** A value and, if it was asked for, a gradient. */
    public record Outcome(double value, double[] gradient) {}

    /** The objective at a point. */
    public double value(Point point) {
        ClassPlan.EntryMethod entry = entry(Entry.Kind.VALUE);
        return ((Number) call(entry, point, null)).doubleValue();
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
        double value = ((Number) call(entry, point, out)).doubleValue();
        double[] gradient = new double[length];
        for (int i = 0; i < length; i++) {
            gradient[i] = Array.getDouble(out, i);
        }
        return new Outcome(value, gradient);
    }

    private ClassPlan.EntryMethod entry(Entry.Kind kind) {
        return plan.entries().stream()
                .filter(entry -> entry.entry().kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(model.name() + " has no " + kind));
    }

    private Object call(ClassPlan.EntryMethod entry, Point point, @org.jspecify.annotations.Nullable Object out) {
        List<Object> arguments = new ArrayList<>();
        for (Tensor input : entry.inputs().keySet()) {
            arguments.add(argument(input, point.values().get(input)));
        }
        for (Dim dim : entry.dims().keySet()) {
            arguments.add(point.lengths().get(dim));
        }
        if (out != null) {
            arguments.add(out);
        }
        try {
            Method method = Arrays.stream(type.getMethods())
                    .filter(candidate ->
                            candidate.getName().equals(entry.method().name()))
                    .findFirst()
                    .orElseThrow();
            MethodHandle handle = MethodHandles.publicLookup().unreflect(method);
            if (model.kind() == Model.Kind.NETWORK) {
                handle = handle.bindTo(network(point));
            }
            return handle.asType(MethodType.genericMethodType(arguments.size())).invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private Object network(Point point) throws Throwable {
        Object network = MethodHandles.publicLookup()
                .findConstructor(type, MethodType.methodType(void.class))
                .invoke();
        Object parameters = MethodHandles.publicLookup()
                .findVirtual(type, "parameters", MethodType.methodType(real.arrayType()))
                .invoke(network);
        int at = 0;
        for (Model.Parameter parameter : model.parameters()) {
            for (double value : point.values().get(parameter.tensor())) {
                set(parameters, at++, value);
            }
        }
        return network;
    }

    private void set(Object array, int at, double value) {
        if (real == float.class) {
            Array.setFloat(array, at, (float) value);
        } else {
            Array.setDouble(array, at, value);
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
        Object array = Array.newInstance(real, values.length);
        for (int i = 0; i < values.length; i++) {
            set(array, i, values[i]);
        }
        return array;
    }
}
