package fit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The table, its columns standardised: mean 0, variance 1. */
record Rows(double[] x, int[] y) {

    static Rows read() throws IOException {
        List<double[]> rows;
        try (InputStream file = Rows.class.getResourceAsStream("/breast-cancer.csv")) {
            rows = new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .skip(1)
                    .map(line -> List.of(line.split(",")).stream()
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        }
        double[] x = new double[rows.size() * Tumour.FEATURES];
        for (int j = 0; j < Tumour.FEATURES; j++) {
            int column = j;
            double mean =
                    rows.stream().mapToDouble(row -> row[column]).average().orElseThrow();
            double variance = rows.stream()
                    .mapToDouble(row -> Math.pow(row[column] - mean, 2))
                    .average()
                    .orElseThrow();
            for (int i = 0; i < rows.size(); i++) {
                x[i * Tumour.FEATURES + j] = (rows.get(i)[j] - mean) / Math.sqrt(variance);
            }
        }
        return new Rows(
                x, rows.stream().mapToInt(row -> (int) row[Tumour.FEATURES]).toArray());
    }
}
