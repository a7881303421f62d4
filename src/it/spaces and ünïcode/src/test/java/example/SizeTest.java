package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SizeTest {

    @Test
    void isThere() {
        assertEquals(1, Size.value(0));
    }
}
