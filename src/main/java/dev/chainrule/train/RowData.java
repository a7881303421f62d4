package dev.chainrule.train;

import dev.chainrule.data.Matrix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All rows that were read, checked: numbers and indices for each input, the names of labels, and the lengths of open dims
 * other than that of the rows. Numbers are not scaled yet.
 *
 * @param rows how many there are
 * @param numbers for each input of real numbers
 * @param indices for each input of indices, row by row
 * @param labels for each input of indices
 * @param lengths of all open dims but that of the rows
 * @param binding where the columns went, if there were columns
 */
public record RowData(
        int rows,
        Map<String, Matrix> numbers,
        Map<String, int[]> indices,
        Map<String, LabelNames> labels,
        Map<String, Integer> lengths,
        Optional<Binding> binding) {

    public RowData {
        numbers = new LinkedHashMap<>(numbers);
        indices = new LinkedHashMap<>(indices);
        labels = new LinkedHashMap<>(labels);
        lengths = new LinkedHashMap<>(lengths);
    }

    /** The inputs of real numbers that are scaled: what outputs read, or all but single columns if there are no outputs. */
    public List<String> features(NetworkDescription network) {
        return network.inputs().stream()
                .filter(input -> numbers.containsKey(input.name()))
                .filter(input -> network.outputs().isEmpty() ? input.axes().size() > 1 : network.isReadByOutputs(input))
                .map(NetworkDescription.Input::name)
                .toList();
    }
}
