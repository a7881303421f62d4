package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import samples.factors.MatrixFactorisation;
import samples.filters.KalmanLikelihood;
import samples.mixtures.GaussianMixture;
import samples.mixtures.KMeans;
import samples.mixtures.KMeansCurvature;

/** Objectives that are fitted: factors, mixtures, a filter's likelihood. */
class FittedSamplesTest {

    /** Ratings of rank two, a fifth of them held back. */
    @Test
    void factorsFillTheGaps() {
        int users = MatrixFactorisation.USERS;
        int items = MatrixFactorisation.ITEMS;
        Random random = new Random(5);
        double[] taste = random.doubles(2 * users, -1, 1).toArray();
        double[] kind = random.doubles(2 * items, -1, 1).toArray();
        int all = users * items;
        int known = all - all / 5;
        int[] order = new Random(6).ints(0, all).distinct().limit(all).toArray();
        int[] user = new int[all];
        int[] item = new int[all];
        double[] rating = new double[all];
        for (int n = 0; n < all; n++) {
            user[n] = order[n] / items;
            item[n] = order[n] % items;
            rating[n] = 3 + taste[2 * user[n]] * kind[2 * item[n]] + taste[2 * user[n] + 1] * kind[2 * item[n] + 1];
        }
        MatrixFactorisation net = new MatrixFactorisation();
        net.initialize(1);
        for (int step = 0; step < 600; step++) {
            net.step(Arrays.copyOf(user, known), Arrays.copyOf(item, known), Arrays.copyOf(rating, known), known);
        }

        double[] guess = new double[all];
        net.guess(user, item, all, guess);
        double error = 0;
        double spread = 0;
        for (int n = known; n < all; n++) {
            error += Math.pow(guess[n] - rating[n], 2);
            spread += Math.pow(rating[n] - 3, 2);
        }
        assertThat(error / spread).isLessThan(0.02);
    }

    /** Three clouds of 100 points. The best fit of 17 numbers is a little better than the density that made them. */
    @Test
    void theMixtureFindsItsClouds() {
        Random random = new Random(2);
        double[][] centres = {{-3, 0}, {3, 1}, {0, 4}};
        double[] x = new double[600];
        for (int n = 0; n < 300; n++) {
            for (int a = 0; a < 2; a++) {
                x[2 * n + a] = centres[n % 3][a] + (a == 0 ? 0.5 : 0.8) * random.nextGaussian();
            }
        }
        GaussianMixture net = new GaussianMixture();
        net.initialize(1);
        for (int step = 0; step < 400; step++) {
            net.step(x, 300);
        }

        double made = 0;
        for (int n = 0; n < 300; n++) {
            double density = 0;
            for (double[] centre : centres) {
                double a = (x[2 * n] - centre[0]) / 0.5;
                double b = (x[2 * n + 1] - centre[1]) / 0.8;
                density += Math.exp(-0.5 * (a * a + b * b)) / (3 * 2 * Math.PI * 0.5 * 0.8);
            }
            made -= Math.log(density) / 300;
        }
        assertThat(net.loss(x, 300)).isBetween(made - 0.1, made);
        double[] membership = new double[900];
        net.membership(x, 300, membership);
        for (int n = 3; n < 300; n++) {
            for (int k = 0; k < 3; k++) {
                assertThat(membership[3 * n + k]).isCloseTo(membership[3 * (n % 3) + k], within(0.1));
            }
        }
    }

    /** Against the joint normal density of all observations, with covariances 1 + step min(i, j), plus noise on the diagonal. */
    @Test
    void theFilterGivesTheJointDensity() {
        double[] y = {0.5, -0.3, 1.2, 1.9};
        double[] gradient = new double[6];
        assertThat(KalmanLikelihood.gradient(y, -1, -0.5, 4, gradient)).isCloseTo(5.737745742758689, within(1e-12));
        assertThat(gradient[4]).isCloseTo(-0.052206735230505, within(1e-9));
        assertThat(gradient[5]).isCloseTo(0.337041429096733, within(1e-9));
    }

    /** Newton's method with the Hessian's diagonal, which is all of the Hessian, is Lloyd's iteration. */
    @Test
    void aNewtonStepOfKMeansIsTheMeanOfTheCluster() {
        double[] x = {0, 0, 1, 0, 0, 1, 10, 10, 12, 10};
        double[] centre = {1, 1, 9, 9};
        double[] gradient = new double[14];
        // squared distances to the nearer centre: 2, 1, 1; 2, 10
        assertThat(KMeans.gradient(x, centre, 5, 2, 2, gradient)).isEqualTo(16);
        double[] curvature = new double[4];
        KMeansCurvature.value(x, centre, 5, 2, 2, curvature);
        assertThat(curvature).containsExactly(6, 6, 4, 4); // twice the points of the cluster
        double[] moved = new double[4];
        for (int i = 0; i < 4; i++) {
            moved[i] = centre[i] - gradient[10 + i] / curvature[i];
        }
        assertThat(moved).containsExactly(new double[] {1.0 / 3, 1.0 / 3, 11, 10}, within(1e-12));
    }
}
