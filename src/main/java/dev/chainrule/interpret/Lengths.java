package dev.chainrule.interpret;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Evaluates integer expressions over lengths of dims. */
final class Lengths {

    private final ToLongFunction<Dim> lengths;

    Lengths(ToLongFunction<Dim> lengths) {
        this.lengths = lengths;
    }

    double value(Scalar expression) {
        Map<Scalar, Double> known = new HashMap<>();
        for (Scalar node : Traversal.operandsFirst(expression)) {
            known.put(node, valueOf(node, known));
        }
        return known.get(expression);
    }

    private double valueOf(Scalar node, Map<Scalar, Double> known) {
        if (node instanceof Constant constant) {
            return constant.value();
        }
        if (node instanceof Leaf leaf && leaf.atom() instanceof SizeOf size) {
            return lengths.applyAsLong(size.dim());
        }
        Call call = (Call) node;
        return call.function()
                .value(call.operands().stream().mapToDouble(known::get).toArray());
    }
}
