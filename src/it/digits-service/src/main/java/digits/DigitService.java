package digits;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads handwritten digits, for any number of threads at once. */
public final class DigitService {

    private final ThreadLocal<DigitsMlp> networks;

    /** @param file a network that was saved */
    public DigitService(Path file) throws IOException {
        DigitsMlp loaded = new DigitsMlp();
        try (InputStream in = Files.newInputStream(file)) {
            loaded.read(in);
        }
        networks = ThreadLocal.withInitial(loaded::share);
    }

    /** How probable each digit is, for one picture of 8 by 8 pixels between 0 and 1. */
    public float[] probabilities(float[] pixels) {
        float[] out = new float[DigitsMlp.DIGITS];
        networks.get().probability(pixels, 1, out);
        return out;
    }

    /** The most probable digit. */
    public int digit(float[] pixels) {
        float[] probabilities = probabilities(pixels);
        int best = 0;
        for (int digit = 1; digit < probabilities.length; digit++) {
            best = probabilities[digit] > probabilities[best] ? digit : best;
        }
        return best;
    }
}
