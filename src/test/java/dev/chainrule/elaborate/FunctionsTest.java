package dev.chainrule.elaborate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions that are put into their callers: arguments, formal dims, names that can't collide. */
class FunctionsTest {

    private static final String FUNCTIONS = """
            fn scaled(x, factor = 2, shift = factor * 10) = x * factor + shift;
            fn energy[d](x) { squares = x^2;  return sum[d](squares) / size(d); }
            fn corner[a, b](x) = sum[a](max[b](x));
            fn apply(x) = scaled(scaled(x, 3), shift = 1);
            fn weighted[d](x, w) { y = x * w;  return sum[d](y) / sum[d](w); }
            fn shifted[d](x) { t[i: d] = i == 0 ? 0 : i * x;  return t; }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "scaled(1) ; 22",
                "scaled(1, 3) ; 33",
                "scaled(1, 3, 4) ; 7",
                "scaled(1, shift = 5) ; 7",
                "scaled(shift = 5, x = 1) ; 7",
                "scaled(1, shift = 0, factor = 4) ; 4",
                "scaled(factor = 1 + 1 + 1 + 1, x = 1) ; 44",
                "apply(1) ; 67" // scaled(1, 3) = 3 + 30 = 33, then 66 + 1
            })
    void argumentsByPositionByNameByDefault(String call, double expected) {
        Elaborated given = Elaborated.program(FUNCTIONS + "function F() = %s;".formatted(call));
        assertThat(given.value("value")).containsExactly(expected);
    }

    /** a is {@code [n, m]}: 1 2 3 / 4 5 6. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "energy[n](a) ; m ; 8.5 14.5 22.5",
                "energy[m](a) ; n ; 4.666666666666667 25.666666666666668",
                "energy[n, m](a) ; '' ; 15.166666666666666", // one formal for several dims: 91 / 6
                "energy(a) ; '' ; 15.166666666666666", // without brackets all axes of the argument
                "corner[n, m](a) ; '' ; 9", // 3 + 6
                "corner[m, n](a) ; '' ; 15", // 4 + 5 + 6
                "weighted[m](a, w) ; n ; 2.3333333333333335 5.333333333333333", // w is 1 2 3: 14 / 6 and 32 / 6
                "weighted[m](a, a) ; n ; 2.3333333333333335 5.133333333333334", // 14 / 6 and 77 / 15
                // an index in brackets: a function whose result lacks the dim is called like a sum
                "energy[j: m](a[0, j]) ; '' ; 4.666666666666667",
                "energy[i: n, j: m](a[i, j]) ; '' ; 15.166666666666666",
                "energy[j: m - 1](a[1, j + 1]) ; '' ; 30.5", // 25 and 36
                "weighted[j: m](a[0, j], w[j]) ; '' ; 2.3333333333333335",
                "mean[j: m](7) ; '' ; 7",
                "max[i: n](energy[j: m](a[i, j])) ; '' ; 25.666666666666668",
                "sum[i: n](i * logsumexp[j: m](0 * a[i, j])) ; '' ; 1.0986122886681098",
                "corner[i: n, j: m](a[i, j]) ; '' ; 9"
            })
    void formalDims(String call, String axes, String expected) {
        Elaborated given = Elaborated.program(FUNCTIONS
                        + "network N { dim n = 2; dim m = 3; input a[n, m]; input w[m]; output y = %s; }"
                                .formatted(call))
                .given("a", 1, 2, 3, 4, 5, 6)
                .given("w", 1, 2, 3);
        assertThat(given.axes("y")).containsExactly(axes.isEmpty() ? new String[0] : axes.split(" "));
        assertThat(given.value("y"))
                .containsExactly(
                        java.util.Arrays.stream(expected.split(" "))
                                .mapToDouble(Double::parseDouble)
                                .toArray(),
                        offset(1e-14));
    }

    /** Inside, names are the function's own, also those of its dims and indices. */
    @Test
    void namesInsideAndOutsideAreDifferentNames() {
        Elaborated given = Elaborated.program(FUNCTIONS + """
                fn doubled(y) { x = 2 * y;  squares = x + 1;  return squares; }
                network N {
                  dim d = 2; dim m = 3; dim i = 4;
                  input x[d]; input y[m]; input squares;
                  output a = doubled(x) + squares;
                  output b = doubled(y);
                  output c = energy[m](y);
                  output t = shifted[i](squares);
                }
                """)
                .given("x", 1, 2)
                .given("y", 10, 20, 30)
                .given("squares", 100);
        assertThat(given.value("a")).containsExactly(103, 105);
        assertThat(given.value("b")).containsExactly(21, 41, 61);
        assertThat(given.value("c")).containsExactly(1400.0 / 3);
        assertThat(given.value("t")).containsExactly(0, 100, 200, 300);
    }

    /** The same function twice in an expression, once inside of itself's argument: each call is its own. */
    @Test
    void callsDoNotShareTheirLocals() {
        Elaborated given = Elaborated.program(
                        FUNCTIONS + "function F[n](x[n]) = energy[n](x) + 100 * energy[n](energy[n](x) * x);")
                .dim("n", 2)
                .given("x", 1, 3);
        // the energy of x is 5, that of 5 x is 125
        assertThat(given.value("value")).containsExactly(12_505);
    }

    /** Two formals for one dim: the first is contracted, the second stays. */
    @Test
    void twoFormalsMayStandForOneDim() {
        Elaborated given = Elaborated.program("""
                fn through[a, b](x, w[a, b]) = dot[a](x, w);
                network N {
                  dim h = 2; input x[h]; input w[h, h];
                  output y = through[h, h](x, w);
                }
                """).given("x", 1, 10).given("w", 1, 2, 3, 4);
        assertThat(given.axes("y")).containsExactly("h");
        assertThat(given.value("y")).containsExactly(31, 42);
    }
}
