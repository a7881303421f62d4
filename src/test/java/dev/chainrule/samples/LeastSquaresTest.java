package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import samples.fit.Misra1a;

/** Residuals and Jacobian of a sample lead Gauss and Newton to NIST's certified answer, and to its certified deviations. */
class LeastSquaresTest {

    private static final double[] PRESSURE = {
        77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0
    };
    private static final double[] VOLUME = {
        10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78
    };
    private static final int POINTS = 14;

    private static final double B1 = 2.3894212918E+02;
    private static final double B2 = 5.5015643181E-04;
    private static final double DEVIATION_OF_B1 = 2.7070075241E+00;
    private static final double DEVIATION_OF_B2 = 7.2668688436E-06;
    private static final double SUM_OF_SQUARES = 1.2455138894E-01;

    private final Misra1a model = new Misra1a();
    private final double[] residual = new double[POINTS];
    private final double[] jacobian = new double[2 * POINTS];

    private static Offset<Double> relative(double of) {
        return within(1e-9 * of);
    }

    /** JᵀJ and Jᵀr: a, b; b, c; then the right side. */
    private double[] normalEquations() {
        model.residual(PRESSURE, VOLUME, POINTS, residual);
        model.residualJacobian(PRESSURE, VOLUME, POINTS, jacobian);
        double[] sums = new double[5];
        for (int i = 0; i < POINTS; i++) {
            double d1 = jacobian[2 * i];
            double d2 = jacobian[2 * i + 1];
            sums[0] += d1 * d1;
            sums[1] += d1 * d2;
            sums[2] += d2 * d2;
            sums[3] += d1 * residual[i];
            sums[4] += d2 * residual[i];
        }
        return sums;
    }

    @Test
    void misra1a() {
        double[] b = model.parameters();
        b[0] = 250;
        b[1] = 0.0005;
        for (int step = 0; step < 20; step++) {
            double[] s = normalEquations();
            double determinant = s[0] * s[2] - s[1] * s[1];
            b[0] -= (s[2] * s[3] - s[1] * s[4]) / determinant;
            b[1] -= (s[0] * s[4] - s[1] * s[3]) / determinant;
        }
        assertThat(b[0]).isCloseTo(B1, relative(B1));
        assertThat(b[1]).isCloseTo(B2, relative(B2));
        assertThat(2 * model.loss(PRESSURE, VOLUME, POINTS)).isCloseTo(SUM_OF_SQUARES, relative(SUM_OF_SQUARES));
        double[] s = normalEquations();
        double determinant = s[0] * s[2] - s[1] * s[1];
        double variance = SUM_OF_SQUARES / (POINTS - 2);
        assertThat(Math.sqrt(variance * s[2] / determinant)).isCloseTo(DEVIATION_OF_B1, relative(DEVIATION_OF_B1));
        assertThat(Math.sqrt(variance * s[0] / determinant)).isCloseTo(DEVIATION_OF_B2, relative(DEVIATION_OF_B2));
    }

    /** Newton's method, with gradient and Hessian of the whole, comes to the same point. */
    @Test
    void newton() {
        double[] b = model.parameters();
        b[0] = 240;
        b[1] = 0.00055;
        double[] gradient = new double[2];
        double[] hessian = new double[4];
        for (int step = 0; step < 20; step++) {
            model.lossAndGradient(PRESSURE, VOLUME, POINTS, gradient);
            model.lossHessian(PRESSURE, VOLUME, POINTS, hessian);
            double determinant = hessian[0] * hessian[3] - hessian[1] * hessian[2];
            b[0] -= (hessian[3] * gradient[0] - hessian[1] * gradient[1]) / determinant;
            b[1] -= (hessian[0] * gradient[1] - hessian[2] * gradient[0]) / determinant;
        }
        assertThat(b[0]).isCloseTo(B1, relative(B1));
        assertThat(b[1]).isCloseTo(B2, relative(B2));
    }
}
