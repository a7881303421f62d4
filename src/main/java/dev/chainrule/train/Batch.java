package dev.chainrule.train;

import java.util.Map;

/**
 * Rows as the methods of a generated class take them: an array for each input, just as long as its rows, and the lengths of
 * the open dims. Arrays are {@code float[]}, {@code double[]} or {@code int[]}, and are filled again for the next rows.
 */
public final class Batch {

    private final int rows;
    private final Map<String, Object> arrays;
    private final Map<String, Integer> lengths;

    Batch(int rows, Map<String, Object> arrays, Map<String, Integer> lengths) {
        this.rows = rows;
        this.arrays = arrays;
        this.lengths = lengths;
    }

    public int rows() {
        return rows;
    }

    /** The array of an input. */
    public Object array(String input) {
        Object array = arrays.get(input);
        if (array == null) {
            throw new IllegalStateException("no data were read for the input " + input);
        }
        return array;
    }

    /** The length of an open dim. */
    public int length(String dim) {
        Integer length = lengths.get(dim);
        if (length == null) {
            throw new IllegalStateException("the length of " + dim + " is not known");
        }
        return length;
    }

    public boolean hasLength(String dim) {
        return lengths.containsKey(dim);
    }
}
