package dev.chainrule.scalar;

import java.util.List;
import java.util.stream.Collectors;

/** A scalar function applied to operands. */
public final class Call extends Scalar {

    private final ScalarFunction function;
    private final List<Scalar> operands;

    Call(int number, ScalarFunction function, Type type, List<Scalar> operands) {
        super(number, type);
        this.function = function;
        this.operands = operands;
    }

    public ScalarFunction function() {
        return function;
    }

    @Override
    public List<Scalar> operands() {
        return operands;
    }

    @Override
    public boolean is(ScalarFunction wanted) {
        return function == wanted;
    }

    /** One level only: operands are shown by number, since an expression may be far too large to print. */
    @Override
    public String toString() {
        return operands.stream()
                .map(operand -> operand instanceof Call ? "#" + operand.number() : operand.toString())
                .collect(Collectors.joining(", ", function.name() + "(", ")"));
    }
}
