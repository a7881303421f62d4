package dev.chainrule.elaborate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.samples.KnownLayer;
import dev.chainrule.samples.KnownLoss;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The equations that losses and layers of the library become, evaluated as they are, against numbers from elsewhere. */
class LibraryNumbersTest {

    static List<KnownLoss> losses() {
        return KnownLoss.ALL;
    }

    static List<KnownLayer> layers() {
        return KnownLayer.ALL;
    }

    @ParameterizedTest
    @MethodSource("losses")
    void lossesAreThoseOfTheirDefinitions(KnownLoss loss) {
        Elaborated function = Elaborated.program(loss.function("F"))
                .given("a", KnownLoss.a())
                .given("b", KnownLoss.b())
                .given("y", 1);
        assertThat(function.value("value")).containsExactly(new double[] {loss.expected()}, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void layersAreThoseOfTheReference(KnownLayer layer) {
        Elaborated network = Elaborated.network(layer.body())
                .given("x", layer.input())
                .parameters(KnownLayer::parameters)
                .states();
        assertThat(network.value("result")).containsExactly(layer.expected(), within(1e-9));
    }
}
