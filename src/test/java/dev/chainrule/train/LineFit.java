package dev.chainrule.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A network as the compiler would emit it, by hand: z[n] = sum[k](x[n, k] w[k]) + b, loss = mean((z - t[n])^2), trained by
 * gradient descent, with the probability sigmoid(z) as output.
 */
public final class LineFit {

    private static final String TENSORS = "\"w\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]},"
            + "\"b\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[16,24]}";

    private final double[] parameters = new double[3];
    private double rate = 0.1;
    private int step;

    public void initialize(long seed) {
        parameters[0] = seed;
        parameters[1] = -seed;
        parameters[2] = 0;
        step = 0;
    }

    public double[] parameters() {
        return parameters;
    }

    public void setRate(double value) {
        rate = value;
    }

    public double loss(double[] x, int[] t, int rows) {
        check(x, t, rows);
        double loss = 0;
        for (int n = 0; n < rows; n++) {
            double off = z(x, n) - t[n];
            loss += off * off / rows;
        }
        return loss;
    }

    public double step(double[] x, int[] t, int rows) {
        step++;
        double loss = loss(x, t, rows);
        double[] gradient = new double[3];
        for (int n = 0; n < rows; n++) {
            double off = 2 * (z(x, n) - t[n]) / rows;
            gradient[0] += off * x[2 * n];
            gradient[1] += off * x[2 * n + 1];
            gradient[2] += off;
        }
        for (int i = 0; i < 3; i++) {
            parameters[i] -= rate * gradient[i];
        }
        return loss;
    }

    public void z(double[] x, int rows, double[] out) {
        for (int n = 0; n < rows; n++) {
            out[n] = z(x, n);
        }
    }

    private double z(double[] x, int n) {
        return x[2 * n] * parameters[0] + x[2 * n + 1] * parameters[1] + parameters[2];
    }

    private static void check(double[] x, int[] t, int rows) {
        if (x.length != 2 * rows || t.length != rows) {
            throw new IllegalArgumentException("x[rows, two] has " + 2 * rows + " elements");
        }
    }

    public void write(OutputStream out) throws IOException {
        String text = "{\"__metadata__\":{\"model\":\"LineFit\",\"step\":\"" + step + "\"}," + TENSORS + "}";
        byte[] header = (text + " ".repeat((8 - text.length() % 8) % 8)).getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(8 + header.length + 24).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(header.length).put(header);
        for (double value : parameters) {
            buffer.putDouble(value);
        }
        out.write(buffer.array());
    }

    public void read(InputStream in) throws IOException {
        byte[] bytes = in.readAllBytes();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) buffer.getLong();
        String header = new String(bytes, 8, length, StandardCharsets.UTF_8).stripTrailing();
        if (!header.endsWith("}," + TENSORS + "}")) {
            throw new IOException("the file's tensors are not those of LineFit");
        }
        buffer.position(8 + length);
        for (int i = 0; i < 3; i++) {
            parameters[i] = buffer.getDouble();
        }
        int from = header.indexOf("\"step\":\"") + 8;
        step = Integer.parseInt(header.substring(from, header.indexOf('"', from)));
    }

    /** How many steps have been taken. */
    public int taken() {
        return step;
    }
}
