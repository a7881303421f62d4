package digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network is trained and saved; a service loads it and answers several threads. */
class DigitServiceTest {

    private static final int TRAINED = 1437;
    private static final int THREADS = 8;

    @TempDir
    static Path folder;

    private static Pictures unseen;
    private static Path saved;
    private static DigitService service;

    @BeforeAll
    static void trainAndLoad() throws IOException {
        Pictures all = Pictures.read();
        Pictures seen = all.range(0, TRAINED);
        unseen = all.range(TRAINED, all.size());
        saved = folder.resolve("digits.safetensors");
        DigitTrainer trainer = new DigitTrainer(1);
        trainer.train(seen.pixels(), seen.digits(), 40);
        trainer.save(saved);
        service = new DigitService(saved);
    }

    private static float[][] answers() {
        return IntStream.range(0, unseen.size())
                .mapToObj(i -> service.probabilities(unseen.picture(i)))
                .toArray(float[][]::new);
    }

    @Test
    void mostPicturesAreRead() {
        long right = IntStream.range(0, unseen.size())
                .filter(i -> service.digit(unseen.picture(i)) == unseen.digits()[i])
                .count();
        assertTrue(right > 0.95 * unseen.size(), right + " of " + unseen.size());
    }

    @Test
    void allThreadsGetTheSameAnswers() throws Exception {
        float[][] alone = answers();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Callable<float[][]> asking = DigitServiceTest::answers;
            for (Future<float[][]> answered : threads.invokeAll(Collections.nCopies(THREADS, asking))) {
                assertArrayEquals(alone, answered.get());
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void whatIsNoSavedNetworkIsRefused() throws IOException {
        Path cutOff = folder.resolve("cut-off.safetensors");
        byte[] bytes = Files.readAllBytes(saved);
        Files.write(cutOff, Arrays.copyOf(bytes, bytes.length - 1));
        assertThrows(IOException.class, () -> new DigitService(cutOff));
    }
}
