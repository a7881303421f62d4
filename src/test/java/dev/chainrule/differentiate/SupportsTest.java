package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where something flows, and what several flows are together. */
class SupportsTest {

    private final Program p = new Program();
    private final Tensor x = p.input("x", Dim.open("n"));
    private final Index i = p.index("i", Dim.open("n"));
    private final Supports supports = new Supports(p.e);
    private final Scalar a = gate(1);
    private final Scalar b = gate(2);
    private final Scalar c = gate(3);
    private final Scalar u = p.e.square(p.read(x, i));
    private final Scalar v = p.e.mul(p.read(x, i), p.e.real(3));

    private Scalar gate(double bound) {
        return p.e.less(p.read(x, i), p.e.real(bound));
    }

    private Flow flow(Scalar value, Scalar... gates) {
        return new Flow(supports.of(List.of(gates)), value);
    }

    private Scalar merged(Flow... flows) {
        return supports.total(supports.merged(List.of(flows)));
    }

    private Scalar or0(Scalar gate, Scalar value) {
        return p.e.choice(gate, value, p.e.zero());
    }

    @Test
    void equalChainsAreOneObject() {
        assertThat(supports.of(List.of(a, b))).isSameAs(supports.inside(supports.of(List.of(a)), b));
        assertThat(supports.of(List.of(a, b))).isNotSameAs(supports.of(List.of(b, a)));
        assertThat(supports.of(List.of(a, p.e.bool(true), b, a))).isSameAs(supports.of(List.of(a, b)));
        assertThat(supports.of(List.of())).isSameAs(supports.everywhere());
        assertThat(supports.everywhere().isEverywhere()).isTrue();
        assertThat(supports.of(List.of(a)).isEverywhere()).isFalse();
    }

    @Test
    void gatesStandInOrder() {
        Support outer = supports.of(List.of(a, b));
        Support inner = supports.inside(outer, c);
        assertThat(inner.gates()).containsExactly(a, b, c);
        assertThat(inner.gatesInside(outer)).containsExactly(c);
        assertThat(inner.gatesInside(supports.of(List.of(a)))).containsExactly(b, c);
        assertThat(Support.common(inner, supports.of(List.of(a, c)))).isSameAs(supports.of(List.of(a)));
        assertThat(Support.common(supports.of(List.of(a)), inner)).isSameAs(supports.of(List.of(a)));
        assertThat(Support.common(supports.of(List.of(b)), inner)).isSameAs(supports.everywhere());
    }

    /** A gate that holds already is not asked again, if it is among the last eight. */
    @Test
    void ofALongChainTheEndIsLookedAt() {
        List<Scalar> gates = new ArrayList<>();
        for (int k = 0; k < 9; k++) {
            gates.add(gate(10 + k));
        }
        Support chain = supports.of(gates);
        assertThat(chain.endsWith(gates.get(8))).isTrue();
        assertThat(chain.endsWith(gates.get(1))).isTrue();
        assertThat(chain.endsWith(gates.get(0))).isFalse();
        assertThat(chain.endsWith(a)).isFalse();
        assertThat(supports.everywhere().endsWith(a)).isFalse();
    }

    @Test
    void whatFlowsEverywhereIsASum() {
        assertThat(merged(flow(u), flow(v))).isSameAs(p.e.add(u, v));
    }

    @Test
    void equalGatesStayOutside() {
        assertThat(merged(flow(u, a), flow(v, a))).isSameAs(or0(a, p.e.add(u, v)));
        assertThat(merged(flow(u, a), flow(v, a, b))).isSameAs(or0(a, p.e.add(u, or0(b, v))));
        assertThat(merged(flow(u, a, b), flow(v, a))).isSameAs(or0(a, p.e.add(or0(b, u), v)));
    }

    @Test
    void whatCompletesEachOtherLeavesAChoice() {
        Scalar not = p.call(Logic.NOT, a);
        assertThat(merged(flow(u, a), flow(v, not))).isSameAs(p.e.choice(a, u, v));
        assertThat(merged(flow(u, not), flow(v, a))).isSameAs(p.e.choice(a, v, u));
        assertThat(merged(flow(u, b, a), flow(v, b, not))).isSameAs(or0(b, p.e.choice(a, u, v)));
        Scalar other = p.call(Logic.NOT, b);
        assertThat(merged(flow(u, a), flow(v, other)))
                .isSameAs(or0(p.e.or(a, other), p.e.add(or0(a, u), or0(other, v))));
        assertThat(merged(flow(u, other), flow(v, a)))
                .isSameAs(or0(p.e.or(other, a), p.e.add(or0(other, u), or0(a, v))));
    }

    @Test
    void unequalGatesAreEitherOfBoth() {
        assertThat(merged(flow(u, a), flow(v, b))).isSameAs(or0(p.e.or(a, b), p.e.add(or0(a, u), or0(b, v))));
        assertThat(merged(flow(u, p.e.and(c, a)), flow(v, p.e.and(c, b))))
                .isSameAs(p.e.choice(
                        p.e.and(c, p.e.or(a, b)), p.e.add(or0(p.e.and(c, a), u), or0(p.e.and(c, b), v)), p.e.zero()));
        assertThat(merged(flow(u, p.e.and(c, a)), flow(v, c)))
                .isSameAs(or0(c, p.e.add(or0(p.e.and(c, a), u), or0(c, v))));
    }
}
