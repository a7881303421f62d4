package digits;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Rows of the table, in another order, since each writer's digits stand together: pixels between 0 and 1, one picture after the other, and what they show. */
record Pictures(float[] pixels, int[] digits) {

    static Pictures read() throws IOException {
        List<int[]> rows;
        try (InputStream file = Pictures.class.getResourceAsStream("/digits.csv")) {
            rows = new ArrayList<>(new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToInt(Integer::parseInt)
                            .toArray())
                    .toList());
        }
        Collections.shuffle(rows, new Random(7));
        float[] pixels = new float[rows.size() * DigitsMlp.PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = rows.get(i / DigitsMlp.PIXELS)[i % DigitsMlp.PIXELS] / 16f;
        }
        return new Pictures(
                pixels, rows.stream().mapToInt(row -> row[DigitsMlp.PIXELS]).toArray());
    }

    Pictures range(int from, int to) {
        return new Pictures(
                Arrays.copyOfRange(pixels, from * DigitsMlp.PIXELS, to * DigitsMlp.PIXELS),
                Arrays.copyOfRange(digits, from, to));
    }

    float[] picture(int number) {
        return range(number, number + 1).pixels();
    }

    int size() {
        return digits.length;
    }
}
