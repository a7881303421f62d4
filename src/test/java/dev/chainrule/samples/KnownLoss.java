package dev.chainrule.samples;

import java.util.List;

/**
 * A loss of the library at A, B and the label 1, computed from its definition in another language.
 *
 * @param formula over {@code a[d]}, {@code b[d]} and {@code y[one]: d}
 */
public record KnownLoss(String formula, double expected) {

    /** What {@code a} is in all of them. */
    public static double[] a() {
        return new double[] {0.5, -1, 2};
    }

    /** What {@code b} is in all of them. */
    public static double[] b() {
        return new double[] {0.2, 0.3, 0.5};
    }

    /** A function of this name that is the loss, none of it known when compiling. */
    public String function(String name) {
        return """
                function %s(a[d], b[d], y[one]: d) {
                  dim d = 3;
                  dim one = 1;
                  return sum(%s);
                }
                """.formatted(name, formula);
    }

    public static final List<KnownLoss> ALL = List.of(
            new KnownLoss("cross_entropy[d](a, y)", 3.241311296657157),
            new KnownLoss("smoothed_cross_entropy[d](a, y, smoothing = 0.2)", 2.9413112966571573),
            new KnownLoss("weighted_cross_entropy[d](a, y, b)", 0.9723933889971471),
            new KnownLoss("binary_cross_entropy_with_logits(a, b)", 2.6142666827413015),
            new KnownLoss("binary_cross_entropy(b, softmax[d](a))", 1.549109757641606),
            new KnownLoss("squared_error(a, b)", 4.03),
            new KnownLoss("absolute_error(a, b)", 3.1),
            new KnownLoss("huber(a, b, delta = 0.7)", 1.5150000000000001),
            new KnownLoss("log_cosh(a, b)", 1.5782784523474613),
            new KnownLoss("hinge(a, sign(b - 0.25))", 3.5),
            new KnownLoss("squared_hinge(a, sign(b - 0.25))", 6.25),
            new KnownLoss("kl_divergence[d](b, softmax[d](a))", 0.41165828259258364),
            new KnownLoss("entropy[d](b)", 1.0296530140645737),
            new KnownLoss("poisson_loss(b, a)", 1.9870405130110047),
            new KnownLoss("poisson_negative_log_likelihood(b, a * a * 4)", 52.36559795512559),
            new KnownLoss("gaussian_negative_log_likelihood(a, 0.3, b)", 6.810203317620694),
            new KnownLoss("gaussian_kl_divergence[d](a, b)", 2.7349914182181507),
            new KnownLoss("cosine_similarity[d](a, b)", 0.5663938603238311),
            new KnownLoss("cosine_distance[d](a, b)", 0.4336061396761689),
            new KnownLoss("triplet_loss[d](a, b, a + 2 * b, margin = 1.5)", 2.274603189394678),
            new KnownLoss("triplet_loss[d](a, b, a + 9 * b, margin = 1.5)", 0.0));

    @Override
    public String toString() {
        return formula;
    }
}
