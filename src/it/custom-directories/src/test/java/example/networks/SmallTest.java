package example.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;

class SmallTest {

    @Test
    void hasTheLengthAndThePrecisionOfTheProject() {
        assertEquals(5, Sizes.hidden());
        assertInstanceOf(float[].class, new Small().parameters());
    }
}
