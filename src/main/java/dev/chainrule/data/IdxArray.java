package dev.chainrule.data;

import java.nio.ByteBuffer;
import java.util.List;

/** An array of numbers as an IDX file has it: a shape and elements row by row, kept in the file's own few bytes. */
public final class IdxArray {

    /** The type of an element; numbers of more than one byte are big-endian. */
    public enum Type {
        UNSIGNED_BYTE(0x08, 1),
        BYTE(0x09, 1),
        SHORT(0x0B, 2),
        INT(0x0C, 4),
        FLOAT(0x0D, 4),
        DOUBLE(0x0E, 8);

        private final int mark;
        private final int bytes;

        Type(int mark, int bytes) {
            this.mark = mark;
            this.bytes = bytes;
        }

        /** The byte that says so in a file's header. */
        int mark() {
            return mark;
        }

        public int bytes() {
            return bytes;
        }
    }

    private final String file;
    private final Type type;
    private final List<Integer> shape;
    private final ByteBuffer data;

    IdxArray(String file, Type type, List<Integer> shape, byte[] data) {
        this.file = file;
        this.type = type;
        this.shape = List.copyOf(shape);
        this.data = ByteBuffer.wrap(data);
    }

    /** The file as the user named it. */
    public String file() {
        return file;
    }

    public Type type() {
        return type;
    }

    /** Lengths of the axes; at least one. */
    public List<Integer> shape() {
        return shape;
    }

    /** The number of elements. */
    public int size() {
        return data.capacity() / type.bytes();
    }

    /** An element by its position, row by row; exact, since every type fits into a double. */
    public double value(int at) {
        return switch (type) {
            case UNSIGNED_BYTE -> data.get(at) & 0xFF;
            case BYTE -> data.get(at);
            case SHORT -> data.getShort(2 * at);
            case INT -> data.getInt(4 * at);
            case FLOAT -> data.getFloat(4 * at);
            case DOUBLE -> data.getDouble(8 * at);
        };
    }

    /** A row for each index of the first axis, with all other axes in one. */
    public Matrix matrix() {
        int rows = shape.get(0);
        return new Flat(this, rows, rows == 0 ? 0 : size() / rows);
    }

    private record Flat(IdxArray array, int rows, int width) implements Matrix {

        @Override
        public double value(int row, int column) {
            if (column < 0 || column >= width) {
                throw new IndexOutOfBoundsException("column " + column + " of " + width);
            }
            return array.value(row * width + column);
        }
    }
}
