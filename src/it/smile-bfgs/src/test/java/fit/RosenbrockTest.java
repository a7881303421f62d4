package fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smile.math.BFGS;

class RosenbrockTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 50})
    void theEndOfTheValleyIsFound(int n) {
        double[] x = new double[n];
        Arrays.setAll(x, i -> i % 2 == 0 ? -1.2 : 1);
        double least = BFGS.minimize(new RosenbrockFunction(), x, 1e-10, 1000);
        assertEquals(0, least, 1e-12);
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        assertArrayEquals(ones, x, 1e-6);
    }
}
