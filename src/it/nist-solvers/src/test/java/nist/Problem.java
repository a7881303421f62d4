package nist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A file of NIST's reference data.
 *
 * @param starts two points to start from: the first far away, the second near
 * @param certified the parameters
 * @param deviations of the parameters
 * @param sumOfSquares of the residuals
 * @param x where it was observed
 * @param y what was observed
 */
record Problem(
        String name,
        List<double[]> starts,
        double[] certified,
        double[] deviations,
        double sumOfSquares,
        double[] x,
        double[] y) {

    /** Certified values are in lines of the form {@code b1 = 500 250 2.3894212918E+02 2.7070075241E+00}. */
    static Problem read(String name) throws IOException {
        List<String> lines;
        try (InputStream file = Problem.class.getResourceAsStream(name + ".dat")) {
            lines = new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
        List<double[]> parameters = lines.subList(40, 60).stream()
                .filter(line -> line.matches("\\s*b\\d =.*"))
                .map(line -> numbers(line.substring(line.indexOf('=') + 1)))
                .toList();
        double sumOfSquares = lines.stream()
                .filter(line -> line.startsWith("Residual Sum of Squares:"))
                .mapToDouble(line -> numbers(line.substring(line.indexOf(':') + 1))[0])
                .findFirst()
                .orElseThrow();
        List<double[]> data = lines.stream().skip(60).map(Problem::numbers).toList();
        return new Problem(
                name,
                List.of(column(parameters, 0), column(parameters, 1)),
                column(parameters, 2),
                column(parameters, 3),
                sumOfSquares,
                column(data, 1),
                column(data, 0));
    }

    private static double[] numbers(String line) {
        return List.of(line.strip().split("\\s+")).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static double[] column(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }
}
