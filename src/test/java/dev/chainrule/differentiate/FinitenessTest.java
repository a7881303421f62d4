package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which tensors are finite wherever what is given is, and which depend on it. */
class FinitenessTest {

    private static final EquationSystem SYSTEM = Source.model("""
            function F[n](x[n], c[n], k[n]: n) {
              assume size(n) >= 1;
              polynomial[i: n]  = x[i]^2 * c[i] + 3 * x[i];
              logarithm[i: n]   = log(x[i]);
              byLength[i: n]    = x[i] / size(n);
              byNumber[i: n]    = x[i] / 3;
              byNothing[i: n]   = x[i] / 0;
              byData[i: n]      = x[i] / c[i];
              byOneMore[i: n]   = x[i] / (size(n) + 1);
              chosen[i: n]      = log(x[i]) > 0 ? x[i] : 1;
              ofInfinite[i: n]  = logarithm[i] * 2;
              behind[i: n]      = x[i] + ofInfinite[i];
              summed            = sum[i: n](logarithm[i]);
              largest           = max[i: n](x[i]);
              largestOfSome     = max[i: n where c[i] > 1](x[i]);
              smallestOfSome    = min[i: n where c[i] > 1](x[i]);
              smallest          = min[i: n](logarithm[i]);
              someSummed        = sum[i: n where c[i] > 1](x[i]);
              someMultiplied    = prod[i: n where c[i] > 1](x[i]);
              recurrent[i: n]   = x[i] * (recurrent[i - 1] else 1);
              growing[i: n]     = x[i] * exp(growing[i - 1] else 1);
              first[i: n]       = x[i] + (second[i - 1] else 1);
              second[i: n]      = 1 / first[i];
              afterwards[i: n]  = first[i] * 2;
              beside[i: n]      = stop_gradient(x[i]) * recurrent[i];
              all = sum(polynomial + logarithm + byLength + byNumber + byNothing + byData + byOneMore + chosen + behind)
                  + summed + largest + largestOfSome + smallestOfSome + smallest + someSummed + someMultiplied
                  + sum(growing + afterwards + beside);
              return all;
            }
            """).system();

    private static Tensor tensor(String name) {
        return SYSTEM.equations().stream()
                .map(Equation::target)
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> finite() {
        Finiteness finiteness = new Finiteness(SYSTEM);
        return SYSTEM.equations().stream()
                .map(Equation::target)
                .filter(finiteness::isFinite)
                .map(Tensor::name)
                .toList();
    }

    @Test
    void tensorsAreFiniteIfAllThatTheyAreMadeOfIs() {
        assertThat(finite())
                .containsExactlyInAnyOrder(
                        "polynomial",
                        "byLength",
                        "byNumber",
                        "chosen",
                        "largest",
                        "someSummed",
                        "someMultiplied",
                        "recurrent",
                        "beside");
    }

    @Test
    void expressionsMayBeLookedAtWithoutWhatTheyRead() {
        Finiteness finiteness = new Finiteness(SYSTEM);
        var twice = SYSTEM.definition(tensor("ofInfinite")).orElseThrow().body();
        assertThat(finiteness.isFinite(twice, false)).isTrue();
        assertThat(finiteness.isFinite(twice, true)).isFalse();
        var logarithm = SYSTEM.definition(tensor("logarithm")).orElseThrow().body();
        assertThat(finiteness.isFinite(logarithm, false)).isFalse();
        assertThat(finiteness.isFinite(SYSTEM.scalars().real(Double.NaN), false))
                .isFalse();
        assertThat(finiteness.isFinite(SYSTEM.scalars().real(2), true)).isTrue();
    }

    @Test
    void whatIsNewIsAsFiniteAsWhatItIsLike() {
        Finiteness finiteness = new Finiteness(SYSTEM);
        finiteness.like(tensor("polynomial"), tensor("byLength"));
        assertThat(finiteness.isFinite(tensor("polynomial"))).isTrue();
        finiteness.like(tensor("polynomial"), tensor("logarithm"));
        assertThat(finiteness.isFinite(tensor("polynomial"))).isFalse();
    }
}
