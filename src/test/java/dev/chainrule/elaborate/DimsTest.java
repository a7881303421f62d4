package dev.chainrule.elaborate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.equation.Assumption;
import dev.chainrule.equation.Dim;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DimsTest {

    private static Dim dim(Elaborated given, String name) {
        return given.model().dims().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int fixed(Elaborated given, String name) {
        return dim(given, name).fixedLength().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "28,                              28",
        "side,                            28",
        "(side + 2 * pad - k) / stride + 1, 14",
        "'div(side, 3)',                  9",
        "'mod(side, 3) + 1',              2",
        "-k + side,                       24",
        "2 * side - side * 2 + 5,         5",
        "size(side) - 1,                  27"
    })
    void lengthsAreComputed(String formula, int length) {
        Elaborated given = Elaborated.network("""
                        dim side = 28; dim pad = 1; dim k = 4; dim stride = 2; dim out = %s;
                        input x[out]; output y = sum[i: out](1) + 0 * sum(x);
                        """.formatted(formula)).given("x", new double[length]);
        assertThat(given.value("y")).containsExactly(length);
    }

    @Test
    void theirOrderHasNoMeaning() {
        Elaborated given = Elaborated.network(
                "dim c = a + b; dim b = 2 * a; dim a = 3; input x[c]; output y = x; output z = sum[i: b](1);");
        assertThat(fixed(given, "c")).isEqualTo(9);
        assertThat(fixed(given, "b")).isEqualTo(6);
    }

    @Test
    void aLengthMayBeGivenFromOutside() {
        CompileOptions options = CompileOptions.STANDARD.withDim("hidden", 5).withDim("nothing", 7);
        Elaborated given = Elaborated.program(
                "network N { dim n; dim hidden = 3; dim twice = 2 * hidden; input x[n]; param w[twice] = zeros(); "
                        + "param v[hidden] = zeros(); output y = sum(w) + sum(v) + sum(x); }",
                options);
        assertThat(fixed(given, "hidden")).isEqualTo(5);
        assertThat(fixed(given, "twice")).isEqualTo(10);
        assertThat(dim(given, "n").isOpen()).isTrue();
    }

    @Test
    void anotherNameIsTheSameDim() {
        Elaborated given = Elaborated.network(
                        "dim time; dim key = time; input a[time]; input b[key]; output y = a * b;")
                .dim("time", 2)
                .given("a", 1, 2)
                .given("b", 3, 4);
        assertThat(given.value("y")).containsExactly(3, 8);
    }

    @Test
    void aRangeOverAComputedDimIsProven() {
        Elaborated given = Elaborated.program("""
                function F(x[n]) {
                  dim n; dim gaps = n - 1;
                  rise[i: gaps] = x[i + 1] - x[i];
                  return sum(rise * rise);
                }
                """).dim("n", 4).given("x", 1, 2, 4, 8);
        assertThat(given.value("value")).containsExactly(21);
    }

    /** What can be told only when lengths are known is left to the methods, and no more than that. */
    @Test
    void whatMustHoldOfOpenDims() {
        Elaborated given = Elaborated.network("""
                dim side; dim k; dim stride = 4;
                dim half = side / 2;
                dim out = (side - k) / stride + 1;
                dim twice = 2 * side;
                input x[half]; input y[out]; input z[twice];
                output s = sum(x) + sum(y) + sum(z);
                """);
        assertThat(given.model().system().assumptions())
                .extracting(Assumption::broken)
                .containsExactly(
                        "dim half = side / 2 leaves a rest",
                        "dim out = (side - k) / stride leaves a rest",
                        "dim out would be negative");
        assertThat(given.model().system().assumptions().get(0).openDims())
                .extracting(Dim::name)
                .containsExactly("side");
    }

    private static List<String> required(Elaborated given, String output) {
        return given.model().outputs().stream()
                .filter(one -> one.name().equals(output))
                .flatMap(one -> one.requirements().stream())
                .map(Assumption::broken)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "max(x),                     max needs n to be at least 1",
        "min[i: n - 2](x[i]),        min needs n to be at least 3",
        "'argmax[i: n](x[i])',       argmax needs n to be at least 1",
        "mean(x),                    mean needs n to be at least 1",
        "variance(x),                variance needs n to be at least 1",
        "sum(softmax[n](x)),         softmax needs n to be at least 1",
        "logsumexp[i: n - 1](x[i]),  logsumexp needs n to be at least 2",
        "'mean[n, m](a)',            mean needs n to be at least 1|mean needs m to be at least 1",
        "'mean[n, k](b)',            mean needs n to be at least 1",
        "'max[i: n, j: m](a[i, j])', max needs n to be at least 1|max needs m to be at least 1",
        "sum(x) + prod(x),           ''",
        "'max[k](b[n = 0])',         ''", // assumed of the whole network
        "sum[i: n](max[j: i](x[j])), ''", // a triangle: where it is empty it gives -infinity
        "size(n) > 0 ? mean(x) : 0,  ''",
        "size(n) == 0 ? 0 : max(x),  ''"
    })
    void resultsSayWhatTheyNeed(String expression, String expected) {
        String assumption = expression.contains("n = 0") ? "assume size(n) > 0;" : "";
        Elaborated given = Elaborated.network("""
                dim n; dim m; dim k = 3; input x[n]; input a[n, m]; input b[n, k]; %s
                output y = %s;
                output z = sum(x);
                """.formatted(assumption, expression));
        assertThat(required(given, "y")).containsExactly(expected.isEmpty() ? new String[0] : expected.split("\\|"));
        assertThat(required(given, "z")).isEmpty();
    }

    @Test
    void resultsNeedWhatTheirPartsNeed() {
        Elaborated given = Elaborated.network("""
                dim n; input x[n]; param w = zeros();
                centre = mean(x);
                spread = max(x - centre) * 2;
                loss = spread * w;
                output a = centre + 1;
                output b = x * 2;
                """);
        assertThat(required(given, "a")).containsExactly("mean needs n to be at least 1");
        assertThat(required(given, "b")).isEmpty();
        assertThat(given.model().objective().orElseThrow().requirements()).hasSize(2);
    }

    /** {@code assume} is a fact for proofs, where it stands in the file does not matter. */
    @Test
    void assumptionsProve() {
        Elaborated given = Elaborated.program("""
                function F[n, m](x[n], y[m]) {
                  first = x[0] + x[n - 1] + sum[i: m](x[i] * y[i]);
                  assume size(n) >= 2 && size(m) <= size(n);
                  return first + max(x);
                }
                """)
                .dim("n", 3)
                .dim("m", 2)
                .given("x", 1, 2, 3)
                .given("y", 10, 20);
        assertThat(given.value("value")).containsExactly(57);
        assertThat(given.model().system().assumptions())
                .extracting(Assumption::broken)
                .containsExactly("assume size(n) >= 2 && size(m) <= size(n) does not hold");
        assertThat(given.model().objective().orElseThrow().requirements()).isEmpty();
    }

    /** In a function, it is a fact for its body and required of whatever calls it. */
    @Test
    void functionsAssumeOfTheirCallers() {
        Elaborated given = Elaborated.program("""
                fn rise[d](x) { assume size(d) > 1;  return sum[i: d - 1](x[i + 1]) + x[1]; }
                fn last[d](x) { assume size(d) > 0;  return x[d - 1]; }
                network N {
                  dim n; dim m = 3; input x[n]; input y[m];
                  output a = rise[n](x);
                  output b = last[n](x) + last[m](y);
                  output c = x;
                }
                """).dim("n", 2).given("x", 1, 2).given("y", 5, 6, 7);
        assertThat(given.value("a")).containsExactly(4);
        assertThat(given.value("b")).containsExactly(9);
        assertThat(required(given, "a")).containsExactly("rise needs 1 < n");
        assertThat(required(given, "b")).containsExactly("last needs n to be at least 1");
        assertThat(required(given, "c")).isEmpty();
    }

    @Test
    void whatIsKnownWhenCompilingIsSettledThen() {
        Elaborated given = Elaborated.network("dim n = 3; input x[n]; assume size(n) > 2; output y = mean(x) + x[2];");
        assertThat(given.model().outputs().get(0).requirements()).isEmpty();
        assertThat(Optional.of(given)
                        .map(one -> one.given("x", 1, 2, 6).value("y"))
                        .orElseThrow())
                .containsExactly(9);
    }
}
