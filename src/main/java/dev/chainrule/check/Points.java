package dev.chainrule.check;

import dev.chainrule.equation.Assumption;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Draws points: parameters as their initialisers do (biases near 0, not at it, where kinks are), inputs of networks
 * standard normal, arguments of functions between 0.3 and 2, where most functions are defined.
 */
public final class Points {

    static final List<Integer> LENGTHS = List.of(3, 2, 5, 4);
    private static final int LENGTHS_TRIED = 500;
    private static final int SHORT = 12;
    private static final int LONGEST = 72;

    /** Where functions may be defined that are not defined elsewhere: log, asin, acosh, log(-x), 1 / (x - 5). */
    private static final List<double[]> INTERVALS = List.of(
            new double[] {0.3, 2},
            new double[] {-1.5, 1.5},
            new double[] {0.05, 0.95},
            new double[] {-0.95, 0.95},
            new double[] {-2, -0.3},
            new double[] {1.1, 3},
            new double[] {-0.95, -0.05},
            new double[] {-6, -3},
            new double[] {3, 12});

    private final Model model;
    private final List<Integer> wanted;
    private final Given given;
    private final SplittableRandom random;

    public Points(Model model, long seed) {
        this(model, seed, LENGTHS);
    }

    /** @param lengths of the open dims, each in turn; 0 among them says that computed dims may be empty too */
    public Points(Model model, long seed, List<Integer> lengths) {
        this(model, seed, lengths, Given.NOTHING);
    }

    Points(Model model, long seed, List<Integer> lengths, Given given) {
        this.given = given;
        this.model = model;
        this.wanted = List.copyOf(lengths);
        this.random = new SplittableRandom(seed);
    }

    /** The {@code number}-th point; open dims differ from each other and from point to point. */
    public Point next(int number) {
        return point(number, false);
    }

    /** A point where the inputs come from other intervals, each from one of its own, for when the value is not finite. */
    Point elsewhere(int number) {
        return point(number, true);
    }

    private Point point(int number, boolean elsewhere) {
        Optional<Given.Inputs> known = given.at(number);
        Map<Dim, Integer> lengths = lengths(number);
        known.ifPresent(
                inputs -> lengths.replaceAll((dim, drawn) -> inputs.lengths().getOrDefault(dim.name(), drawn)));
        Map<Tensor, double[]> values = new LinkedHashMap<>();
        for (Model.Input input : model.inputs()) {
            Optional<double[]> row =
                    known.map(inputs -> inputs.values().get(input.tensor().name()));
            values.put(input.tensor(), row.orElseGet(() -> input(input.tensor(), lengths, elsewhere)));
        }
        for (Model.Parameter parameter : model.parameters()) {
            values.put(parameter.tensor(), parameter(parameter, lengths));
        }
        model.training().states().forEach(state -> values.put(state.tensor(), state(state, lengths)));
        model.training().step().ifPresent(step -> values.put(step, new double[] {0}));
        model.training().seed().ifPresent(seed -> values.put(seed, new double[] {random.nextInt()}));
        model.hypers().forEach(hyper -> values.put(hyper.tensor(), new double[] {hyper.value()}));
        return new Point(lengths, values);
    }

