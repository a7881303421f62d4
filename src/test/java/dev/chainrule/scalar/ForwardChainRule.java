package dev.chainrule.scalar;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The chain rule in its plainest form: from the operands up, one variable at a time, gates kept as choices. */
final class ForwardChainRule {

    private ForwardChainRule() {}

    /** The derivative of {@code root} with respect to {@code variable}; zero where nothing flows. */
    static Scalar derivative(Scalars e, Scalar root, Scalar variable) {
        Map<Scalar, Optional<Scalar>> known = new HashMap<>();
        for (Scalar node : Traversal.operandsFirst(root)) {
            known.put(node, node == variable ? Optional.of(e.one()) : fromOperands(e, node, known));
        }
        return known.get(root).orElse(e.zero());
    }

    private static Optional<Scalar> fromOperands(Scalars e, Scalar node, Map<Scalar, Optional<Scalar>> known) {
        Optional<Scalar> sum = Optional.empty();
        if (node instanceof Call call) {
            for (int i = 0; i < call.operands().size(); i++) {
                Optional<Scalar> inner = known.get(call.operand(i));
                Optional<ScalarFunction.Derivative> row = call.function().derivative(i);
                if (inner.isPresent() && row.isPresent()) {
                    Scalar share = share(e, call, row.get(), inner.get());
                    sum = Optional.of(sum.isPresent() ? e.add(sum.get(), share) : share);
                }
            }
        }
        return sum;
    }

    private static Scalar share(Scalars e, Call call, ScalarFunction.Derivative row, Scalar inner) {
        Scalar factor = row.factor().of(e, call, call.operands());
        Scalar product = inner == e.one() ? factor : e.mul(inner, factor);
        return row.gate().isPresent()
                ? e.choice(row.gate().get().of(e, call, call.operands()), product, e.zero())
                : product;
    }
}
