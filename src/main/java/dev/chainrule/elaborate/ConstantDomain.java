package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.WarningCodes;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.source.Span;
import java.util.List;
import java.util.OptionalDouble;

/** Operations on constants that leave the numbers: {@code log(-1)}, {@code 1 / 0}. */
final class ConstantDomain {

    /** How far down an expression is looked at; deeper ones are not constants that a person wrote. */
    private static final int DEPTH = 8;

    private final Context context;

    ConstantDomain(Context context) {
        this.context = context;
    }

    /** Warns if operands that are ordinary numbers give something that is not. */
    void check(Span at, List<Value> operands, Scalar result) {
        if (!operands.stream().allMatch(operand -> isOrdinary(constant(operand.body(), DEPTH)))) {
            return;
        }
        OptionalDouble value = constant(result, DEPTH + 1);
        if (value.isPresent() && !isOrdinary(value)) {
            context.report(Diagnostic.of(
                            WarningCodes.DOMAIN,
                            at,
                            Spelling.of(at) + " is "
                                    + (Double.isNaN(value.getAsDouble()) ? "not a number" : "infinite"))
                    .hint("write nan or infinity, if that is meant"));
        }
    }

    private static boolean isOrdinary(OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble());
    }

    private static OptionalDouble constant(Scalar node, int depth) {
        if (node instanceof Constant constant) {
            return OptionalDouble.of(constant.value());
        }
        if (!(node instanceof Call call) || depth == 0) {
            return OptionalDouble.empty();
        }
        double[] operands = new double[call.operands().size()];
        for (int i = operands.length - 1; i >= 0; i--) { // a chain is longest on its left
            OptionalDouble operand = constant(call.operand(i), depth - 1);
            if (operand.isEmpty()) {
                return operand;
            }
            operands[i] = operand.getAsDouble();
        }
        return OptionalDouble.of(call.function().value(operands));
    }
}
