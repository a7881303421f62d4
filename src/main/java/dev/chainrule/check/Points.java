package dev.chainrule.check;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Initializer;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws points: parameters at the scale of their initialisers (biases near 0, not at it, where kinks are), inputs
 * standard normal, arguments of functions between 0.3 and 2, where most functions are defined.
 */
public final class Points {

    private static final int[] LENGTHS = {3, 2, 5, 4};

    private final Model model;
    private final SplittableRandom random;

    public Points(Model model, long seed) {
        this.model = model;
        this.random = new SplittableRandom(seed);
    }

    /** A point for the {@code number}-th try; open dims differ from each other and from point to point. */
    public Point next(int number) {
        Map<Dim, Integer> lengths = new LinkedHashMap<>();
        int position = number;
        for (Dim dim : model.dims()) {
            if (dim.isOpen()) {
                lengths.put(dim, LENGTHS[position++ % LENGTHS.length]);
            }
        }
        Map<Tensor, double[]> values = new LinkedHashMap<>();
        for (Model.Input input : model.inputs()) {
            values.put(input.tensor(), input(input.tensor(), lengths));
        }
        for (Model.Parameter parameter : model.parameters()) {
            values.put(parameter.tensor(), parameter(parameter, lengths));
        }
        model.hypers().forEach(hyper -> values.put(hyper.tensor(), new double[] {hyper.value()}));
        return new Point(lengths, values);
    }

    private double[] input(Tensor tensor, Map<Dim, Integer> lengths) {
        double[] values = new double[size(tensor, lengths)];
        boolean argument = model.kind() == Model.Kind.FUNCTION;
        for (int i = 0; i < values.length; i++) {
            if (tensor.type() == Type.INTEGER) {
                int bound = tensor.indexOf().map(dim -> length(dim, lengths)).orElse(3);
                values[i] = random.nextInt(Math.max(1, bound));
            } else {
                values[i] = argument ? random.nextDouble(0.3, 2) : normal();
            }
        }
        return values;
    }

    private double[] parameter(Model.Parameter parameter, Map<Dim, Integer> lengths) {
        double[] values = new double[size(parameter.tensor(), lengths)];
        double scale = scale(parameter.initializer());
        double center = parameter.initializer().kind() == Initializer.Kind.ONES ? 1 : 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = center + scale * normal();
        }
        return values;
    }

    private static double scale(Initializer initializer) {
        return switch (initializer.kind()) {
            case ZEROS, ONES, CONSTANT -> 0.1;
            case UNIFORM -> Math.max(0.01, Math.abs(initializer.arguments().get(1)));
            case NORMAL -> Math.max(0.01, Math.abs(initializer.arguments().get(1)));
            default -> 0.3;
        };
    }

    private double normal() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** The number of elements of a tensor. */
    static int size(Tensor tensor, Map<Dim, Integer> lengths) {
        long size = 1;
        for (Scalar extent : tensor.extents()) {
            size *= (long) length(extent, lengths);
        }
        return Math.toIntExact(size);
    }

    static int length(Dim dim, Map<Dim, Integer> lengths) {
        return dim.fixedLength().isPresent()
                ? dim.fixedLength().getAsInt()
                : dim.formula().map(formula -> (int) length(formula, lengths)).orElseGet(() -> lengths.get(dim));
    }

    /** An expression over lengths; as short as dims are written. */
    private static double length(Scalar extent, Map<Dim, Integer> lengths) {
        if (extent instanceof Constant constant) {
            return constant.value();
        }
        if (extent instanceof Leaf leaf && leaf.atom() instanceof SizeOf size) {
            return length(size.dim(), lengths);
        }
        Call call = (Call) extent;
        return call.function()
                .value(call.operands().stream()
                        .mapToDouble(operand -> length(operand, lengths))
                        .toArray());
    }
}
