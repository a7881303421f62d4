package dev.chainrule.scalar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Evaluates an expression from the values of its rows, node by node. */
final class Evaluation {

    private Evaluation() {}

    static double of(Scalar root, double... variables) {
        Map<Scalar, Double> values = new HashMap<>();
        for (Scalar node : Traversal.operandsFirst(root)) {
            values.put(node, valueOf(node, values, variables));
        }
        return values.get(root);
    }

    private static double valueOf(Scalar node, Map<Scalar, Double> values, double[] variables) {
        if (node instanceof Constant constant) {
            return constant.value();
        }
        if (node instanceof Leaf leaf) {
            return variables[((Variable) leaf.atom()).position()];
        }
        List<Scalar> operands = node.operands();
        double[] at = new double[operands.size()];
        for (int i = 0; i < at.length; i++) {
            at[i] = values.get(operands.get(i));
        }
        return ((Call) node).function().value(at);
    }
}
