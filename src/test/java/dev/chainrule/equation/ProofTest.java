package dev.chainrule.equation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must be provable, and what must not. */
class ProofTest {

    /** Whether a subscript is proven to stay in an axis, where dims and indices are separated by semicolons. */
    private static Proof proof(WholeText text, String dims, String indices, String facts) {
        split(dims).forEach(text::dim);
        split(indices).forEach(index -> {
            if (index.contains(" of ")) {
                text.element(index.split(" of ")[0].strip(), index.split(" of ")[1].strip());
            } else {
                text.index(index);
            }
        });
        Proof proof = Proof.plain(text.e);
        for (String fact : split(facts).toList()) {
            proof = proof.assuming(text.of(fact));
        }
        return proof;
    }

    private static java.util.stream.Stream<String> split(String list) {
        return Arrays.stream(list.split(";")).map(String::strip).filter(one -> !one.isEmpty());
    }

    private static boolean proven(String dims, String indices, String facts, String subscript, String axis) {
        WholeText text = new WholeText();
        Proof proof = proof(text, dims, indices, facts);
        return proof.within(text.of(subscript), text.of(axis));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
            # shifted, reversed
            n                                @ i: n - 1                      @                       @ i + 1                     @ n
            n                                @ i: n                          @                       @ n - 1 - i                 @ n
            n                                @ i: n; j: i                    @                       @ i - 1 - j                 @ n
            n; k = 3                         @ i: n - k + 1; u: k            @                       @ i + u                     @ n
            n; k                             @ i: n - k + 1; u: k            @                       @ i + u                     @ n
            n                                @ i: n; j: n - i                @                       @ i + j                     @ n
            n                                @ i: n; j: i; k: j              @                       @ k                         @ n
            # strides and dilation
            n; m = n / 2                     @ i: m; u: 2                    @                       @ 2 * i + u                 @ n
            side = 28; half = 14             @ i: half; u: 2                 @                       @ 2 * i + u                 @ side
            n; k = 5; out = (n - k) / 3 + 1  @ i: out; u: k                  @                       @ i * 3 + u                 @ n
            n; k; s; out = (n - k) / s + 1   @ i: out; u: k                  @ s > 0                 @ i * s + u                 @ n
            n; k; d; out = n - d * (k - 1)   @ i: out; u: k                  @ d >= 0                @ i + u * d                 @ n
            n; out = (n - 5) / 2 + 1         @ i: out; u: 3                  @                       @ i * 2 + u * 2             @ n
            a = 12; out = 5                  @ i: out; u: 4                  @                       @ 2 * i + u                 @ a
            # packed triangles
            d; icf = d * (d - 1) / 2         @ i: d; j: i                    @                       @ i * (i - 1) / 2 + j       @ icf
            d; icf = d * (d + 1) / 2         @ i: d; j: i + 1                @                       @ i * (i + 1) / 2 + j       @ icf
            d = 9; icf = 36                  @ i: d; j: i                    @                       @ i * (i - 1) / 2 + j       @ icf
            d = 1000; icf = 499500           @ i: d; j: i                    @                       @ i * (i - 1) / 2 + j       @ icf
            d; icf = d * (d - 1) / 2         @ i: d; j: d                    @ j < i                 @ i * (i - 1) / 2 + j       @ icf
            d; icf = d * (d - 1) / 2         @ j: d; k: d - 1 - j            @                       @ j * d - j * (j + 1) / 2 + k @ icf
            d; t = d * (d + 1) * (d + 2) / 6 @ i: d; j: i + 1; k: j + 1      @                       @ i * (i + 1) * (i + 2) / 6 + j * (j + 1) / 2 + k @ t
            # flattened, and back
            n; m; nm = n * m                 @ i: n; j: m                    @                       @ i * m + j                 @ nm
            n; m; k; p = n * m * k           @ i: n; j: m; c: k              @                       @ (i * m + j) * k + c       @ p
            n; m = 7; nm = n * m             @ i: nm                         @                       @ i / m                     @ n
            n; m = 7; nm = n * m             @ i: nm                         @                       @ i % m                     @ m
            n; m; nm = n * m                 @ i: nm                         @ m > 0                 @ i / m                     @ n
            n; m; nm = n * m                 @ i: nm                         @                       @ i / m                     @ n
            n; m; nm = n * m                 @ i: nm                         @                       @ i % m                     @ m
            n; m; nm = n * m                 @ i: nm                         @                       @ i / m * m + i % m         @ nm
            # rounding
            n                                @ i: n                          @                       @ i / 2                     @ n
            n; m = (n + 1) / 2               @ i: n                          @                       @ i / 2                     @ m
            n                                @ i: n; s: 5                    @                       @ (i + s) % n               @ n
            n                                @ i: n; s: 5                    @                       @ (i - s) % n               @ n
            n                                @ i: n                          @                       @ (3 * i + 1) % n           @ n
            n = 10                           @ i: n                          @                       @ i * i % 10                @ n
            n = 10                           @ i: n                          @                       @ i * i / 9                 @ n
            n = 7; m = 5                     @ i: n; j: m                    @                       @ (i * j) % 7               @ n
            # elements of tensors of indices
            v; w = 2 * v                     @ t of v                        @                       @ t * 2 + 1                 @ w
            v                                @ t of v                        @ t + 1 < v             @ t + 1                     @ v
            v; n                             @ t of v; i: n                  @                       @ v - 1 - t                 @ v
            v; m; vm = v * m                 @ t of v; s of m                @                       @ t * m + s                 @ vm
            # choices and extremes
            n                                @ i: n                          @                       @ i > 0 ? i - 1 : 0         @ n
            n                                @ i: n                          @                       @ i + 1 < n ? i + 1 : i     @ n
            n                                @ i: n                          @                       @ i == n - 1 ? 0 : i + 1    @ n
            n                                @ i: n; k: 9                    @                       @ min(i + k, n - 1)         @ n
            n                                @ i: n; k: 9                    @                       @ max(i - k, 0)             @ n
            n                                @ i: n; k: 9                    @                       @ max(min(i + k - 4, n - 1), 0) @ n
            n                                @ i: n                          @                       @ i < 0 || i >= n - 1 ? 0 : i + 1 @ n
            n; m                             @ i: n                          @ m > 0                 @ min(i, m - 1)             @ m
            n; m                             @ i: n; j: m                    @ n <= m                @ i                         @ m
            n; m; p = min(n, m)              @ i: p                          @                       @ i                         @ n
            # conditions around
            n                                @ i: n; u: 3                    @ 0 <= i + u - 1 && i + u - 1 < n @ i + u - 1       @ n
            n                                @ t: n                          @ !(t == 0)             @ t - 1                     @ n
            n                                @ t: n                          @ t != 0                @ t - 1                     @ n
            n                                @ i: n; j: n                    @ i < j                 @ j - 1                     @ n
            n                                @ i: n; j: n                    @ i < j                 @ j - i - 1                 @ n
            n                                @ i: n; j: n                    @ i != j                @ max(i, j) - min(i, j) - 1 @ n
            n                                @ i: n; j: n                    @ !(i >= j || j == n - 1) @ j + 1              @ n
            n                                @ i: n                          @ i == 0 || i == n - 1   @ n - 1 - i           @ n
            n                                @ i: n                          @ i > 4 || i == 3   @ i - 3                     @ n
            n; m                             @ i: n; j: m                    @ i + j + 1 < n; j >= 2 @ i + 3                     @ n
            n; m                             @ i: n                          @ n == m                @ i                         @ m
            n; m                             @ i: n                          @ n <= 2 * m; i % 2 == 0 @ i / 2                    @ m
            n; m                             @ i: n                          @ n % 2 == 0            @ n / 2 * 2 - 1 - i         @ n
            n; k; out = (n - k) / 2 + 1      @ i: out                        @ (n - k) % 2 == 0      @ n - k - 2 * i             @ n + 1
            n                                @ i: n; j: n                    @ i * i <= j            @ i * i                     @ n
            n; m                             @ i: n; j: m                    @ i + j == n            @ n - j                     @ n
            """)
    void isProven(String dims, String indices, String facts, String subscript, String axis) {
        assertThat(proven(dims, indices, facts == null ? "" : facts, subscript, axis))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
            n                                @ i: n                          @                       @ i + 1                     @ n
            n                                @ i: n                          @                       @ i - 1                     @ n
            n                                @ i: n + 1                      @                       @ i                         @ n
            n; m                             @ i: n                          @                       @ i                         @ m
            n; k = 3                         @ i: n - k + 2; u: k            @                       @ i + u                     @ n
            n; m = (n + 1) / 2               @ i: m; u: 2                    @                       @ 2 * i + u                 @ n
            d; icf = d * (d - 1) / 2         @ i: d; j: i + 1                @                       @ i * (i - 1) / 2 + j       @ icf
            d; icf = d * (d - 1) / 2         @ i: d; j: i                    @                       @ i * (i + 1) / 2 + j       @ icf
            n; m; nm = n * m                 @ i: n; j: m                    @                       @ i * n + j                 @ nm
            n = 300                          @ i: n; j: n                    @                       @ i + j == 598 ? n : i      @ n
            n                                @ i: n                          @                       @ (i + 1) % 2               @ n
            n; m                             @ i: n                          @                       @ i % m                     @ m
            n                                @ i: n; j: n                    @ i < j || j < i    @ j - i                     @ n
            n                                @ i: n                          @ i == 0 || i == n - 1 @ i + 1                  @ n
            v                                @ t of v                        @                       @ t + 1                     @ v
            n; m                             @ i: n                          @ n % 2 == 0            @ i + 1                     @ n
            """)
    void isNotProven(String dims, String indices, String facts, String subscript, String axis) {
        assertThat(proven(dims, indices, facts == null ? "" : facts, subscript, axis))
                .isFalse();
    }

