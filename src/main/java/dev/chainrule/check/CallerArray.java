package dev.chainrule.check;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** The array in which a derivative's method delivers, put together from tensors: what the docs of the class promise. */
final class CallerArray {

    private final Map<Tensor, Integer> offsets = new LinkedHashMap<>();
    private final Map<Dim, Integer> lengths;
    private int columns;

    CallerArray(Model model, Map<Dim, Integer> lengths) {
        this.lengths = lengths;
        for (Tensor argument : model.arguments()) {
            offsets.put(argument, columns);
            columns += Points.size(argument, lengths);
        }
    }

    /** How many numbers the arguments have in all. */
    int columns() {
        return columns;
    }

    int offset(Tensor argument) {
        return offsets.get(argument);
    }

    int size(Tensor tensor) {
        return Points.size(tensor, lengths);
    }

    /** How long the array of an entry is. */
    int length(Entry entry) {
        return switch (entry.kind()) {
            case GRADIENT, VJP, HVP -> columns;
            case JACOBIAN -> size(entry.of().orElseThrow()) * columns;
            case HESSIAN -> columns * columns;
            case JVP -> size(entry.of().orElseThrow());
            case VALUE, IN_PREDICTION, STEP, OUTPUT, UPDATE ->
                throw new IllegalStateException("no derivative: " + entry);
        };
    }

    /** The array, from the values of all tensors. */
    double[] of(Entry entry, Map<Tensor, double[]> values) {
        double[] array = new double[length(entry)];
        for (Entry.Result result : entry.results()) {
            double[] elements = values.get(result.value());
            int width = result.of().map(this::size).orElse(elements.length);
            int column = result.of().map(this::offset).orElse(0);
            int row = result.rows().map(this::offset).orElse(0);
            for (int i = 0; i < elements.length; i++) {
                switch (result.destination()) {
                    case PARTIAL, OUT, RETURNED -> array[column + i] = elements[i];
                    case BLOCK -> array[(row + i / width) * columns + column + i % width] = elements[i];
                    case MIRRORED -> {
                        int rows = size(result.rows().orElseThrow());
                        array[(row + i % rows) * columns + column + i / rows] = elements[i];
                    }
                    case ASSIGNED -> throw new IllegalStateException("no derivative: " + entry);
                }
            }
        }
        return array;
    }
}
