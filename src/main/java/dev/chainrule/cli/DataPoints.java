package dev.chainrule.cli;

import dev.chainrule.check.Given;
import dev.chainrule.data.DataException;
import dev.chainrule.train.Batch;
import dev.chainrule.train.Dataset;
import dev.chainrule.train.NetworkDescription;
import dev.chainrule.train.RowData;
import dev.chainrule.train.RowDim;
import dev.chainrule.train.ScalingChoice;
import java.lang.reflect.Array;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Rows of a file at which a check computes, bound to inputs as training binds them. */
final class DataPoints {

    private static final int[] ROWS = {3, 2, 5, 4};

    private DataPoints() {}

    /** Few rows for each point, chosen by the seed: each row takes as long as a whole evaluation of its own. */
    static Given of(DataOptions data, List<String> scale, NetworkDescription network, long seed) throws DataException {
        RowData rows = data.read(network, network, Optional.empty(), Map.of());
        String rowDim = RowDim.find(network, data.rowDim());
        int[] all = IntStream.range(0, rows.rows()).toArray();
        Dataset dataset =
                new Dataset(network, rowDim, rows, ScalingChoice.parse(scale).fit(network, rows, all));
        SplittableRandom random = new SplittableRandom(seed);
        return number -> {
            int count = Math.min(ROWS[number % ROWS.length], rows.rows());
            int[] order = random.ints(0, rows.rows()).distinct().limit(count).toArray();
            return Optional.of(inputs(network, rowDim, rows, dataset.batch(order, 0, count)));
        };
    }

    private static Given.Inputs inputs(NetworkDescription network, String rowDim, RowData rows, Batch batch) {
        Map<String, Integer> lengths = new LinkedHashMap<>(rows.lengths());
        lengths.put(rowDim, batch.rows());
        Map<String, double[]> values = new LinkedHashMap<>();
        for (NetworkDescription.Input input : network.inputs()) {
            Object array = batch.array(input.name());
            values.put(
                    input.name(),
                    IntStream.range(0, Array.getLength(array))
                            .mapToDouble(i -> Array.getDouble(array, i))
                            .toArray());
        }
        return new Given.Inputs(lengths, values);
    }
}
