package dev.chainrule.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraversalTest {

    private static final int LONG = 200_000;

    private final Scalars scalars = new Scalars();
    private final Scalar x = scalars.leaf(new Variable(0, Type.REAL));

    private Scalar chain(int length) {
        Scalar node = x;
        for (int i = 0; i < length; i++) {
            node = scalars.call(Circular.SIN, node);
        }
        return node;
    }

    @Test
    void aLongChainIsWalkedOperandsFirst() {
        Scalar root = chain(LONG);

        List<Scalar> order = Traversal.operandsFirst(root);

        assertThat(order).hasSize(LONG + 1).startsWith(x).endsWith(root);
    }

    @Test
    void aLongChainIsReplacedDownToItsLeaf() {
        Scalar root = chain(LONG);
        Scalar half = scalars.real(0.5);

        Scalar replaced = Traversal.replace(
                root, scalars, node -> node == x ? Optional.of(half) : Optional.empty(), (atom, parts) -> atom);

        assertThat(Traversal.operandsFirst(replaced)).hasSize(LONG + 1).startsWith(half);
    }

    @Test
    void theDerivativeOfALongChainIsEvaluated() {
        Scalar slope = ForwardChainRule.derivative(scalars, chain(LONG), x);

        assertThat(Evaluation.of(slope, 1.0)).isBetween(0.0, 1e-6);
    }

    @Test
    void sharingDoesNotDouble() {
        Scalar node = x;
        for (int level = 0; level < 200; level++) {
            node = scalars.add(node, node);
        }

        assertThat(Traversal.operandsFirst(node)).hasSize(201);
        assertThat(Evaluation.of(node, 1.0)).isEqualTo(Math.pow(2, 200));
    }

    @Test
    void anAnswerIsNotLookedIntoAgain() {
        Scalar root = scalars.add(x, scalars.one());

        Scalar replaced = Traversal.replace(
                root,
                scalars,
                node -> node == x ? Optional.of(scalars.neg(x)) : Optional.empty(),
                (atom, parts) -> atom);

        assertThat(replaced).isSameAs(scalars.add(scalars.neg(x), scalars.one()));
    }

    @Test
    void whatDoesNotChangeStaysTheSameObject() {
        Scalar root = scalars.add(x, scalars.one());

        assertThat(Traversal.replace(root, scalars, node -> Optional.empty(), (atom, parts) -> atom))
                .isSameAs(root);
    }
}
