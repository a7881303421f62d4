package dev.chainrule.differentiate;

import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import java.util.List;

/** How long a range is, more or less: open dims count as a thousand, and other indices stand at their ends. */
final class Magnitude {

    private static final double OPEN = 1000;
    private static final int DEEPEST = 32;

    private Magnitude() {}

    static double of(Index index) {
        return of(index.extent(), DEEPEST);
    }

    static double of(Scalar length) {
        return of(length, DEEPEST);
    }

    private static double of(Scalar node, int depth) {
        if (node instanceof Constant constant) {
            return constant.value();
        }
        if (depth == 0) {
            return OPEN;
        }
        if (node instanceof Leaf leaf) {
            if (leaf.atom() instanceof Index index) {
                return of(index.extent(), depth - 1) - 1;
            }
            if (leaf.atom() instanceof SizeOf size) {
                return size.dim().fixedLength().isPresent()
                        ? size.dim().fixedLength().getAsInt()
                        : size.dim()
                                .formula()
                                .map(formula -> of(formula, depth - 1))
                                .orElse(OPEN);
            }
            return leaf.atom() instanceof Read read && read.tensor().indexOf().isPresent() ? OPEN : 0;
        }
        Call call = (Call) node;
        List<Scalar> operands = call.operands();
        double[] values = new double[operands.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = operands.get(i).type() == Type.INTEGER ? of(operands.get(i), depth - 1) : 1;
        }
        return call.function().value(values);
    }
}
