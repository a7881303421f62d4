package dev.chainrule.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of a CSV file: columns of numbers and columns of labels, each by its name, and for every row the line that it comes
 * from, so that a later message can name it. Numbers are finite and labels are not empty.
 */
public final class Table {

    private final String file;
    private final List<String> numberNames;
    private final double[] numbers;
    private final Map<String, List<String>> labels;
    private final long[] lines;

    /** Numbers row by row; labels column by column. */
    Table(String file, List<String> numberNames, double[] numbers, Map<String, List<String>> labels, long[] lines) {
        this.file = file;
        this.numberNames = List.copyOf(numberNames);
        this.numbers = numbers;
        this.labels = new LinkedHashMap<>(labels);
        this.lines = lines;
    }

    /** The file as the user named it. */
    public String file() {
        return file;
    }

    public int rows() {
        return lines.length;
    }

    /** Columns of numbers, in the order in which they were asked for. */
    public List<String> numberNames() {
        return numberNames;
    }

    /** Columns of labels, in the order in which they were asked for. */
    public List<String> labelNames() {
        return List.copyOf(labels.keySet());
    }

    /** The number in a row and a column of {@link #numberNames}. */
    public double value(int row, int column) {
        if (column < 0 || column >= numberNames.size()) {
            throw new IndexOutOfBoundsException("column " + column + " of " + numberNames.size());
        }
        return numbers[row * numberNames.size() + column];
    }

    /** The label in a row, without white space around it. */
    public String label(int row, String name) {
        List<String> column = labels.get(name);
        if (column == null) {
            throw new IllegalArgumentException("no column of labels is named " + name);
        }
        return column.get(row);
    }

    /** The line in the file where a row starts, from 1: the header is line 1, and quoted cells may have line breaks. */
    public long line(int row) {
        return lines[row];
    }

    /** Columns of numbers as a matrix, in the order given. */
    public Matrix columns(List<String> names) {
        int[] at = new int[names.size()];
        for (int i = 0; i < at.length; i++) {
            at[i] = numberNames.indexOf(names.get(i));
            if (at[i] < 0) {
                throw new IllegalArgumentException("no column of numbers is named " + names.get(i));
            }
        }
        return new Columns(this, at);
    }

    private record Columns(Table table, int[] at) implements Matrix {

        @Override
        public int rows() {
            return table.rows();
        }

        @Override
        public int width() {
            return at.length;
        }

        @Override
        public double value(int row, int column) {
            return table.value(row, at[column]);
        }
    }

    /** Takes rows one by one. */
    static final class Builder {

        private static final int MOST_NUMBERS = 1 << 27;

        private final String file;
        private final List<String> numberNames;
        private final Map<String, List<String>> labels = new LinkedHashMap<>();
        private final Map<String, String> seen = new LinkedHashMap<>();
        private double[] numbers = new double[1024];
        private long[] lines = new long[64];
        private int count;
        private int rows;

        Builder(String file, List<String> numberNames, List<String> labelNames) {
            this.file = file;
            this.numberNames = numberNames;
            labelNames.forEach(name -> labels.put(name, new ArrayList<>()));
        }

        /** Whether a further row would be more than a table holds. */
        boolean isFull() {
            return count + numberNames.size() > MOST_NUMBERS || rows == MOST_NUMBERS;
        }

        void number(double value) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = value;
        }

        /** Few labels are different, so each is kept once. */
        void label(String name, String text) {
            labels.get(name).add(seen.computeIfAbsent(text, same -> same));
        }

        void endRow(long line) {
            if (rows == lines.length) {
                lines = Arrays.copyOf(lines, 2 * rows);
            }
            lines[rows++] = line;
        }

        int rows() {
            return rows;
        }

        Table build() {
            return new Table(file, numberNames, Arrays.copyOf(numbers, count), labels, Arrays.copyOf(lines, rows));
        }
    }
}
