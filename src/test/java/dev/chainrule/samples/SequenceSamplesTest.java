package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import samples.sequences.GruRecall;
import samples.sequences.LstmForecast;

/** Networks that remember: the phase of waves, and a signal under noise that came after it. */
class SequenceSamplesTest {

    /** Two waves with a phase drawn for each row; what comes next can be told from what was. */
    private static void waves(Random random, int batch, double[] x, double[] next) {
        for (int n = 0; n < batch; n++) {
            double phase = random.nextDouble() * 2 * Math.PI;
            for (int t = 0; t <= LstmForecast.TIME; t++) {
                double value = 0.6 * Math.sin(0.5 * t + phase) + 0.4 * Math.cos(0.8 * t - phase);
                if (t < LstmForecast.TIME) {
                    x[n * LstmForecast.TIME + t] = value;
                }
                if (t > 0) {
                    next[n * LstmForecast.TIME + t - 1] = value;
                }
            }
        }
    }

    @Test
    void theLstmForecastsWaves() {
        Random random = new Random(1);
        LstmForecast net = new LstmForecast();
        net.initialize(1);
        int batch = 16;
        double[] x = new double[batch * LstmForecast.TIME];
        double[] next = new double[batch * LstmForecast.TIME];
        for (int step = 0; step < 400; step++) {
            waves(random, batch, x, next);
            net.step(x, next, batch);
        }

        waves(new Random(99), batch, x, next);
        double[] forecast = new double[x.length];
        net.forecast(x, batch, forecast);
        double error = 0;
        double variance = 0;
        for (int n = 0; n < batch; n++) {
            for (int t = 10; t < LstmForecast.TIME; t++) {
                int place = n * LstmForecast.TIME + t;
                error += Math.pow(forecast[place] - next[place], 2);
                variance += next[place] * next[place];
            }
        }
        assertThat(error / variance).isLessThan(0.01);
    }

    /** The first step shows one of four signals; noise of the same four channels and a fifth that counts follow. */
    private static void signals(Random random, int batch, float[] x, int[] first) {
        int width = GruRecall.SIGNALS;
        for (int n = 0; n < batch; n++) {
            first[n] = random.nextInt(GruRecall.CLASSES);
            for (int t = 0; t < GruRecall.TIME; t++) {
                int at = (n * GruRecall.TIME + t) * width;
                for (int i = 0; i < width - 1; i++) {
                    x[at + i] = t == 0 ? (i == first[n] ? 1 : 0) : 0.5f * (float) random.nextGaussian();
                }
                x[at + width - 1] = t == 0 ? 1 : 0;
            }
        }
    }

    @Test
    void theGruRecallsWhatCameFirst() {
        Random random = new Random(1);
        GruRecall net = new GruRecall();
        net.initialize(1);
        int batch = 200;
        float[] x = new float[batch * GruRecall.TIME * GruRecall.SIGNALS];
        int[] first = new int[batch];
        for (int step = 0; step < 400; step++) {
            signals(random, 32, x, first);
            net.step(Arrays.copyOf(x, 32 * GruRecall.TIME * GruRecall.SIGNALS), Arrays.copyOf(first, 32), 32);
        }

        signals(new Random(99), batch, x, first);
        float[] probability = new float[batch * GruRecall.CLASSES];
        net.probability(x, batch, probability);
        assertThat(Accuracy.of(probability, first)).isGreaterThan(0.98);
    }
}
