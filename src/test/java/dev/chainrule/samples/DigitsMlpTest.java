package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samples.digits.DigitsMlp;

/** The generated class as its users meet it: trained on real digits, saved, loaded, shared, given wrong arguments. */
class DigitsMlpTest {

    private static final int HELD_BACK = 360;
    private static final List<int[]> ROWS = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("generated-samples/data/digits.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            int[] row = new int[cells.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = Integer.parseInt(cells[i]);
            }
            ROWS.add(row);
        }
        Collections.shuffle(ROWS, new Random(7));
    }

    private static float[] pixels(int from, int to) {
        float[] x = new float[(to - from) * DigitsMlp.PIXELS];
        for (int n = from; n < to; n++) {
            for (int i = 0; i < DigitsMlp.PIXELS; i++) {
                x[(n - from) * DigitsMlp.PIXELS + i] = ROWS.get(n)[i] / 16f;
            }
        }
        return x;
    }

    private static int[] labels(int from, int to) {
        int[] y = new int[to - from];
        for (int n = from; n < to; n++) {
            y[n - from] = ROWS.get(n)[DigitsMlp.PIXELS];
        }
        return y;
    }

    private static DigitsMlp trained(int epochs) {
        DigitsMlp net = new DigitsMlp();
        net.initialize(1);
        for (int epoch = 0; epoch < epochs; epoch++) {
            Collections.shuffle(ROWS.subList(HELD_BACK, ROWS.size()), new Random(epoch));
            for (int from = HELD_BACK; from < ROWS.size(); from += 32) {
                int to = Math.min(ROWS.size(), from + 32);
                net.step(pixels(from, to), labels(from, to), to - from);
            }
        }
        return net;
    }

    private static double accuracy(DigitsMlp net) {
        float[] out = new float[HELD_BACK * DigitsMlp.DIGITS];
        net.probability(pixels(0, HELD_BACK), HELD_BACK, out);
        int right = 0;
        for (int n = 0; n < HELD_BACK; n++) {
            int best = 0;
            for (int c = 1; c < DigitsMlp.DIGITS; c++) {
                best = out[n * DigitsMlp.DIGITS + c] > out[n * DigitsMlp.DIGITS + best] ? c : best;
            }
            right += best == ROWS.get(n)[DigitsMlp.PIXELS] ? 1 : 0;
        }
        return (double) right / HELD_BACK;
    }

    @Test
    void recognisesDigitsThatItHasNotSeen() {
        assertThat(accuracy(trained(30))).isGreaterThanOrEqualTo(0.96);
    }

    @Test
    void aStepAllocatesNothing() {
        DigitsMlp net = trained(2);
        float[] x = pixels(0, 64);
        int[] y = labels(0, 64);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        for (int i = 0; i < 20; i++) {
            net.step(x, y, 64);
        }
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 1000; i++) {
            net.step(x, y, 64);
        }
        long asking = threads.getThreadAllocatedBytes(thread);
        asking = threads.getThreadAllocatedBytes(thread) - asking;
        assertThat(threads.getThreadAllocatedBytes(thread) - before - 3 * asking)
                .isLessThan(1000);
    }

    @Test
    void goesOnFromWhatItHasSaved() throws IOException {
        DigitsMlp net = trained(1);
        net.setRate(0.05f);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        net.write(saved);
        DigitsMlp other = new DigitsMlp();
        other.read(new ByteArrayInputStream(saved.toByteArray()));
        float[] x = pixels(0, 40);
        int[] y = labels(0, 40);
        for (int i = 0; i < 5; i++) {
            assertThat(other.step(x, y, 40)).isEqualTo(net.step(x, y, 40));
        }
        assertThat(other.parameters()).isEqualTo(net.parameters());
        assertThat(other.getRate()).isEqualTo(0.05f);
    }

    @Test
    void readsNothingButItsOwnFiles() throws IOException {
        DigitsMlp net = trained(1);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        net.write(saved);
        byte[] bytes = saved.toByteArray();
        float[] before = net.parameters().clone();
        assertThatThrownBy(() -> net.read(new ByteArrayInputStream(bytes, 0, bytes.length - 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut off");
        assertThatThrownBy(() -> net.read(new ByteArrayInputStream(new byte[3])))
                .isInstanceOf(IOException.class);
        assertThat(net.parameters()).isEqualTo(before);
    }

    @Test
    void theFusedMethodGivesTheSameValue() {
        DigitsMlp net = trained(1);
        float[] gradient = new float[DigitsMlp.PARAMETER_COUNT];
        float fused = net.lossAndGradient(pixels(0, 50), labels(0, 50), 50, gradient);
        assertThat(fused).isCloseTo(net.loss(pixels(0, 50), labels(0, 50), 50), within());
        assertThat(net.share().loss(pixels(0, 50), labels(0, 50), 50)).isCloseTo(fused, within());
    }

    private static org.assertj.core.data.Offset<Float> within() {
        return org.assertj.core.data.Offset.offset(1e-6f);
    }

    @Test
    void saysWhatIsWrongWithItsArguments() {
        DigitsMlp net = new DigitsMlp();
        assertThatThrownBy(() -> net.loss(new float[63], new int[1], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x[batch, pixels] has 64 elements, but the array has 63");
        assertThatThrownBy(() -> net.loss(new float[64], new int[] {10}, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("y[0] is 10, which is no index of digits: its length is 10");
    }
}
