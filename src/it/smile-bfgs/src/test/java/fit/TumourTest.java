package fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import smile.math.BFGS;

class TumourTest {

    /** Found in double precision by another program, with no element of the gradient above 1e-12. */
    private static final double LEAST = 0.09959137548470548;

    private static final int RIGHT = 561;

    private static final double[] OPTIMUM = {
        -0.4160541730432577,
        -0.4549787227601754,
        -0.4039436206204011,
        -0.4140920994957197,
        -0.1599062855348304,
        0.095185987351388,
        -0.470136455269007,
        -0.5459909101262118,
        -0.04435429618040295,
        0.29211719292251376,
        -0.645481804233616,
        0.07737955726644256,
        -0.4493620645858991,
        -0.4931156130856763,
        -0.0936881023301133,
        0.38406743659843134,
        0.04256429589311635,
        -0.16917962724977872,
        0.18668660285008107,
        0.3376316813645527,
        -0.629780423308686,
        -0.7214503179671224,
        -0.5652203808414167,
        -0.5756971369534591,
        -0.5075708606551872,
        -0.11372642307088235,
        -0.5120287632746132,
        -0.6109079303525483,
        -0.531769106567563,
        -0.18914817742379816,
        0.49526969109017166
    };

    @Test
    void bfgsReachesTheOptimum() throws IOException {
        Rows rows = Rows.read();
        Tumour network = new Tumour();
        double[] point = new double[Tumour.PARAMETER_COUNT];
        double least = BFGS.minimize(new TumourLoss(network, rows.x(), rows.y()), 10, point, 1e-10, 1000);
        assertEquals(LEAST, least, 1e-12);
        assertArrayEquals(OPTIMUM, point, 1e-7);
        assertEquals(RIGHT, right(network, point, rows));
    }

    private static long right(Tumour network, double[] point, Rows rows) {
        System.arraycopy(point, 0, network.parameters(), 0, point.length);
        double[] benign = new double[rows.y().length];
        network.probability(rows.x(), benign.length, benign);
        return IntStream.range(0, benign.length)
                .filter(i -> (benign[i] > 0.5 ? 1 : 0) == rows.y()[i])
                .count();
    }
}
