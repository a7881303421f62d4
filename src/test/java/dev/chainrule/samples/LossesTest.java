package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The library's losses against numbers computed from their definitions in another language. */
class LossesTest {

    private record Loss(String formula, double expected) {}

    private static final List<Loss> LOSSES = List.of(
            new Loss("cross_entropy[d](a, y)", 3.241311296657157),
            new Loss("smoothed_cross_entropy[d](a, y, smoothing = 0.2)", 2.9413112966571573),
            new Loss("weighted_cross_entropy[d](a, y, b)", 0.9723933889971471),
            new Loss("binary_cross_entropy_with_logits(a, b)", 2.6142666827413015),
            new Loss("binary_cross_entropy(b, softmax[d](a))", 1.549109757641606),
            new Loss("squared_error(a, b)", 4.03),
            new Loss("absolute_error(a, b)", 3.1),
            new Loss("huber(a, b, delta = 0.7)", 1.5150000000000001),
            new Loss("log_cosh(a, b)", 1.5782784523474613),
            new Loss("hinge(a, sign(b - 0.25))", 3.5),
            new Loss("squared_hinge(a, sign(b - 0.25))", 6.25),
            new Loss("kl_divergence[d](b, softmax[d](a))", 0.41165828259258364),
            new Loss("entropy[d](b)", 1.0296530140645737),
            new Loss("poisson_loss(b, a)", 1.9870405130110047),
            new Loss("poisson_negative_log_likelihood(b, a * a * 4)", 52.36559795512559),
            new Loss("gaussian_negative_log_likelihood(a, 0.3, b)", 6.810203317620694),
            new Loss("gaussian_kl_divergence[d](a, b)", 2.7349914182181507),
            new Loss("cosine_similarity[d](a, b)", 0.5663938603238311),
            new Loss("cosine_distance[d](a, b)", 0.4336061396761689),
            new Loss("triplet_loss[d](a, b, a + 2 * b, margin = 1.5)", 2.274603189394678),
            new Loss("triplet_loss[d](a, b, a + 9 * b, margin = 1.5)", 0.0));

    /** Each at two vectors of three elements and the label 1, so that none of it is known when compiling. */
    @TestFactory
    List<DynamicTest> areThoseOfTheirDefinitions() throws ReflectiveOperationException {
        StringBuilder program = new StringBuilder();
        for (int i = 0; i < LOSSES.size(); i++) {
            program.append("""
                    function F%d(a[d], b[d], y[one]: d) {
                      dim d = 3;
                      dim one = 1;
                      return sum(%s);
                    }
                    """.formatted(i, LOSSES.get(i).formula()));
        }
        List<Generated> functions = Generated.each(program.toString());
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < LOSSES.size(); i++) {
            Loss loss = LOSSES.get(i);
            Generated function = functions.get(i);
            tests.add(DynamicTest.dynamicTest(loss.formula(), () -> {
                double[] a = {0.5, -1, 2};
                double[] b = {0.2, 0.3, 0.5};
                assertThat(function.number("value", a, b, new int[] {1})).isCloseTo(loss.expected(), within(1e-12));
            }));
        }
        return tests;
    }
}
