package dev.chainrule.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What steps of an optimiser make of four parameters, by the published update rules; steps.py in the resources computed them.
 *
 * @param clauses after {@code train loss with}
 * @param parameters after each step
 */
public record PublishedSteps(String clauses, List<double[]> parameters) {

    private static final Path STEPS = Path.of("src/test/resources/training/steps.csv");

    private static final String OWN = """
            optimizer lion(rate = 1e-4, beta1 = 0.9, beta2 = 0.99) for p, g {
              state m = 0;
              direction = beta1 * m + (1 - beta1) * g;
              update p = p - rate * sign(direction);
              update m = beta2 * m + (1 - beta2) * g;
            }
            optimizer lars(rate) for w, dw {
              trust = norm(w) / norm(dw);
              update w = w - rate * trust * dw;
            }
            optimizer lookahead(rate, k = 0.5) for p, g {
              state slow = 1;
              before = p;
              update p = p - rate * g + 0.1 * (slow - p);
              update slow = slow + k * (before - slow);
            }
            optimizer shadow(rate) for p, g {
              state s = 0;
              before = p;
              update p = p - rate * g - 0.01 * s;
              update s = s + norm(before);
            }
            """;

    private static final String NETWORK = """
            network N%d {
              dim all = 4; dim two = 2;
              input a[all]; input c[all];
              hyper peak = 0.05;
              param w[two] = zeros(); param b = zeros(); param u = zeros();
              warm = 0.02 * min(1, step / 4);
              p[i: all] = i < 2 ? w[i] : i == 2 ? b : u;
              loss = sum(a * (p - c)^2) / 2 + sum(p^4) / 40;
              output value = p;
              train loss with %s;
            }
            """;

    /** All optimisers, each with several settings and clauses. */
    public static List<PublishedSteps> all() throws IOException {
        Map<String, List<double[]>> steps = new LinkedHashMap<>();
        for (String line : Files.readAllLines(STEPS)) {
            String[] cells = line.split(";");
            double[] numbers = Arrays.stream(cells)
                    .skip(1)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            steps.computeIfAbsent(cells[0], any -> new ArrayList<>()).add(numbers);
        }
        return steps.entrySet().stream()
                .map(each -> new PublishedSteps(each.getKey(), each.getValue()))
                .toList();
    }

    /** The parameters before the first step. */
    public static double[] start() {
        return new double[] {0.7, -1.3, 2.0, 0.05};
    }

    /** The input {@code a}. */
    public static double[] a() {
        return new double[] {1.0, 4.0, 0.25, 30.0};
    }

    /** The input {@code c}. */
    public static double[] c() {
        return new double[] {1.5, -0.5, -2.0, 0.1};
    }

    /** Of {@code sum(a * (p - c)^2) / 2 + sum(p^4) / 40}. */
    public static double[] gradient(double[] p) {
        double[] gradient = new double[p.length];
        Arrays.setAll(gradient, i -> a()[i] * (p[i] - c()[i]) + p[i] * p[i] * p[i] / 10);
        return gradient;
    }

    /** The optimisers that the networks may name besides those of the library. */
    public static String optimizers() {
        return OWN;
    }

    /** A network with these clauses, without the optimisers. */
    public String network(int number) {
        return NETWORK.formatted(number, clauses);
    }

    @Override
    public String toString() {
        return clauses;
    }
}
