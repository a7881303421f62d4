package dev.chainrule.train;

import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.diagnostic.DidYouMean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object of a generated class, called by the names that its users call. A class that lacks a method which its
 * description promises is our mistake; arguments that it refuses are data that do not fit.
 */
public final class CompiledModel {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

    private final NetworkDescription network;
    private final Class<?> type;
    private final Class<?> real;
    private final Object object;
    private final Optional<MethodHandle> loss;
    private final Optional<MethodHandle> predicted;
    private final Optional<MethodHandle> step;
    private final Optional<MethodHandle> gradient;
    private final Map<String, MethodHandle> outputs = new LinkedHashMap<>();

    /** With parameters that are zero. */
    public CompiledModel(NetworkDescription network, Class<?> type) {
        this.network = network;
        this.type = type;
        this.real = network.single() ? float.class : double.class;
        try {
            this.object = LOOKUP.findConstructor(type, MethodType.methodType(void.class))
                    .invoke();
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
        this.loss = network.objective().map(call -> method(call.method(), parameters(call), real));
        this.predicted = network.predicted().map(call -> method(call.method(), parameters(call), real));
        this.step = network.step().map(call -> method(call.method(), parameters(call), real));
        this.gradient = network.gradient().map(call -> {
            List<Class<?>> all = parameters(call);
            all.add(real.arrayType());
            return method(call.method(), all, real);
        });
        for (NetworkDescription.Output output : network.outputs()) {
            outputs.put(output.name(), output(output));
        }
    }

    public NetworkDescription network() {
        return network;
    }

    private MethodHandle output(NetworkDescription.Output output) {
        List<Class<?>> parameters = parameters(output.call());
        parameters.add(output.whole() ? int[].class : real.arrayType());
        return method(output.call().method(), parameters, void.class);
    }

    private List<Class<?>> parameters(NetworkDescription.Call call) {
        List<Class<?>> types = new ArrayList<>();
        for (String name : call.inputs()) {
            NetworkDescription.Input input = network.input(name)
                    .orElseThrow(() -> new IllegalStateException(call.method() + " asks for an input " + name));
            Class<?> element = input.isIndex() ? int.class : real;
            types.add(input.axes().isEmpty() ? element : element.arrayType());
        }
        call.dims().forEach(dim -> types.add(int.class));
        return types;
    }

    /** Takes its arguments in one array, and returns a boxed result. */
    private MethodHandle method(String name, List<Class<?>> parameters, Class<?> result) {
        MethodHandle bound = bound(name, MethodType.methodType(result, parameters));
        return bound.asType(MethodType.genericMethodType(parameters.size()))
                .asSpreader(Object[].class, parameters.size());
    }

    private MethodHandle bound(String name, MethodType signature) {
        try {
            return LOOKUP.findVirtual(type, name, signature).bindTo(object);
        } catch (NoSuchMethodException | IllegalAccessException missing) {
            throw new IllegalStateException(type.getName() + " has no method " + name + signature, missing);
        }
    }

    /** Draws the parameters anew. */
    public void initialize(long seed) {
        try {
            bound("initialize", MethodType.methodType(void.class, long.class)).invoke(seed);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /** Sets a hyper, as {@code lambda} or the learning rate. */
    public void set(String hyper, double value) throws DataException {
        if (!network.hypers().contains(hyper)) {
            String question = DidYouMean.question(hyper, network.hypers());
            throw DataProblem.option(
                            "the network " + network.name() + " has no number " + DataProblem.quoted(hyper) + " to set")
                    .hint(question.isEmpty() ? "it has " + Listing.of(network.hypers()) : question)
                    .exception();
        }
        if (!Double.isFinite(value)) {
            throw DataProblem.option(hyper + " cannot be set to " + value).exception();
        }
        String setter = "set" + Character.toUpperCase(hyper.charAt(0)) + hyper.substring(1);
        MethodHandle handle = bound(setter, MethodType.methodType(void.class, real));
        try {
            if (network.single()) {
                handle.invoke((float) value);
            } else {
                handle.invoke(value);
            }
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /** The live, flat array: {@code float[]} or {@code double[]}. */
    public Object parameters() {
        try {
            return bound("parameters", MethodType.methodType(real.arrayType())).invoke();
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /** Whether no parameter is NaN or infinite. */
    boolean isFinite() {
        return Arrays.stream(parameterValues()).allMatch(Double::isFinite);
    }

    /** The loss of a batch. */
    public double loss(Batch batch) throws DataException {
        return number(call(loss.orElseThrow(), network.objective().orElseThrow(), batch, Optional.empty()));
    }

    /** The loss of a batch as outputs are computed: nothing is dropped, and what training has gathered is used. */
    public double lossInPrediction(Batch batch) throws DataException {
        return predicted.isPresent()
                ? number(call(predicted.get(), network.predicted().orElseThrow(), batch, Optional.empty()))
                : loss(batch);
    }

    /** One training step; gives the loss before it. */
    public double step(Batch batch) throws DataException {
        return number(call(step.orElseThrow(), network.step().orElseThrow(), batch, Optional.empty()));
    }

    /** The loss of a batch; writes its gradient, in the order of the flat array. */
    double lossAndGradient(Batch batch, double[] out) throws DataException {
        Object partials = network.single() ? new float[out.length] : out;
        double loss =
                number(call(gradient.orElseThrow(), network.gradient().orElseThrow(), batch, Optional.of(partials)));
        if (partials instanceof float[] floats) {
            for (int i = 0; i < out.length; i++) {
                out[i] = floats[i];
            }
        }
        return loss;
    }

    /** A copy of the parameters in double. */
    double[] parameterValues() {
        Object array = parameters();
        double[] values = new double[Array.getLength(array)];
        for (int i = 0; i < values.length; i++) {
            values[i] = Array.getDouble(array, i);
        }
        return values;
    }

    /** Sets the parameters, rounded to the precision of the class. */
    void setParameterValues(double[] values) {
        Object array = parameters();
        if (array instanceof float[] floats) {
            for (int i = 0; i < values.length; i++) {
                floats[i] = (float) values[i];
            }
        } else {
            System.arraycopy(values, 0, array, 0, values.length);
        }
    }

    private static double number(Object result) {
        return ((Number) result).doubleValue();
    }

    /** An output of a batch: {@code float[]}, {@code double[]} or {@code int[]}, row by row. */
    public Object output(NetworkDescription.Output output, Batch batch) throws DataException {
        MethodHandle handle = outputs.get(output.name());
        if (handle == null) {
            throw new IllegalStateException(network.name() + " has no output " + output.name());
        }
        int size = size(output, batch);
        Object out = output.whole() ? new int[size] : network.single() ? new float[size] : new double[size];
        call(handle, output.call(), batch, Optional.of(out));
        return out;
    }

    private static int size(NetworkDescription.Output output, Batch batch) throws DataException {
        long size = 1;
        for (NetworkDescription.Axis axis : output.axes()) {
            if (axis.length().isEmpty() && !batch.hasLength(axis.dim())) {
                throw DataProblem.of(
                                DataCode.MISFIT,
                                "",
                                "how long the axis " + axis + " of the output " + output
                                        + " is, cannot be found from rows")
                        .exception();
            }
            size *= axis.length().isPresent() ? axis.length().getAsInt() : batch.length(axis.dim());
            if (size > Integer.MAX_VALUE - 8) {
                throw DataProblem.of(DataCode.MISFIT, "", "the output " + output + " is larger than any array")
                        .hint("take fewer rows at a time: --batch N")
                        .exception();
            }
        }
        return (int) size;
    }

    private Object call(MethodHandle handle, NetworkDescription.Call call, Batch batch, Optional<Object> out)
            throws DataException {
        List<Object> arguments = new ArrayList<>();
        call.inputs().forEach(input -> arguments.add(batch.array(input)));
        call.dims().forEach(dim -> arguments.add(batch.length(dim)));
        out.ifPresent(arguments::add);
        try {
            return handle.invoke(arguments.toArray());
        } catch (IllegalArgumentException refused) {
            throw DataProblem.of(DataCode.MISFIT, "", String.valueOf(refused.getMessage()))
                    .exception();
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /** Writes all that training needs to go on, as a safetensors file. */
    public void write(OutputStream out) throws IOException {
        try {
            bound("write", MethodType.methodType(void.class, OutputStream.class))
                    .invoke(out);
        } catch (IOException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /** Reads what {@link #write} has written; an {@link IOException} if it is of another class. */
    public void read(InputStream in) throws IOException {
        try {
            bound("read", MethodType.methodType(void.class, InputStream.class)).invoke(in);
        } catch (IOException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    private static RuntimeException unexpected(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException ours ? ours : new IllegalStateException(failure);
    }
}
