package dev.chainrule.elaborate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operands line up by the names of their dims: numbers worked out by hand. */
class AlignmentTest {

    /** a is {@code [n, m]}: 1 2 3 / 4 5 6; b is {@code [m]}: 10 20 30; c is {@code [n]}: 100 200; t is {@code [m, n]}. */
    private static Elaborated given(String output) {
        return Elaborated.network("""
                        dim n; dim m; dim k;
                        input a[n, m]; input b[m]; input c[n]; input t[m, n]; input s; input r[n, m, k];
                        output y = %s;
                        """.formatted(output))
                .dim("n", 2)
                .dim("m", 3)
                .dim("k", 2)
                .given("a", 1, 2, 3, 4, 5, 6)
                .given("b", 10, 20, 30)
                .given("c", 100, 200)
                .given("t", 10, 20, 30, 40, 50, 60)
                .given("s", 1000)
                .given("r", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    private static double[] numbers(String text) {
        return java.util.Arrays.stream(text.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // the smaller is spread over what it lacks, wherever that stands
                "a + b ; n m ; 11 22 33 14 25 36",
                "b + a ; n m ; 11 22 33 14 25 36",
                "a - c ; n m ; -99 -98 -97 -196 -195 -194",
                "c - a ; n m ; 99 98 97 196 195 194",
                "a + s ; n m ; 1001 1002 1003 1004 1005 1006",
                "s - b ; m ; 990 980 970",
                "a * 2 - 1 ; n m ; 1 3 5 7 9 11",
                "r + a ; n m k ; 2 3 5 6 8 9 11 12 14 15 17 18",
                "r * c ; n m k ; 100 200 300 400 500 600 1400 1600 1800 2000 2200 2400",
                // axes are those of the operand with more of them, on a tie the left one's
                "a + t ; n m ; 11 32 53 24 45 66",
                "t + a ; m n ; 11 24 32 45 53 66",
                "t + b ; m n ; 20 30 50 60 80 90",
                "t + c ; m n ; 110 220 130 240 150 260",
                // a chain lines up from the left
                "a + b + c ; n m ; 111 122 133 214 225 236",
                "b + a + t ; n m ; 21 52 83 34 65 96",
                "a * b / c ; n m ; 0.1 0.4 0.9 0.2 0.5 0.9",
                // so do comparisons, conditions, choices and functions
                "a > 3 ? b : c ; n m ; 100 100 100 10 20 30",
                "a * 10 == t ? 1 : 0 ; n m ; 1 0 0 0 0 1",
                "a > 1 && b > 10 ? 1 : 0 ; n m ; 0 1 1 0 1 1",
                "a < 2 || c > 100 ? 1 : 0 ; n m ; 1 0 0 1 1 1",
                "max(a * 10 / c * 100, b) ; n m ; 10 20 30 20 25 30",
                "min(b, a) ; n m ; 1 2 3 4 5 6",
                "-a ; n m ; -1 -2 -3 -4 -5 -6",
                "a ^ 2 ; n m ; 1 4 9 16 25 36",
                "2 ^ a ; n m ; 2 4 8 16 32 64",
                "sum[n](a) + b ; m ; 15 27 39",
                "a / sum[m](a) ; n m ; 0.16666666666666666 0.3333333333333333 0.5 0.26666666666666666 0.3333333333333333 0.4"
            })
    void lineUp(String expression, String axes, String expected) {
        Elaborated given = given(expression);
        assertThat(given.axes("y")).containsExactly(axes.split(" "));
        assertThat(given.value("y")).containsExactly(numbers(expected), org.assertj.core.data.Offset.offset(1e-12));
    }

    /** The same dim twice: position by position, spread over nothing. w is 1 2 / 3 4, v is 5 6 / 7 8, x is 10 20. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "w + v ; h h ; 6 8 10 12",
                "w * 2 ; h h ; 2 4 6 8",
                "relu(w - 2) ; h h ; 0 0 1 2",
                "w > 2 ? w : v ; h h ; 5 6 3 4",
                "w @ v ; h h ; 19 22 43 50",
                "w @ x ; h ; 50 110",
                "x @ w ; h ; 70 100"
            })
    void twiceTheSameDim(String expression, String axes, String expected) {
        Elaborated given = Elaborated.network(
                        "dim h; input w[h, h]; input v[h, h]; input x[h]; output y = %s;".formatted(expression))
                .dim("h", 2)
                .given("w", 1, 2, 3, 4)
                .given("v", 5, 6, 7, 8)
                .given("x", 10, 20);
        assertThat(given.axes("y")).containsExactly(axes.split(" "));
        assertThat(given.value("y")).containsExactly(numbers(expected));
    }

    @Test
    void twiceTheSameDimReducesAsAWholeAndByIndices() {
        Elaborated given = Elaborated.network("""
                        dim h; input w[h, h];
                        output total = sum(w);
                        output largest = max(w);
                        output transposed[i: h, j: h] = w[j, i];
                        output rows[i: h] = sum[j: h](w[i, j]);
                        output columns[j: h] = sum[i: h](w[i, j]);
                        output diagonal[i: h] = w[i, i];
                        """).dim("h", 2).given("w", 1, 2, 3, 4);
        assertThat(given.value("total")).containsExactly(10);
        assertThat(given.value("largest")).containsExactly(4);
        assertThat(given.value("transposed")).containsExactly(1, 3, 2, 4);
        assertThat(given.value("rows")).containsExactly(3, 7);
        assertThat(given.value("columns")).containsExactly(4, 6);
        assertThat(given.value("diagonal")).containsExactly(1, 4);
    }

    /** Indices and lengths are numbers; a division of them is one of reals. */
    @Test
    void indicesAndLengthsAreNumbers() {
        Elaborated given = Elaborated.network("""
                        dim n; input x[n];
                        output half[i: n] = i / 2;
                        output parity[i: n] = mod(i, 2) == 0 ? 1 : -1;
                        output share[i: n] = x[i] / size(n);
                        output before[i: n] = i < size(n) - 1 ? x[i + 1] : 0;
                        """).dim("n", 4).given("x", 2, 4, 6, 8);
        assertThat(given.value("half")).containsExactly(0, 0.5, 1, 1.5);
        assertThat(given.value("parity")).containsExactly(1, -1, 1, -1);
        assertThat(given.value("share")).containsExactly(0.5, 1, 1.5, 2);
        assertThat(given.value("before")).containsExactly(4, 6, 8, 0);
    }

    /** What the left binds is read where the right has it; what it does not bind follows. */
    @Test
    void theLeftMayBindSomeAxes() {
        Elaborated given = Elaborated.network("""
                        dim n; dim m; input a[n, m]; input b[m];
                        output first[i: n] = a + i * 100;
                        output second[j: m] = a * 1 + j * 100;
                        output third[j: m] = b;
                        output outer[i: n, j: m] = i * 10 + b[j];
                        """)
                .dim("n", 2)
                .dim("m", 3)
                .given("a", 1, 2, 3, 4, 5, 6)
                .given("b", 7, 8, 9);
        assertThat(given.axes("first")).containsExactly("n", "m");
        assertThat(given.value("first")).containsExactly(1, 2, 3, 104, 105, 106);
        assertThat(given.axes("second")).containsExactly("m", "n");
        assertThat(given.value("second")).containsExactly(1, 4, 102, 105, 203, 206);
        assertThat(given.value("third")).containsExactly(7, 8, 9);
        assertThat(given.value("outer")).containsExactly(7, 8, 9, 17, 18, 19);
    }
}