    @Test
    void numbersBeyondAnyLengthAreNoReasonToFail() {
        assertThat(proven("n", "i: n", "i * 4611686018427387904 < n * 4", "i * 4611686018427387904 * 4", "n"))
                .isFalse();
        String power = "(n + 1)" + " * (n + 1)".repeat(40);
        assertThat(proven("n", "i: n", "", power, "n")).isFalse();
    }

    @Test
    void aLongChainOfConditionsIsRead() {
        WholeText text = new WholeText().dim("n").index("i: n");
        dev.chainrule.scalar.Scalar chain = text.of("i > 0");
        for (int i = 0; i < 100_000; i++) {
            chain = text.e.and(chain, text.of(i % 2 == 0 ? "i != 7" : "i + 3 < n"));
        }
        assertThat(Proof.plain(text.e).assuming(chain).within(text.of("i + 2"), text.of("n")))
                .isTrue();
    }

    @Test
    void aCounterexampleNamesWhatItChose() {
        WholeText text = new WholeText().dim("n = 5").index("i: n");
        assertThat(Proof.plain(text.e).counterexample(Affine.of(text.of("n - 2 - i"))))
                .contains(java.util.Map.of(text.of("i"), 4L));
        assertThat(Proof.plain(text.e).counterexample(Affine.of(text.of("n - 1 - i"))))
                .isEmpty();
    }
}
