package dev.chainrule.elaborate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code @} and {@code dot} on all combinations of ranks, against sums that were worked out by hand. */
class ContractionsTest {

    /**
     * u is {@code [k]}: 1 2; v is {@code [k]}: 3 4; a is {@code [n, k]}: 1 2 / 3 4 / 5 6; b is {@code [k, m]}: 1 2 / 3 4;
     * c is {@code [p, n, k]}: 1 to 12; d is {@code [k, m, q]}: 1 to 8; t is {@code [k, n]}: 1 2 3 / 4 5 6.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "u @ v ; '' ; 11",
                "u @ b ; m ; 7 10",
                "a @ u ; n ; 5 11 17",
                "a @ b ; n m ; 7 10 15 22 23 34",
                "c @ u ; p n ; 5 11 17 23 29 35",
                "c @ b ; p n m ; 7 10 15 22 23 34 31 46 39 58 47 70",
                "u @ d ; m q ; 11 14 17 20",
                "a @ d ; n m q ; 11 14 17 20 23 30 37 44 35 46 57 68",
                // from the left
                "a @ b @ w ; n ; 17 37 57",
                "-u @ v ; '' ; -11",
                "2 * u @ v ; '' ; 22",
                // dot contracts a dim wherever it stands; the others line up
                "dot[k](u, v) ; '' ; 11",
                "dot[k](a, u) ; n ; 5 11 17",
                "dot[k](u, a) ; n ; 5 11 17",
                "dot[k](a, t) ; n ; 9 26 51",
                "dot[k](a, b) ; n m ; 7 10 15 22 23 34",
                "dot[k](b, a) ; m n ; 7 15 23 10 22 34",
                "dot[n, k](a, a) ; '' ; 91",
                "dot[n](a, c) ; k p ; 35 89 56 128"
            })
    void sumsOfProducts(String expression, String axes, String expected) {
        Elaborated given = Elaborated.network("""
                        dim k; dim m; dim n; dim p; dim q;
                        input u[k]; input v[k]; input w[m]; input a[n, k]; input b[k, m];
                        input c[p, n, k]; input d[k, m, q]; input t[k, n];
                        output y = %s;
                        """.formatted(expression))
                .dim("k", 2)
                .dim("m", 2)
                .dim("n", 3)
                .dim("p", 2)
                .dim("q", 2)
                .given("u", 1, 2)
                .given("v", 3, 4)
                .given("w", 1, 1)
                .given("a", 1, 2, 3, 4, 5, 6)
                .given("b", 1, 2, 3, 4)
                .given("c", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
                .given("d", 1, 2, 3, 4, 5, 6, 7, 8)
                .given("t", 1, 2, 3, 4, 5, 6);
        assertThat(given.axes("y")).containsExactly(axes.isEmpty() ? new String[0] : axes.split(" "));
        assertThat(given.value("y"))
                .containsExactly(java.util.Arrays.stream(expected.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
    }
}
