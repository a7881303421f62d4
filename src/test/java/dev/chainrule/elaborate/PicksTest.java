package dev.chainrule.elaborate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Reads at positions that indices give. */
class PicksTest {

    private static Elaborated logits(String outputs) {
        return Elaborated.network("""
                        dim batch; dim classes = 3;
                        input logits[batch, classes];
                        input y[batch]: classes;
                        """ + outputs)
                .dim("batch", 2)
                .given("logits", 1, 2, 3, 4, 5, 6)
                .given("y", 2, 0);
    }

    @Test
    void aPositionIsANumberAnIndexOrATensorOfIndices() {
        Elaborated given = logits("""
                output first = logits[classes = 0];
                output chosen = logits[classes = y];
                output same[n: batch] = logits[n, y[n]];
                output each[c: classes] = sum[n: batch](logits[classes = c][n]);
                output rows[c: classes] = logits[classes = c];
                """);
        assertThat(given.axes("first")).containsExactly("batch");
        assertThat(given.value("first")).containsExactly(1, 4);
        assertThat(given.value("chosen")).containsExactly(3, 4);
        assertThat(given.value("same")).containsExactly(3, 4);
        assertThat(given.value("each")).containsExactly(5, 7, 9);
        assertThat(given.axes("rows")).containsExactly("classes", "batch");
        assertThat(given.value("rows")).containsExactly(1, 4, 2, 5, 3, 6);
    }

    /** What argmax gives is an index of the dim that is looked through, however that is named. */
    @Test
    void thePlaceOfTheLargestElementIsAPosition() {
        Elaborated given = logits("""
                output named = logits[classes = argmax[classes](-logits)];
                output bound[n: batch] = logits[n, argmax[c: classes](-logits[n, c])];
                """);
        assertThat(given.value("named")).containsExactly(1, 4);
        assertThat(given.value("bound")).containsExactly(1, 4);
    }

    /** The axes that the tensor lacks stand where the picked one stood; those that both have line up. */
    @Test
    void anEmbeddingReplacesTheAxis() {
        Elaborated given = Elaborated.network("""
                        dim batch; dim time; dim vocab = 3; dim width = 2;
                        input token[batch, time]: vocab;
                        param E[vocab, width] = zeros();
                        output e = E[vocab = token];
                        output f[n: batch, t: time, d: width] = E[token[n, t], d];
                        """)
                .dim("batch", 2)
                .dim("time", 2)
                .given("token", 0, 2, 1, 1)
                .given("E", 10, 11, 20, 21, 30, 31);
        assertThat(given.axes("e")).containsExactly("batch", "time", "width");
        assertThat(given.value("e")).containsExactly(10, 11, 30, 31, 20, 21, 20, 21);
        assertThat(given.value("f")).containsExactly(10, 11, 30, 31, 20, 21, 20, 21);
    }

    @Test
    void severalAxesArePickedAtOnce() {
        Elaborated given = Elaborated.network("""
                        dim rows = 2; dim columns = 3; input a[rows, columns];
                        output one = a[rows = 0, columns = 2];
                        output two = a[columns = 1, rows = 1];
                        """).given("a", 1, 2, 3, 4, 5, 6);
        assertThat(given.value("one")).containsExactly(3);
        assertThat(given.value("two")).containsExactly(5);
    }

    @Test
    void oneHotIsOneAtTheIndex() {
        Elaborated given =
                logits("output t = one_hot[classes](y); output loss0 = cross_entropy[classes](0 * logits, y);");
        assertThat(given.axes("t")).containsExactly("classes", "batch");
        assertThat(given.value("t")).containsExactly(0, 1, 0, 0, 1, 0);
        assertThat(given.value("loss0")).containsExactly(Math.log(3), Math.log(3));
    }

    @Test
    void anIndexOfAShorterDimFits() {
        Elaborated given =
                Elaborated.network("""
                        dim n; dim few = 2; dim many = 4;
                        input k[n]: few; input x[many];
                        output y[i: n] = x[k[i] + 2];
                        """).dim("n", 3).given("k", 0, 1, 0).given("x", 10, 20, 30, 40);
        assertThat(given.value("y")).containsExactly(30, 40, 30);
    }
}
