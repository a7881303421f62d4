package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import dev.chainrule.CompileOptions;
import java.nio.file.Files;
import java.util.Scanner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and gradients of ADBench's objectives, within the tolerance of its own tests. */
class AdbenchTest {

    @ParameterizedTest
    @ValueSource(strings = {"gmm_test", "gmm_1k_d2_K5", "gmm_1k_d10_K25"})
    void mixtureOfGaussians(String instance) throws Exception {
        try (Scanner numbers = Adbench.numbers(instance)) {
            int d = numbers.nextInt();
            int components = numbers.nextInt();
            int points = numbers.nextInt();
            Generated mixture = Generated.from(
                    Files.readString(Samples.MODELS.resolve("AdbenchGmm.nn")),
                    CompileOptions.STANDARD.withDim("d", d).withDim("components", components));
            Adbench.read(numbers, mixture.parameters());
            double[] x = Adbench.read(numbers, new double[points * d]);
            mixture.call("setGamma", numbers.nextDouble());
            mixture.call("setM", numbers.nextDouble());

            double[] gradient = new double[mixture.parameters().length];
            compare(mixture.number("lossAndGradient", x, points, gradient), gradient, instance);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm_l2_c1024", "lstm_l4_c1024"})
    void characterModel(String instance) throws Exception {
        try (Scanner numbers = Adbench.numbers(instance)) {
            int layers = numbers.nextInt();
            int characters = numbers.nextInt();
            int units = numbers.nextInt();
            Generated model = Generated.from(
                    Files.readString(Samples.MODELS.resolve("AdbenchLstm.nn")),
                    CompileOptions.STANDARD.withDim("layers", layers).withDim("units", units));
            Adbench.read(numbers, model.parameters());
            double[] state = Adbench.read(numbers, new double[2 * layers * units]);
            double[] sequence = Adbench.read(numbers, new double[characters * units]);

            double[] gradient = new double[model.parameters().length];
            compare(model.number("lossAndGradient", sequence, state, characters, gradient), gradient, instance);
        }
    }

    private static void compare(double value, double[] gradient, String instance) throws Exception {
        JsonObject expected = Adbench.expected(instance);
        double wanted = expected.get(expected.has("value_if_pi_is_exact") ? "value_if_pi_is_exact" : "value")
                .getAsDouble();
        assertThat(value).isCloseTo(wanted, within(Adbench.TOLERANCE * Math.max(1, Math.abs(wanted))));
        double[] partials = Adbench.doubles(expected.getAsJsonArray("gradient"));
        assertThat(gradient).hasSize(partials.length);
        for (int i = 0; i < gradient.length; i++) {
            assertThat(gradient[i])
                    .as("partial derivative %d", i)
                    .isCloseTo(partials[i], within(Adbench.TOLERANCE * Math.max(1, Math.abs(partials[i]))));
        }
    }
}
