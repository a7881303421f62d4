package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Scanner;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import samples.adbench.AdbenchBa;
import samples.adbench.AdbenchHand;
import samples.adbench.AdbenchHandSurface;

/** Residuals and Jacobians of ADBench: against the published figures, and against six-point differences. */
class AdbenchJacobianTest {

    private static void compare(double[] values, double[] expected) {
        assertThat(values).hasSize(expected.length);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i])
                    .as("number %d", i)
                    .isCloseTo(expected[i], within(Adbench.TOLERANCE * Math.max(1, Math.abs(expected[i]))));
        }
    }

    /** How results change with a number that is read from an array: six-point differences. */
    private static double[] differences(Supplier<double[]> results, double[] x, int at) {
        double center = x[at];
        double h = 1e-3 * Math.max(1, Math.abs(center));
        double[] slopes = new double[results.get().length];
        double[] weights = {45, -9, 1};
        for (int k = 1; k <= 3; k++) {
            x[at] = center + k * h;
            double[] above = results.get();
            x[at] = center - k * h;
            double[] below = results.get();
            for (int i = 0; i < slopes.length; i++) {
                slopes[i] += weights[k - 1] * (above[i] - below[i]) / (60 * h);
            }
        }
        x[at] = center;
        return slopes;
    }

    private static void close(double derivative, double difference, double scale) {
        assertThat(derivative).isCloseTo(difference, within(1e-6 * Math.max(scale, Math.abs(difference))));
    }

    /** Cameras, points and observations of a bundle adjustment. */
    private record Scene(double[] camera, double[] point, double[] weight, double[] seen, int[] by, int[] which) {

        int observations() {
            return weight.length;
        }

        double[] errors() {
            double[] out = new double[2 * observations()];
            new AdbenchBa()
                    .error(
                            camera,
                            point,
                            weight,
                            seen,
                            by,
                            which,
                            observations(),
                            camera.length / 11,
                            point.length / 3,
                            out);
            return out;
        }

        double[] blocks() {
            double[] out = new double[30 * observations()];
            new AdbenchBa()
                    .block(
                            camera,
                            point,
                            weight,
                            seen,
                            by,
                            which,
                            observations(),
                            camera.length / 11,
                            point.length / 3,
                            out);
            return out;
        }

        /** As in ADBench: copies of one camera, one point and one observation. */
        static Scene published() throws IOException {
            try (Scanner numbers = Adbench.numbers("ba_test")) {
                int cameras = numbers.nextInt();
                int points = numbers.nextInt();
                int observations = numbers.nextInt();
                double[] camera = Adbench.read(numbers, new double[11]);
                double[] point = Adbench.read(numbers, new double[3]);
                double[] weight = Adbench.read(numbers, new double[1]);
                double[] seen = Adbench.read(numbers, new double[2]);
                return new Scene(
                        copies(camera, cameras),
                        copies(point, points),
                        copies(weight, observations),
                        copies(seen, observations),
                        IntStream.range(0, observations).map(o -> o % cameras).toArray(),
                        IntStream.range(0, observations).map(o -> o % points).toArray());
            }
        }

        private static double[] copies(double[] values, int times) {
            return IntStream.range(0, times)
                    .boxed()
                    .flatMapToDouble(any -> Arrays.stream(values))
                    .toArray();
        }

        /** Cameras, points and weights that differ. */
        static Scene drawn() throws IOException {
            Scene scene = published();
            Random random = new Random(1);
            for (double[] values : List.of(scene.camera, scene.point, scene.weight)) {
                for (int i = 0; i < values.length; i++) {
                    values[i] *= 1 + 0.1 * random.nextDouble();
                }
            }
            return scene;
        }
    }

    @Test
    void errorsOfBundleAdjustmentAreThePublishedOnes() throws Exception {
        JsonObject expected = Adbench.expected("ba_test");
        Scene scene = Scene.published();
        compare(scene.errors(), Scene.copies(Adbench.doubles(expected.getAsJsonArray("reproj_err")), 10));
        double[] rows = new double[30];
        System.arraycopy(Adbench.doubles(expected.getAsJsonArray("jacobian_err0")), 0, rows, 0, 15);
        System.arraycopy(Adbench.doubles(expected.getAsJsonArray("jacobian_err1")), 0, rows, 15, 15);
        compare(scene.blocks(), Scene.copies(rows, 10));

        double[] out = new double[10];
        new AdbenchBa().excess(scene.weight, 10, out);
        compare(out, Scene.copies(new double[] {expected.get("w_err").getAsDouble()}, 10));
        new AdbenchBa().slope(scene.weight, 10, out);
        compare(out, Scene.copies(new double[] {expected.get("d_w_err_d_w").getAsDouble()}, 10));
    }

    /** Blocks where they belong, and zeros everywhere else. */
    @Test
    void blocksOfBundleAdjustmentAreAllOfItsJacobian() throws IOException {
        Scene scene = Scene.drawn();
        double[] blocks = scene.blocks();
        for (int c = 0; c < scene.camera.length; c++) {
            double[] slopes = differences(scene::errors, scene.camera, c);
            for (int row = 0; row < slopes.length; row++) {
                close(scene.by[row / 2] == c / 11 ? blocks[15 * row + c % 11] : 0, slopes[row], 1);
            }
        }
        for (int i = 0; i < scene.point.length; i++) {
            double[] slopes = differences(scene::errors, scene.point, i);
            for (int row = 0; row < slopes.length; row++) {
                close(scene.which[row / 2] == i / 3 ? blocks[15 * row + 11 + i % 3] : 0, slopes[row], 1);
            }
        }
        for (int o = 0; o < scene.weight.length; o++) {
            double[] slopes = differences(scene::errors, scene.weight, o);
            for (int row = 0; row < slopes.length; row++) {
                close(row / 2 == o ? blocks[15 * row + 14] : 0, slopes[row], 1);
            }
        }
    }

    /** A camera that is not turned: the first order in the rotation is the cross product, and nothing is NaN. */
    @Test
    void aCameraThatIsNotTurnedHasItsJacobian() {
        double[] camera = {0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0};
        Scene scene =
                new Scene(camera, new double[] {1, 2, 4}, new double[] {1}, new double[2], new int[1], new int[1]);
        // 2 (X / Z, Y / Z) of (1, 2, 4) + r × (1, 2, 4)
        compare(scene.errors(), new double[] {0.5, 1});
        double[] blocks = scene.blocks();
        compare(Arrays.copyOfRange(blocks, 0, 3), new double[] {-0.25, 2.125, -1});
        compare(Arrays.copyOfRange(blocks, 15, 18), new double[] {-2.5, 0.25, 0.5});
        compare(Arrays.copyOfRange(blocks, 11, 15), new double[] {0.5, 0, -0.125, 0.5});
        compare(Arrays.copyOfRange(blocks, 26, 30), new double[] {0, 0.5, -0.25, 1});
        assertThat(blocks).doesNotContain(Double.NaN);
    }

    /** The model of a hand, and its measured points. */
    private static final class Hand {
        private final double[] rest = new double[22 * 16];
        private final double[] inverse = new double[22 * 16];
        private final double[] home;
        private final double[] share;
        private final int[][] triangles;
        private final int vertices;
        private final int points;
        private final int[] nearest;
        private final double[] measured;
        private final double[] u;
        private final double[] theta;

        Hand(String instance, boolean surface) throws IOException {
            List<String> bones = Files.readAllLines(Adbench.file("hand_model/bones.txt"));
            for (int b = 0; b < 22; b++) {
                String[] fields = bones.get(b).split(":");
                for (int i = 0; i < 16; i++) {
                    rest[16 * b + i] = Double.parseDouble(fields[2 + i]);
                    inverse[16 * b + i] = Double.parseDouble(fields[18 + i]);
                }
            }
            List<String> lines = Files.readAllLines(Adbench.file("hand_model/vertices.txt"));
            vertices = lines.size();
            home = new double[4 * vertices];
            share = new double[22 * vertices];
            for (int v = 0; v < vertices; v++) {
                String[] fields = lines.get(v).split(":");
                for (int i = 0; i < 3; i++) {
                    home[4 * v + i] = Double.parseDouble(fields[i]);
                }
                home[4 * v + 3] = 1;
                for (int k = 0; k < Integer.parseInt(fields[8]); k++) {
                    share[Integer.parseInt(fields[9 + 2 * k]) * vertices + v] = Double.parseDouble(fields[10 + 2 * k]);
                }
            }
            triangles = Files.readAllLines(Adbench.file("hand_model/triangles.txt")).stream()
                    .map(line -> Arrays.stream(line.split(":"))
                            .mapToInt(Integer::parseInt)
                            .toArray())
                    .toArray(int[][]::new);
            try (Scanner numbers = Adbench.numbers(instance)) {
                points = numbers.nextInt();
                theta = new double[numbers.nextInt()];
                nearest = new int[points];
                measured = new double[3 * points];
                for (int n = 0; n < points; n++) {
                    nearest[n] = numbers.nextInt();
                    System.arraycopy(Adbench.read(numbers, new double[3]), 0, measured, 3 * n, 3);
                }
                u = Adbench.read(numbers, new double[surface ? 2 * points : 0]);
                Adbench.read(numbers, theta);
            }
        }

        double[] residuals() {
            AdbenchHand net = new AdbenchHand();
            System.arraycopy(theta, 0, net.parameters(), 0, theta.length);
            double[] out = new double[3 * points];
            net.residual(rest, inverse, home, share, measured, nearest, points, vertices, out);
            return out;
        }

        double[] jacobian() {
            AdbenchHand net = new AdbenchHand();
            System.arraycopy(theta, 0, net.parameters(), 0, theta.length);
            double[] out = new double[3 * points * 26];
            net.residualJacobian(rest, inverse, home, share, measured, nearest, points, vertices, out);
            return out;
        }

        private int[] corners() {
            return Arrays.stream(nearest)
                    .flatMap(triangle -> Arrays.stream(triangles[triangle]))
                    .toArray();
        }

        double[] residualsOnSurface() {
            AdbenchHandSurface net = new AdbenchHandSurface();
            System.arraycopy(theta, 0, net.parameters(), 0, theta.length);
            double[] out = new double[3 * points];
            net.residual(rest, inverse, home, share, measured, corners(), u, points, vertices, out);
            return out;
        }

        double[] jacobianOnSurface() {
            AdbenchHandSurface net = new AdbenchHandSurface();
            System.arraycopy(theta, 0, net.parameters(), 0, theta.length);
            double[] out = new double[3 * points * 28];
            net.jacobian(rest, inverse, home, share, corners(), u, points, vertices, out);
            return out;
        }
    }

    private static double[] rows(JsonObject expected) {
        return expected.getAsJsonArray("jacobian_rows").asList().stream()
                .map(JsonElement::getAsJsonArray)
                .flatMapToDouble(row -> Arrays.stream(Adbench.doubles(row)))
                .toArray();
    }

    @Test
    void theHandsResidualsAndJacobianAreThePublishedOnes() throws IOException {
        JsonObject expected = Adbench.expected("hand_test");
        Hand hand = new Hand("hand_test", false);
        compare(hand.residuals(), Adbench.doubles(expected.getAsJsonArray("residuals")));
        double[] jacobian = hand.jacobian();
        compare(jacobian, rows(expected));
        for (int i = 0; i < 26; i++) {
            double[] slopes = differences(hand::residuals, hand.theta, i);
            for (int row = 0; row < slopes.length; row++) {
                close(jacobian[26 * row + i], slopes[row], 1e-3);
            }
        }
    }

    @Test
    void thoseOnTheSurfaceAreThePublishedOnes() throws IOException {
        JsonObject expected = Adbench.expected("hand_complicated");
        Hand hand = new Hand("hand_complicated", true);
        compare(hand.residualsOnSurface(), Adbench.doubles(expected.getAsJsonArray("residuals")));
        double[] jacobian = hand.jacobianOnSurface();
        compare(jacobian, rows(expected));
        for (int i = 0; i < 26; i++) {
            double[] slopes = differences(hand::residualsOnSurface, hand.theta, i);
            for (int row = 0; row < slopes.length; row++) {
                close(jacobian[28 * row + 2 + i], slopes[row], 1e-3);
            }
        }
        for (int i = 0; i < hand.u.length; i++) {
            double[] slopes = differences(hand::residualsOnSurface, hand.u, i);
            for (int row = 0; row < slopes.length; row++) {
                close(row / 3 == i / 2 ? jacobian[28 * row + i % 2] : 0, slopes[row], 1e-3);
            }
        }
    }
}
