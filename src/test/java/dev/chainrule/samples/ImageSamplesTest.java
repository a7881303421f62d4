package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samples.images.Vae;

/** Networks that see: the bundled digits, 8 by 8 pixels; convolutions are compiled for that size. */
class ImageSamplesTest {

    private static final int PIXELS = 64;
    private static final int HELD_BACK = 300;
    private static final int BATCH = 32;
    private static final List<int[]> ROWS = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("generated-samples/data/digits.csv"));
        for (String line : lines.subList(1, lines.size())) {
            ROWS.add(Arrays.stream(line.split(",")).mapToInt(Integer::parseInt).toArray());
        }
        Collections.shuffle(ROWS, new Random(7));
    }

    private static float[] pixels(List<int[]> rows) {
        float[] x = new float[rows.size() * PIXELS];
        for (int n = 0; n < rows.size(); n++) {
            for (int i = 0; i < PIXELS; i++) {
                x[n * PIXELS + i] = rows.get(n)[i] / 16f;
            }
        }
        return x;
    }

    private static int[] labels(List<int[]> rows) {
        return rows.stream().mapToInt(row -> row[PIXELS]).toArray();
    }

    private static double accuracyAfter(int epochs, Path model, CompileOptions options)
            throws IOException, ReflectiveOperationException {
        Generated net = Generated.each(Files.readString(model), options).get(0);
        net.call("initialize", 1L);
        List<int[]> train = new ArrayList<>(ROWS.subList(HELD_BACK, ROWS.size()));
        for (int epoch = 0; epoch < epochs; epoch++) {
            Collections.shuffle(train, new Random(epoch));
            for (int from = 0; from + BATCH <= train.size(); from += BATCH) {
                List<int[]> rows = train.subList(from, from + BATCH);
                net.call("step", pixels(rows), labels(rows), BATCH);
            }
        }
        List<int[]> held = ROWS.subList(0, HELD_BACK);
        float[] probability = new float[HELD_BACK * 10];
        net.call("probability", pixels(held), HELD_BACK, probability);
        return Accuracy.of(probability, labels(held));
    }

    /** The share of held-back digits that are not nearest to the mean of their kind. */
    private static double errorsOfNearestMean() {
        float[] known = pixels(ROWS.subList(HELD_BACK, ROWS.size()));
        int[] kinds = labels(ROWS.subList(HELD_BACK, ROWS.size()));
        double[][] means = new double[10][PIXELS];
        int[] counts = new int[10];
        for (int n = 0; n < kinds.length; n++) {
            counts[kinds[n]]++;
            for (int i = 0; i < PIXELS; i++) {
                means[kinds[n]][i] += known[n * PIXELS + i];
            }
        }
        float[] x = pixels(ROWS.subList(0, HELD_BACK));
        float[] nearness = new float[HELD_BACK * 10];
        for (int n = 0; n < HELD_BACK; n++) {
            for (int k = 0; k < 10; k++) {
                for (int i = 0; i < PIXELS; i++) {
                    nearness[n * 10 + k] -= Math.pow(x[n * PIXELS + i] - means[k][i] / counts[k], 2);
                }
            }
        }
        return 1 - Accuracy.of(nearness, labels(ROWS.subList(0, HELD_BACK)));
    }

    @Test
    void theSmallCnnReadsDigits() throws IOException, ReflectiveOperationException {
        CompileOptions small = CompileOptions.STANDARD.withDim("side", 8);
        assertThat(1 - accuracyAfter(20, Samples.MODELS.resolve("SmallCnn.nn"), small))
                .isLessThan(0.6 * errorsOfNearestMean());
    }

    @Test
    void leNetReadsDigits() throws IOException, ReflectiveOperationException {
        CompileOptions small = CompileOptions.STANDARD.withDim("rows", 8).withDim("kernel", 3);
        assertThat(1 - accuracyAfter(16, Samples.MODELS.resolve("LeNet.nn"), small))
                .isLessThan(errorsOfNearestMean() / 3);
    }

    /** Better than each pixel's mean, in nats for an image; and its six numbers draw better than six principal components. */
    @Test
    void theAutoencoderDescribesDigits() {
        Vae net = new Vae();
        net.initialize(1);
        List<int[]> train = new ArrayList<>(ROWS.subList(HELD_BACK, ROWS.size()));
        for (int epoch = 0; epoch < 60; epoch++) {
            Collections.shuffle(train, new Random(epoch));
            for (int from = 0; from + BATCH <= train.size(); from += BATCH) {
                net.step(pixels(train.subList(from, from + BATCH)), BATCH);
            }
        }

        float[] x = pixels(ROWS.subList(0, HELD_BACK));
        assertThat((double) net.loss(x, HELD_BACK)).isLessThan(meansAlone(train, x) - 2);
        float[] drawn = new float[x.length];
        net.image(x, HELD_BACK, drawn);
        double error = 0;
        for (int i = 0; i < x.length; i++) {
            error += (x[i] - drawn[i]) * (x[i] - drawn[i]) / x.length;
        }
        assertThat(error)
                .isLessThan(PrincipalComponents.of(pixels(train), PIXELS, Vae.LATENT)
                        .error(x));
    }

    /** The cross-entropy of images if each pixel is described by its mean over the others. */
    private static double meansAlone(List<int[]> train, float[] x) {
        float[] known = pixels(train);
        double loss = 0;
        for (int i = 0; i < PIXELS; i++) {
            double mean = 1e-3;
            for (int n = 0; n < train.size(); n++) {
                mean += known[n * PIXELS + i] / train.size() * 0.998;
            }
            for (int n = 0; n < HELD_BACK; n++) {
                double pixel = x[n * PIXELS + i];
                loss -= (pixel * Math.log(mean) + (1 - pixel) * Math.log(1 - mean)) / HELD_BACK;
            }
        }
        return loss;
    }
}
