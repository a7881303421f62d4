package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import samples.text.CharRnn;
import samples.text.CharTransformer;
import samples.text.SkipGram;

/** Networks that read: letters of four sonnets, and words that keep to their topic. */
class TextSamplesTest {

    private static final int WINDOWS = 16;

    /** The text as indices: 0 for everything between words, 1 to 26 for letters. */
    private static int[] letters() throws IOException {
        return Files.readString(Path.of("generated-samples/data/sonnets.txt"))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]+", " ")
                .chars()
                .map(letter -> letter == ' ' ? 0 : letter - 'a' + 1)
                .toArray();
    }

    /** What is left to guess of a letter by someone who knows the one before it and how often which follows which. */
    private static double bigramEntropy(int[] text) {
        double[][] pairs = new double[27][27];
        double[] singles = new double[27];
        for (int i = 0; i + 1 < text.length; i++) {
            pairs[text[i]][text[i + 1]]++;
            singles[text[i]]++;
        }
        double entropy = 0;
        for (int a = 0; a < 27; a++) {
            for (int b = 0; b < 27; b++) {
                double count = pairs[a][b];
                entropy -= count == 0 ? 0 : count * Math.log(count / singles[a]) / (text.length - 1);
            }
        }
        return entropy;
    }

    /** Windows of the text and what follows each of their letters. */
    private record Batch(int[] token, int[] next) {

        static Batch at(int[] text, int[] starts, int time) {
            int[] token = new int[starts.length * time];
            int[] next = new int[starts.length * time];
            for (int n = 0; n < starts.length; n++) {
                System.arraycopy(text, starts[n], token, n * time, time);
                System.arraycopy(text, starts[n] + 1, next, n * time, time);
            }
            return new Batch(token, next);
        }

        static Batch drawn(int[] text, Random random, int time) {
            return at(text, random.ints(WINDOWS, 0, text.length - time).toArray(), time);
        }

        /** The whole text, cut into windows. */
        static Batch whole(int[] text, int time) {
            int[] starts = new int[(text.length - 1) / time];
            Arrays.setAll(starts, n -> n * time);
            return at(text, starts, time);
        }

        int windows(int time) {
            return token.length / time;
        }
    }

    @Test
    void bigramsLeaveWhatTheyLeave() throws IOException {
        assertThat(bigramEntropy(letters())).isBetween(2.1290, 2.1291);
    }

    @Test
    void theRecurrentNetworkKnowsMoreThanTheLetterBefore() throws IOException {
        int[] text = letters();
        Random random = new Random(1);
        CharRnn net = new CharRnn();
        net.initialize(1);
        for (int step = 0; step < 500; step++) {
            Batch batch = Batch.drawn(text, random, CharRnn.TIME);
            net.step(batch.token(), batch.next(), WINDOWS);
        }

        Batch whole = Batch.whole(text, CharRnn.TIME);
        assertThat((double) net.loss(whole.token(), whole.next(), whole.windows(CharRnn.TIME)))
                .isLessThan(bigramEntropy(text) - 0.1);
    }

    @Test
    void theTransformerKnowsMoreThanTheLetterBefore() throws IOException {
        int[] text = letters();
        Random random = new Random(1);
        CharTransformer net = new CharTransformer();
        net.initialize(1);
        for (int step = 0; step < 300; step++) {
            Batch batch = Batch.drawn(text, random, CharTransformer.TIME);
            net.step(batch.token(), batch.next(), WINDOWS);
        }

        Batch whole = Batch.whole(text, CharTransformer.TIME);
        assertThat((double) net.loss(whole.token(), whole.next(), whole.windows(CharTransformer.TIME)))
                .isLessThan(bigramEntropy(text) - 0.1);
    }

    /**
     * Two topics of six words; a word stands beside words of its own topic alone. No scores can do better than those that are
     * log(p(a, b) / p(a) p(b)) - log(draws) (Levy and Goldberg 2014): -log 2 inside of a topic, minus infinity across.
     */
    @Test
    void wordsOfATopicPointTheSameWay() {
        Random random = new Random(3);
        SkipGram net = new SkipGram();
        net.initialize(1);
        int batch = 32;
        for (int step = 0; step < 300; step++) {
            int[] word = random.ints(batch, 0, 12).toArray();
            int[] beside = new int[batch];
            for (int n = 0; n < batch; n++) {
                beside[n] = word[n] / 6 * 6 + random.nextInt(6);
            }
            net.step(word, beside, random.ints(batch * SkipGram.DRAWS, 0, 12).toArray(), batch);
        }

        double best = Math.log(3) + SkipGram.DRAWS / 2.0 * Math.log(1.5);
        assertThat(expectedLoss(net)).isBetween(best, 1.02 * best);
        double within = 0;
        double across = 0;
        for (int a = 0; a < 12; a++) {
            for (int b = 0; b < a; b++) {
                double cosine = cosine(net.parameters(), a * SkipGram.WIDTH, b * SkipGram.WIDTH);
                within += a / 6 == b / 6 ? cosine / 30 : 0;
                across += a / 6 == b / 6 ? 0 : cosine / 36;
            }
        }
        assertThat(within).isGreaterThan(0.6);
        assertThat(across).isLessThan(0.2);
    }

    /** The mean over all words, all that may stand beside them and all that may be drawn. */
    private static double expectedLoss(SkipGram net) {
        int rounds = 12 / SkipGram.DRAWS;
        int all = 12 * 6 * rounds;
        int[] word = new int[all];
        int[] beside = new int[all];
        int[] elsewhere = new int[all * SkipGram.DRAWS];
        Arrays.setAll(word, n -> n / (6 * rounds));
        Arrays.setAll(beside, n -> word[n] / 6 * 6 + n / rounds % 6);
        Arrays.setAll(elsewhere, n -> n % 12);
        return net.loss(word, beside, elsewhere, all);
    }

    private static double cosine(float[] values, int a, int b) {
        double product = 0;
        double squareOfA = 0;
        double squareOfB = 0;
        for (int i = 0; i < SkipGram.WIDTH; i++) {
            product += values[a + i] * values[b + i];
            squareOfA += values[a + i] * values[a + i];
            squareOfB += values[b + i] * values[b + i];
        }
        return product / Math.sqrt(squareOfA * squareOfB);
    }
}
