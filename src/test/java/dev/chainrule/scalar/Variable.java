package dev.chainrule.scalar;

import java.util.ArrayList;
import java.util.List;

/** An operand in a test: a leaf that is known by its position. */
record Variable(int position, Type type) implements Atom {

    @Override
    public List<Scalar> parts() {
        return List.of();
    }

    /** One leaf for each operand of {@code row}. */
    static List<Scalar> operandsOf(ScalarFunction row, Scalars scalars) {
        List<Scalar> operands = new ArrayList<>();
        for (Type type : row.operandTypes()) {
            operands.add(scalars.leaf(new Variable(operands.size(), type)));
        }
        return operands;
    }
}
