package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpringsTest {

    @Test
    void twoSpringsHaveTwiceTheForceOfOne() {
        double[] force = new double[1];
        assertEquals(4.5, Spring.value(3));
        Spring.gradient(3, force);
        assertEquals(3, force[0]);
        assertEquals(9, Twin.value(3));
        Twin.gradient(3, force);
        assertEquals(6, force[0]);
    }
}
