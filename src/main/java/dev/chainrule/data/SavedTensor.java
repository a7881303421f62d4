package dev.chainrule.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** A named array in a safetensors file: row by row, little-endian. */
public final class SavedTensor {

    /** The types of elements that are read and written. */
    public enum Type {
        F32(4),
        F64(8),
        I32(4),
        I64(8);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        public int bytes() {
            return bytes;
        }
    }

    private final String name;
    private final Type type;
    private final List<Integer> shape;
    private final byte[] data;

    SavedTensor(String name, Type type, List<Integer> shape, byte[] data) {
        this.name = name;
        this.type = type;
        this.shape = List.copyOf(shape);
        this.data = data;
        if (data.length != bytes(type, this.shape)) {
            throw new IllegalArgumentException(name + " has " + data.length + " bytes, its shape is " + shape);
        }
    }

    public static SavedTensor of(String name, List<Integer> shape, float[] values) {
        byte[] data = new byte[Math.multiplyExact(4, values.length)];
        wrap(data).asFloatBuffer().put(values);
        return new SavedTensor(name, Type.F32, shape, data);
    }

    public static SavedTensor of(String name, List<Integer> shape, double[] values) {
        byte[] data = new byte[Math.multiplyExact(8, values.length)];
        wrap(data).asDoubleBuffer().put(values);
        return new SavedTensor(name, Type.F64, shape, data);
    }

    public static SavedTensor of(String name, List<Integer> shape, int[] values) {
        byte[] data = new byte[Math.multiplyExact(4, values.length)];
        wrap(data).asIntBuffer().put(values);
        return new SavedTensor(name, Type.I32, shape, data);
    }

    public static SavedTensor of(String name, List<Integer> shape, long[] values) {
        byte[] data = new byte[Math.multiplyExact(8, values.length)];
        wrap(data).asLongBuffer().put(values);
        return new SavedTensor(name, Type.I64, shape, data);
    }

    /** The bytes that a shape takes. */
    static long bytes(Type type, List<Integer> shape) {
        long bytes = type.bytes();
        for (int length : shape) {
            bytes = Math.multiplyExact(bytes, length);
        }
        return bytes;
    }

    private static ByteBuffer wrap(byte[] data) {
        return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    }

    public String name() {
        return name;
    }

    public Type type() {
        return type;
    }

    /** Lengths of the axes; empty for a single number. */
    public List<Integer> shape() {
        return shape;
    }

    /** The number of elements. */
    public int size() {
        return data.length / type.bytes();
    }

    byte[] data() {
        return data;
    }

    /** The elements of an F32 tensor. */
    public float[] floats() {
        require(Type.F32);
        float[] values = new float[size()];
        wrap(data).asFloatBuffer().get(values);
        return values;
    }

    /** The elements of an F64 tensor. */
    public double[] doubles() {
        require(Type.F64);
        double[] values = new double[size()];
        wrap(data).asDoubleBuffer().get(values);
        return values;
    }

    /** The elements of an I32 tensor. */
    public int[] ints() {
        require(Type.I32);
        int[] values = new int[size()];
        wrap(data).asIntBuffer().get(values);
        return values;
    }

    /** The elements of an I64 tensor. */
    public long[] longs() {
        require(Type.I64);
        long[] values = new long[size()];
        wrap(data).asLongBuffer().get(values);
        return values;
    }

    private void require(Type wanted) {
        if (type != wanted) {
            throw new IllegalStateException(name + " is " + type + ", not " + wanted);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SavedTensor that
                && name.equals(that.name)
                && type == that.type
                && shape.equals(that.shape)
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return name + shape + " " + type;
    }
}
