package digits;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Trains the network on rows of pixels, and saves it. */
public final class DigitTrainer {

    private static final int BATCH = 32;

    private final DigitsMlp network = new DigitsMlp();

    public DigitTrainer(long seed) {
        network.initialize(seed);
    }

    /** Sees all rows as often as is said, in batches. */
    public void train(float[] pixels, int[] digits, int epochs) {
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int from = 0; from < digits.length; from += BATCH) {
                int to = Math.min(digits.length, from + BATCH);
                network.step(
                        Arrays.copyOfRange(pixels, from * DigitsMlp.PIXELS, to * DigitsMlp.PIXELS),
                        Arrays.copyOfRange(digits, from, to),
                        to - from);
            }
        }
    }

    public void save(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            network.write(out);
        }
    }
}
