package dev.chainrule.elaborate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reductions over axes and over ranges, worked out by hand. */
class ReductionsTest {

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    /** a is {@code [n, m]}: 3 1 2 / 4 6 5. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sum(a) ; '' ; 21",
                "sum[n](a) ; m ; 7 7 7",
                "sum[m](a) ; n ; 6 15",
                "sum[n, m](a) ; '' ; 21",
                "prod[m](a) ; n ; 6 120",
                "max(a) ; '' ; 6",
                "max[n](a) ; m ; 4 6 5",
                "min[m](a) ; n ; 1 4",
                "argmax[m](a) ; n ; 0 1",
                "argmin[n](a) ; m ; 0 0 0",
                "mean(a) ; '' ; 3.5",
                "mean[n](a) ; m ; 3.5 3.5 3.5",
                "mean[m](a) ; n ; 2 5",
                "variance[m](a) ; n ; 0.6666666666666666 0.6666666666666666",
                "norm1[m](-a) ; n ; 6 15",
                "norm[n](a) ; m ; 5 6.082762530298219 5.385164807134504", // sqrt of 25, 37, 29
                "sum[m](a)[0] + sum[n](a)[2] ; '' ; 13",
                "sum(sum[m](a)) ; '' ; 21",
                "sum[n](a * sum[m](a)) ; m ; 78 96 87",
                "max[m](a) - min[m](a) ; n ; 2 2",
                "logsumexp[m](0 * a) ; n ; 1.0986122886681098 1.0986122886681098", // ln 3
                "softmax[n](0 * a) ; n m ; 0.5 0.5 0.5 0.5 0.5 0.5"
            })
    void overAxes(String expression, String axes, String expected) {
        Elaborated given = Elaborated.network(
                        "dim n = 2; dim m = 3; input a[n, m]; output y = %s;".formatted(expression))
                .given("a", 3, 1, 2, 4, 6, 5);
        assertThat(given.axes("y")).containsExactly(axes.isEmpty() ? new String[0] : axes.split(" "));
        assertThat(given.value("y")).containsExactly(numbers(expected), offset(1e-14));
    }

    /** x is 1 2 4 8. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sum[i: n](x[i]) ; 15",
                "sum[i: n - 1](x[i + 1] - x[i]) ; 7",
                "sum[i: n - 1](x[i + 1]^2) ; 84",
                "sum[i: n, j: n](x[i] * x[j]) ; 225",
                "sum[i: n, j: i](x[i] * x[j]) ; 70", // 2·1 + 4·3 + 8·7
                "sum[i: n, j: n where i < j](x[i] * x[j]) ; 70",
                "sum[i: n, j: n where i == j](x[i] * x[j]) ; 85",
                "sum[i: n where mod(i, 2) == 1](x[i]) ; 10",
                "sum[i: n where i > 0 && i < size(n) - 1](x[i - 1] * x[i + 1]) ; 20", // 1·4 + 2·8
                "prod[i: n](x[i]) ; 64",
                "max[i: n - 1](x[i]) ; 4",
                "min[i: n](-x[i]) ; -8",
                "argmax[i: n](x[i] == 4 ? 9 : x[i]) ; 2",
                "sum[i: n](i) ; 6",
                "sum[i: n](x[n - 1 - i] * i) ; 11", // 8·0 + 4·1 + 2·2 + 1·3
                "sum[i: n, u: 2 where i + u < size(n)](x[i + u]) ; 29", // 15 + 14
                "sum[i: div(n, 2)](x[2 * i]) ; 5",
                "sum[i: n - 9](x[i]) ; 0", // a range of negative length is empty
                "prod[i: n - 4](i) ; 1",
                "sum[i: n](sum[j: n](x[j]) * i) ; 90",
                "sum[i: n](x) ; 60" // x stays an axis: 4 times each element
            })
    void overRanges(String expression, double expected) {
        Elaborated given = Elaborated.program("function F[n](x[n]) = sum(%s);".formatted(expression))
                .dim("n", 4)
                .given("x", 1, 2, 4, 8);
        assertThat(given.value("value")).containsExactly(expected);
    }

    @Test
    void anAxisWithoutAnIndexStays() {
        Elaborated given = Elaborated.network("""
                        dim n; dim m; input a[n, m]; input b[m];
                        output y = sum[i: n](i * b);
                        output z = sum[i: n](a[m = 0][i] * b);
                        assume size(m) > 0;
                        """)
                .dim("n", 3)
                .dim("m", 2)
                .given("a", 1, 2, 3, 4, 5, 6)
                .given("b", 10, 20);
        assertThat(given.axes("y")).containsExactly("m");
        assertThat(given.value("y")).containsExactly(30, 60);
        assertThat(given.value("z")).containsExactly(90, 180);
    }

    @Test
    void lengthsInRangesFloorAndInValuesDivide() {
        Elaborated given = Elaborated.network("""
                        dim n; input x[n];
                        output halves = sum[i: n / 2](1);
                        output exact = size(n) / 2;
                        output floors[i: n] = div(i - 2, 2) * 10 + mod(i - 2, 2);
                        """).dim("n", 5).given("x", new double[5]);
        assertThat(given.value("halves")).containsExactly(2);
        assertThat(given.value("exact")).containsExactly(2.5);
        assertThat(given.value("floors")).containsExactly(-10, -9, 0, 1, 10);
    }
}
