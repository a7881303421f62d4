package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Whole;
import org.junit.jupiter.api.Test;

/** How long ranges are taken to be. */
class MagnitudeTest {

    private final Program p = new Program();
    private final Dim open = Dim.open("n");
    private final Dim fixed = Dim.fixed("k", 7);

    @Test
    void lengthsAreKnownOrAThousand() {
        assertThat(Magnitude.of(p.e.integer(12))).isEqualTo(12);
        assertThat(Magnitude.of(p.builder.size(fixed))).isEqualTo(7);
        assertThat(Magnitude.of(p.builder.size(open))).isEqualTo(1000);
        assertThat(Magnitude.of(p.index("i", fixed))).isEqualTo(7);
    }

    @Test
    void lengthsAreComputed() {
        Scalar twice = p.call(Whole.MULTIPLY, p.e.integer(2), p.builder.size(open));
        assertThat(Magnitude.of(p.plus(twice, 3))).isEqualTo(2003);
        Dim computed = Dim.computed("m", p.plus(twice, 3));
        assertThat(Magnitude.of(p.builder.size(computed))).isEqualTo(2003);
        assertThat(Magnitude.of(p.call(Whole.FLOOR_DIVIDE, p.builder.size(computed), p.e.integer(4))))
                .isEqualTo(500);
    }

    @Test
    void otherIndicesStandAtTheirEnds() {
        Index i = p.index("i", fixed);
        assertThat(Magnitude.of(p.index("j", p.plus(p.at(i), 1)))).isEqualTo(7);
        assertThat(Magnitude.of(p.index("j", p.at(i)))).isEqualTo(6);
    }

    @Test
    void dataIsAnyIndexOrNone() {
        Tensor label = p.labels("label", fixed, open);
        Scalar read = p.read(label, p.e.integer(0));
        assertThat(Magnitude.of(read)).isEqualTo(1000);
    }

    @Test
    void aSideOfAChoiceIsTaken() {
        Scalar condition = p.e.less(p.at(p.index("i", fixed)), p.e.integer(2));
        assertThat(Magnitude.of(p.e.choice(condition, p.e.integer(5), p.e.integer(9))))
                .isEqualTo(5);
    }

    @Test
    void whatIsNestedTooDeepIsLong() {
        Index deepest = p.index("i", fixed);
        for (int depth = 0; depth < 40; depth++) {
            deepest = p.index("i", p.plus(p.at(deepest), 1));
        }
        assertThat(Magnitude.of(deepest)).isGreaterThan(900);
    }
}
