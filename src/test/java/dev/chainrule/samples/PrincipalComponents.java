package dev.chainrule.samples;

import java.util.Random;

/** The directions in which rows differ most, by powers of their covariance; and what those leave of other rows. */
final class PrincipalComponents {

    private static final int ROUNDS = 500;

    private final double[] mean;
    private final double[][] directions;

    private PrincipalComponents(double[] mean, double[][] directions) {
        this.mean = mean;
        this.directions = directions;
    }

    /** As many as wanted, of rows of a width. */
    static PrincipalComponents of(float[] rows, int width, int wanted) {
        int count = rows.length / width;
        double[] mean = new double[width];
        for (int at = 0; at < rows.length; at++) {
            mean[at % width] += rows[at] / (double) count;
        }
        double[][] covariance = new double[width][width];
        for (int n = 0; n < count; n++) {
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    covariance[i][j] += (rows[n * width + i] - mean[i]) * (rows[n * width + j] - mean[j]) / count;
                }
            }
        }
        double[][] directions = new double[wanted][];
        for (int k = 0; k < wanted; k++) {
            double[] direction = new Random(k).doubles(width, -1, 1).toArray();
            for (int round = 0; round < ROUNDS; round++) {
                double[] next = new double[width];
                for (int i = 0; i < width; i++) {
                    next[i] = dot(covariance[i], direction);
                }
                for (int before = 0; before < k; before++) {
                    remove(directions[before], next);
                }
                double length = Math.sqrt(dot(next, next));
                for (int i = 0; i < width; i++) {
                    direction[i] = next[i] / length;
                }
            }
            directions[k] = direction;
        }
        return new PrincipalComponents(mean, directions);
    }

    /** The mean square of what is left of each number. */
    double error(float[] rows) {
        int width = mean.length;
        double error = 0;
        for (int from = 0; from < rows.length; from += width) {
            double[] left = new double[width];
            for (int i = 0; i < width; i++) {
                left[i] = rows[from + i] - mean[i];
            }
            for (double[] direction : directions) {
                remove(direction, left);
            }
            error += dot(left, left) / rows.length;
        }
        return error;
    }

    private static void remove(double[] direction, double[] from) {
        double part = dot(direction, from);
        for (int i = 0; i < from.length; i++) {
            from[i] -= part * direction[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
