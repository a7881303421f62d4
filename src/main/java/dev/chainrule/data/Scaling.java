package dev.chainrule.data;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;

/**
 * A scaling fitted to the rows trained on: {@code (x - offset) / divisor}, column by column. It goes where the parameters
 * go, since a network that was trained on scaled numbers is of no use without it.
 */
public final class Scaling {

    private static final int MOST_COLUMNS = 1 << 24;

    private final ScalingMethod method;
    private final double[] offsets;
    private final double[] divisors;

    Scaling(ScalingMethod method, double[] offsets, double[] divisors) {
        this.method = method;
        this.offsets = offsets;
        this.divisors = divisors;
    }

    /** Numbers as they come. */
    public static Scaling none(int width) {
        return constant(ScalingMethod.NONE, width);
    }

    public ScalingMethod method() {
        return method;
    }

    /** The number of columns that it is for. */
    public int width() {
        return offsets.length;
    }

    public double apply(int column, double value) {
        return (value - offsets[column]) / divisors[column];
    }

    /** What {@link #apply} was given. */
    public double restore(int column, double scaled) {
        return scaled * divisors[column] + offsets[column];
    }

    /** As JSON; {@link #parse} gives the same scaling to the last bit. */
    public String text() {
        JsonObject object = new JsonObject();
        object.addProperty("method", method.toString());
        object.addProperty("width", width());
        if (method.kind() == ScalingMethod.Kind.STANDARD || method.kind() == ScalingMethod.Kind.MINMAX) {
            object.add("offset", array(offsets));
            object.add("divisor", array(divisors));
        }
        return object.toString();
    }

    private static JsonArray array(double[] values) {
        JsonArray array = new JsonArray(values.length);
        for (double value : values) {
            array.add(new JsonPrimitive(value));
        }
        return array;
    }

    /** Reads what {@link #text} has written into {@code file}. */
    public static Scaling parse(String text, String file) throws DataException {
        SavedObject object = SavedObject.parse(text, file, "the scaling");
        ScalingMethod method = ScalingMethod.parse(object.text("method"));
        int width = object.whole("width");
        if (width > MOST_COLUMNS) {
            throw object.damaged();
        }
        return switch (method.kind()) {
            case NONE, DIVIDE -> constant(method, width);
            case STANDARD, MINMAX -> {
                double[] divisors = object.numbers("divisor", width);
                for (double divisor : divisors) {
                    if (!(divisor > 0)) {
                        throw object.damaged();
                    }
                }
                yield new Scaling(method, object.numbers("offset", width), divisors);
            }
        };
    }

    private static Scaling constant(ScalingMethod method, int width) {
        double[] divisors = new double[width];
        Arrays.fill(divisors, method.divisor());
        return new Scaling(method, new double[width], divisors);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scaling that
                && method.equals(that.method)
                && Arrays.equals(offsets, that.offsets)
                && Arrays.equals(divisors, that.divisors);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(offsets) * 31 + Arrays.hashCode(divisors);
    }

    @Override
    public String toString() {
        return text();
    }
}
