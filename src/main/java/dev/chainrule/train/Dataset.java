package dev.chainrule.train;

import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.Matrix;
import dev.chainrule.data.Scaling;
import java.lang.reflect.Array;
import java.util.LinkedHashMap;
import java.util.Map;

/** All rows, scaled, in the types of the generated class; batches are gathered from it. */
public final class Dataset {

    private final int rows;
    private final String rowDim;
    private final Map<String, Integer> lengths;
    private final Map<String, Object> columns = new LinkedHashMap<>();
    private final Map<Integer, Batch> batches = new LinkedHashMap<>();

    /** @param scalings for inputs that are scaled */
    public Dataset(NetworkDescription network, String rowDim, RowData data, Map<String, Scaling> scalings)
            throws DataException {
        this.rows = data.rows();
        this.rowDim = rowDim;
        this.lengths = data.lengths();
        for (Map.Entry<String, Matrix> entry : data.numbers().entrySet()) {
            Matrix matrix = entry.getValue();
            Scaling scaling = scalings.getOrDefault(entry.getKey(), Scaling.none(matrix.width()));
            if (scaling.width() != matrix.width()) {
                throw DataProblem.of(
                                DataCode.MISFIT,
                                "",
                                "the scaling of " + entry.getKey() + " is for " + scaling.width()
                                        + " columns, but there are " + matrix.width())
                        .exception();
            }
            columns.put(entry.getKey(), network.single() ? floats(matrix, scaling) : doubles(matrix, scaling));
        }
        columns.putAll(data.indices());
    }

    private static float[] floats(Matrix matrix, Scaling scaling) {
        float[] values = new float[Math.multiplyExact(matrix.rows(), matrix.width())];
        int at = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.width(); column++) {
                values[at++] = (float) scaling.apply(column, matrix.value(row, column));
            }
        }
        return values;
    }

    private static double[] doubles(Matrix matrix, Scaling scaling) {
        double[] values = new double[Math.multiplyExact(matrix.rows(), matrix.width())];
        int at = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.width(); column++) {
                values[at++] = scaling.apply(column, matrix.value(row, column));
            }
        }
        return values;
    }

    public int rows() {
        return rows;
    }

    /** The dim along which rows go. */
    public String rowDim() {
        return rowDim;
    }

    /** The rows {@code order[from]} to {@code order[to - 1]}; valid until the next call for as many rows. */
    public Batch batch(int[] order, int from, int to) {
        Batch batch = batches.computeIfAbsent(to - from, this::empty);
        columns.forEach((input, all) -> {
            Object target = batch.array(input);
            int width = Array.getLength(all) / rows;
            for (int i = from; i < to; i++) {
                System.arraycopy(all, order[i] * width, target, (i - from) * width, width);
            }
        });
        return batch;
    }

    private Batch empty(int size) {
        Map<String, Object> arrays = new LinkedHashMap<>();
        columns.forEach((input, all) -> {
            int length = Array.getLength(all) / rows * size;
            arrays.put(
                    input,
                    all instanceof float[]
                            ? new float[length]
                            : all instanceof double[] ? new double[length] : new int[length]);
        });
        Map<String, Integer> all = new LinkedHashMap<>(lengths);
        all.put(rowDim, size);
        return new Batch(size, arrays, all);
    }
}
