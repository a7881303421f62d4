package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import samples.physics.Oscillator;

/** A network that has seen no motion, only its equation, moves as the sine does. */
class PhysicsTest {

    private static final int POINTS = 25;

    @Test
    void theEquationIsLearned() {
        Oscillator net = new Oscillator();
        net.initialize(1);
        double[] t = new double[POINTS];
        for (int n = 0; n < POINTS; n++) {
            t[n] = Math.PI * n / (POINTS - 1);
        }
        for (int step = 0; step < 6000; step++) {
            net.setRate(step < 3000 ? 0.01 : 0.001);
            net.step(t, POINTS);
        }
        assertThat(net.loss(t, POINTS)).isLessThan(1e-4);
        double[] u = new double[POINTS];
        net.u(t, POINTS, u);
        for (int n = 0; n < POINTS; n++) {
            assertThat(u[n]).isCloseTo(Math.sin(t[n]), within(2e-3));
        }
    }
}
