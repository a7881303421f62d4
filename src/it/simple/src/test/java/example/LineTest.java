package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LineTest {

    @Test
    void findsTheLineThroughItsPoints() {
        double[] x = {0, 1, 2, 3};
        double[] y = {1, 3, 5, 7};
        Line line = new Line();
        for (int step = 0; step < 2000; step++) {
            line.step(x, y, x.length);
        }
        assertEquals(2, line.parameters()[0], 1e-6);
        assertEquals(1, line.parameters()[1], 1e-6);
    }
}
