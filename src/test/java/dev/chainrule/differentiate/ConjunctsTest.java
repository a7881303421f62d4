package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Proof;
import dev.chainrule.equation.SafeOrder;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Whole;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conditions that must all hold: taken apart, turned round, put in order, and decided. */
class ConjunctsTest {

    private final Program p = new Program();
    private final Dim n = Dim.open("n");
    private final Dim m = Dim.open("m");
    private final Index i = p.index("i", n);
    private final Index j = p.index("j", p.e.integer(3));
    private final Scalar at = p.at(i);
    private final Scalar size = p.builder.size(n);
    private final Tensor x = p.input("x", n);
    private final Proof proof = Proof.plain(p.e);

    private Scalar not(Scalar condition) {
        return p.call(Logic.NOT, condition);
    }

    @Test
    void theyAreTakenApartInOrder() {
        Scalar a = p.e.less(at, p.at(j));
        Scalar b = p.e.less(p.read(x, i), p.e.one());
        Scalar c = p.e.equal(at, p.e.integer(2));
        assertThat(Conjuncts.of(List.of(p.e.and(p.e.and(a, b), c), p.e.bool(true), a), p.e))
                .containsExactly(a, b, c, a);
        assertThat(Conjuncts.of(List.of(p.e.bool(false)), p.e)).containsExactly(p.e.bool(false));
    }

    @Test
    void whatIsDeniedOfIntegersIsTurned() {
        Scalar other = p.at(j);
        Scalar real = not(p.e.less(p.read(x, i), p.e.one()));
        assertThat(Conjuncts.of(
                        List.of(
                                not(p.e.less(at, other)),
                                not(p.e.lessOrEqual(at, other)),
                                not(p.e.equal(at, other)),
                                not(p.e.notEqual(at, other)),
                                real),
                        p.e))
                .containsExactly(
                        p.e.lessOrEqual(other, at),
                        p.e.less(other, at),
                        p.e.notEqual(at, other),
                        p.e.equal(at, other),
                        real);
    }

    @Test
    void someAreDecidedByRangesAlone() {
        Scalar three = p.e.integer(3);
        Scalar two = p.e.integer(2);
        Scalar other = p.at(j);
        assertThat(Conjuncts.known(p.e.less(other, three), proof)).contains(true);
        assertThat(Conjuncts.known(p.e.less(other, two), proof)).isEmpty();
        assertThat(Conjuncts.known(p.e.less(three, other), proof)).contains(false);
        assertThat(Conjuncts.known(p.e.less(two, other), proof)).contains(false);
        assertThat(Conjuncts.known(p.e.lessOrEqual(other, two), proof)).contains(true);
        assertThat(Conjuncts.known(p.e.lessOrEqual(other, p.e.integer(1)), proof))
                .isEmpty();
        assertThat(Conjuncts.known(p.e.lessOrEqual(three, other), proof)).contains(false);
        assertThat(Conjuncts.known(p.e.lessOrEqual(two, other), proof)).isEmpty();
        assertThat(Conjuncts.known(p.e.equal(other, three), proof)).contains(false);
        assertThat(Conjuncts.known(p.e.equal(p.e.integer(-1), other), proof)).contains(false);
        assertThat(Conjuncts.known(p.e.equal(other, two), proof)).isEmpty();
        assertThat(Conjuncts.known(p.e.notEqual(other, three), proof)).contains(true);
        assertThat(Conjuncts.known(p.e.notEqual(other, two), proof)).isEmpty();
        Scalar same = p.call(Whole.SUBTRACT, p.plus(other, 1), p.e.integer(1));
        Proof two2 = proof.assuming(p.e.equal(other, two));
        assertThat(Conjuncts.known(p.e.equal(other, two), two2)).contains(true);
        assertThat(Conjuncts.known(p.e.notEqual(same, two), two2)).contains(false);
        assertThat(Conjuncts.known(p.e.bool(true), proof)).contains(true);
        assertThat(Conjuncts.known(p.e.less(p.read(x, i), p.e.one()), proof)).isEmpty();
    }

    @Test
    void whatIsProvenIsLeftOutAndWhatCannotBeLeavesNothing() {
        Scalar below = p.e.less(at, size);
        Scalar inside = p.e.less(at, p.at(j));
        Scalar follows = p.e.less(at, p.e.integer(2));
        Scalar data = p.e.less(p.read(x, i), p.e.one());
        assertThat(Conjuncts.unproven(List.of(inside, below, follows, data, data, inside), proof))
                .contains(List.of(inside, data));
        assertThat(Conjuncts.unproven(List.of(data, p.e.less(at, p.e.integer(0))), proof))
                .isEmpty();
        assertThat(Conjuncts.unproven(List.of(inside, p.e.less(p.e.integer(2), at)), proof))
                .isEmpty();
    }

    @Test
    void aDivisorIsAskedForBeforeItDivides() {
        Scalar positive = p.e.less(p.e.integer(0), p.builder.size(m));
        Scalar divided = p.e.equal(p.call(Whole.FLOOR_MODULO, p.e.integer(5), p.builder.size(m)), p.e.integer(0));
        Scalar quotient = p.e.equal(p.call(Whole.FLOOR_DIVIDE, p.e.integer(5), p.builder.size(m)), p.e.integer(0));
        assertThat(SafeOrder.of(List.of(divided, quotient, positive), proof))
                .containsExactly(positive, divided, quotient);
        assertThat(SafeOrder.isThatOf(List.of(divided, positive), proof)).isFalse();
        assertThat(SafeOrder.isThatOf(List.of(quotient, positive), proof)).isFalse();
        assertThat(SafeOrder.isThatOf(List.of(positive, divided, quotient), proof))
                .isTrue();
    }

    @Test
    void aPlaceIsKeptInsideBeforeItIsRead() {
        Scalar low = p.e.lessOrEqual(p.e.integer(1), at);
        Scalar earlier = p.e.less(p.read(x, p.plus(at, -1)), p.e.one());
        Scalar high = p.e.less(p.plus(at, 1), size);
        Scalar later = p.e.less(p.read(x, p.plus(at, 1)), p.e.one());
        assertThat(SafeOrder.of(List.of(earlier, later, low, high), proof)).containsExactly(low, earlier, high, later);
        assertThat(SafeOrder.isThatOf(List.of(low, later), proof)).isFalse();
        assertThat(SafeOrder.isThatOf(List.of(high, later, low, earlier), proof))
                .isTrue();
        assertThat(SafeOrder.of(List.of(later, earlier), proof)).containsExactly(later, earlier);
    }

    @Test
    void onlyComparisonsOfIntegersAreOfTheShape() {
        assertThat(Conjuncts.isWhole(p.e.less(at, size))).isTrue();
        assertThat(Conjuncts.isWhole(p.e.less(p.read(x, i), p.e.one()))).isFalse();
        assertThat(Conjuncts.isWhole(not(p.e.less(at, size)))).isFalse();
        assertThat(Conjuncts.isWhole(p.e.or(p.e.less(at, size), p.e.less(size, at))))
                .isFalse();
        assertThat(Conjuncts.isWhole(p.e.bool(true))).isFalse();
        assertThat(Conjuncts.isWhole(p.plus(at, 1))).isFalse();
    }
}