    /** Lengths of the open dims that are as the file assumes them, and for which as few computed ones as possible are empty. */
    private Map<Dim, Integer> lengths(int number) {
        Map<Dim, Integer> lengths = new LinkedHashMap<>();
        int position = number;
        for (Dim dim : model.dims()) {
            if (dim.isOpen()) {
                lengths.put(dim, wanted.get(position++ % wanted.size()));
            }
        }
        Map<Dim, Integer> possible = Map.of();
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < LENGTHS_TRIED && fewest > 0; i++) {
            if (areAsAssumed(lengths) && haveIndices(lengths)) {
                long empty = wanted.contains(0) ? 0 : empty(lengths);
                if (empty < fewest) {
                    possible = new LinkedHashMap<>(lengths);
                    fewest = empty;
                }
            }
            int longest = i < LENGTHS_TRIED / 2 ? SHORT : LONGEST;
            lengths.replaceAll((dim, length) -> random.nextInt(1, longest));
        }
        if (!areAsAssumed(possible)) {
            throw new IllegalArgumentException("no lengths below " + LONGEST + " were found that are as assumed: "
                    + assumptions().map(Assumption::message).collect(Collectors.joining("; ")));
        }
        return possible;
    }

    private boolean areAsAssumed(Map<Dim, Integer> lengths) {
        return assumptions()
                .allMatch(assumption -> lengths.keySet().containsAll(assumption.openDims())
                        && length(assumption.condition(), lengths) != 0);
    }

    /** Of the whole system, then of its results. */
    private Stream<Assumption> assumptions() {
        Stream<Assumption> ofResults = Stream.concat(model.objective().stream(), model.outputs().stream())
                .flatMap(result -> result.requirements().stream());
        return Stream.concat(
                model.system().assumptions().stream(),
                Stream.concat(ofResults, model.training().requirements().stream()));
    }

    /** Whether no input of indices has elements while its dim has none. */
    private boolean haveIndices(Map<Dim, Integer> lengths) {
        return model.inputs().stream()
                .map(Model.Input::tensor)
                .allMatch(tensor -> tensor.indexOf().isEmpty()
                        || length(tensor.indexOf().get(), lengths) > 0
                        || size(tensor, lengths) == 0);
    }

    /** How many computed dims are; some are whatever the open ones may be. */
    private long empty(Map<Dim, Integer> lengths) {
        return model.dims().stream()
                .filter(dim -> !dim.isOpen() && length(dim, lengths) <= 0)
                .count();
    }

    private double[] input(Tensor tensor, Map<Dim, Integer> lengths, boolean elsewhere) {
        double[] values = new double[size(tensor, lengths)];
        boolean normal = model.kind() == Model.Kind.NETWORK && !elsewhere;
        double[] interval = INTERVALS.get(elsewhere ? random.nextInt(INTERVALS.size()) : 0);
        for (int i = 0; i < values.length; i++) {
            if (tensor.type() == Type.INTEGER) {
                int bound = tensor.indexOf().map(dim -> length(dim, lengths)).orElse(3);
                values[i] = random.nextInt(Math.max(1, bound));
            } else {
                values[i] = normal ? normal() : random.nextDouble(interval[0], interval[1]);
            }
        }
        return values;
    }

    private double[] parameter(Model.Parameter parameter, Map<Dim, Integer> lengths) {
        return around(parameter.initializer(), parameter.tensor(), lengths);
    }

    /** As if some steps had been taken: a state that starts as 1 stays positive, as a variance would. */
    private double[] state(Model.State state, Map<Dim, Integer> lengths) {
        return around(state.initializer(), state.tensor(), lengths);
    }

    private double[] around(Initializer initializer, Tensor tensor, Map<Dim, Integer> lengths) {
        double[] values = new double[size(tensor, lengths)];
        double center = center(initializer);
        double deviation = deviation(initializer, lengths);
        for (int i = 0; i < values.length; i++) {
            values[i] = center + deviation * normal();
        }
        return values;
    }

    private static double center(Initializer initializer) {
        List<Double> arguments = initializer.arguments();
        return switch (initializer.kind()) {
            case ONES -> 1;
            case CONSTANT, NORMAL -> arguments.get(0);
            case UNIFORM -> (arguments.get(0) + arguments.get(1)) / 2;
            case ZEROS, GLOROT_UNIFORM, GLOROT_NORMAL, HE_UNIFORM, HE_NORMAL, ORTHOGONAL -> 0;
        };
    }

    private static double deviation(Initializer initializer, Map<Dim, Integer> lengths) {
        List<Double> arguments = initializer.arguments();
        double in = Math.max(1, length(initializer.fanIn(), lengths));
        double out = Math.max(1, length(initializer.fanOut(), lengths));
        return switch (initializer.kind()) {
            case ZEROS, ONES, CONSTANT -> 0.1;
            case UNIFORM -> Math.max(0.01, Math.abs(arguments.get(1) - arguments.get(0)) / Math.sqrt(12));
            case NORMAL -> Math.max(0.01, Math.abs(arguments.get(1)));
            case GLOROT_UNIFORM, GLOROT_NORMAL -> Math.sqrt(2 / (in + out));
            case HE_UNIFORM, HE_NORMAL -> Math.sqrt(2 / in);
            case ORTHOGONAL -> Math.sqrt(1 / Math.max(in, out));
        };
    }

    private double normal() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** The number of elements of a tensor. */
    static int size(Tensor tensor, Map<Dim, Integer> lengths) {
        long size = 1;
        for (int length : shape(tensor, lengths)) {
            size *= length;
        }
        return Math.toIntExact(size);
    }

    /** The lengths of a tensor's axes; a range of negative length is empty. */
    static int[] shape(Tensor tensor, Map<Dim, Integer> lengths) {
        return tensor.extents().stream()
                .mapToInt(extent -> Math.max(0, (int) length(extent, lengths)))
                .toArray();
    }

    /** {@code [17, 4]} for a row-major position; nothing for a scalar. */
    static String place(Tensor tensor, Map<Dim, Integer> lengths, int position) {
        int[] shape = shape(tensor, lengths);
        int rest = position;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            int length = shape[axis];
            shape[axis] = rest % length;
            rest /= length;
        }
        return shape.length == 0
                ? ""
                : Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
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
