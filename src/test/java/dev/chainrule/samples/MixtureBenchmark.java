package dev.chainrule.samples;

import dev.chainrule.CompileOptions;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;

/**
 * How many values a gradient of ADBench's mixture costs, with 1,000 points, 64 dimensions and 25 components. A program, no
 * test: times are not asserted. Medians of pairs in one run.
 */
final class MixtureBenchmark {

    private static final int POINTS = 1000;
    private static final int WARM_UP = 5;

    private MixtureBenchmark() {}

    /** @param arguments how many pairs are measured; 21 if left out */
    public static void main(String[] arguments) throws Exception {
        Generated mixture = Generated.from(
                Files.readString(Samples.MODELS.resolve("AdbenchGmm.nn")),
                CompileOptions.STANDARD.withDim("d", 64).withDim("components", 25));
        Random random = new Random(1);
        Arrays.setAll(mixture.parameters(), i -> 0.1 * random.nextGaussian());
        double[] x = random.doubles(POINTS * 64L, -1, 1).toArray();
        double[] gradient = new double[mixture.parameters().length];
        int pairs = arguments.length == 0 ? 21 : Integer.parseInt(arguments[0]);
        double[] value = new double[pairs];
        double[] both = new double[pairs];
        for (int i = -WARM_UP; i < pairs; i++) {
            long start = System.nanoTime();
            mixture.call("loss", x, POINTS);
            long between = System.nanoTime();
            mixture.call("lossAndGradient", x, POINTS, gradient);
            long end = System.nanoTime();
            value[Math.max(0, i)] = (between - start) / 1e6;
            both[Math.max(0, i)] = (end - between) / 1e6;
        }
        System.out.printf(
                "value %.1f ms, value and gradient %.1f ms: %.2f times%n",
                median(value), median(both), median(both) / median(value));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
