package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.chainrule.CompileOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and gradients of ADBench's objectives, within the tolerance of its own tests. */
class AdbenchTest {

    private static final Path FOLDER = Path.of("src/test/resources/adbench");
    private static final double TOLERANCE = 1e-8;

    @ParameterizedTest
    @ValueSource(strings = {"gmm_test", "gmm_1k_d2_K5"})
    void mixtureOfGaussians(String instance) throws Exception {
        try (Scanner numbers = new Scanner(FOLDER.resolve(instance + ".txt"))) {
            int d = numbers.nextInt();
            int components = numbers.nextInt();
            int points = numbers.nextInt();
            Generated mixture = Generated.from(
                    Files.readString(Samples.MODELS.resolve("AdbenchGmm.nn")),
                    CompileOptions.STANDARD.withDim("d", d).withDim("components", components));
            read(numbers, mixture.parameters());
            double[] x = read(numbers, new double[points * d]);
            mixture.call("setGamma", numbers.nextDouble());
            mixture.call("setM", numbers.nextDouble());

            double[] gradient = new double[mixture.parameters().length];
            compare(mixture.number("lossAndGradient", x, below(d), points, gradient), gradient, expected(instance));
        }
    }

    /** What is below the diagonal stands behind it, column by column. */
    private static int[] below(int d) {
        int[] at = new int[d * d];
        int next = d;
        for (int column = 0; column < d; column++) {
            for (int row = column + 1; row < d; row++) {
                at[row * d + column] = next++;
            }
        }
        return at;
    }

    @Test
    void characterModel() throws Exception {
        try (Scanner numbers = new Scanner(FOLDER.resolve("lstm_l2_c1024.txt"))) {
            int layers = numbers.nextInt();
            int characters = numbers.nextInt();
            int units = numbers.nextInt();
            Generated model = Generated.from(
                    Files.readString(Samples.MODELS.resolve("AdbenchLstm.nn")),
                    CompileOptions.STANDARD.withDim("layers", layers).withDim("units", units));
            read(numbers, model.parameters());
            double[] state = read(numbers, new double[2 * layers * units]);
            double[] sequence = read(numbers, new double[characters * units]);

            double[] gradient = new double[model.parameters().length];
            compare(
                    model.number("lossAndGradient", sequence, state, characters, gradient),
                    gradient,
                    expected("lstm_l2_c1024"));
        }
    }

    private static double[] read(Scanner numbers, double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = Double.parseDouble(numbers.next());
        }
        return into;
    }

    private static JsonObject expected(String instance) throws IOException {
        return JsonParser.parseString(Files.readString(FOLDER.resolve(instance + ".expected.json")))
                .getAsJsonObject();
    }

    private static void compare(double value, double[] gradient, JsonObject expected) {
        double wanted = expected.get(expected.has("value_if_pi_is_exact") ? "value_if_pi_is_exact" : "value")
                .getAsDouble();
        assertThat(value).isCloseTo(wanted, within(TOLERANCE * Math.max(1, Math.abs(wanted))));
        JsonArray partials = expected.getAsJsonArray("gradient");
        assertThat(gradient).hasSize(partials.size());
        for (int i = 0; i < gradient.length; i++) {
            double partial = partials.get(i).getAsDouble();
            assertThat(gradient[i])
                    .as("partial derivative %d", i)
                    .isCloseTo(partial, within(TOLERANCE * Math.max(1, Math.abs(partial))));
        }
    }
}
