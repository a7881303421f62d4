package dev.chainrule.simplify;

import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Optional;

/**
 * An operation on constants alone becomes its result. Exact for what Java does exactly. Transcendental functions are folded
 * by {@link StrictMath}, so that what is emitted does not depend on the machine that compiles; those without a strict form
 * are left alone.
 */
final class FoldConstants implements Rule {

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        if (!(node instanceof Call call)
                || !call.operands().stream().allMatch(Constant.class::isInstance)
                || !StrictValues.has(call.function())) {
            return Optional.empty();
        }
        double[] operands = call.operands().stream()
                .mapToDouble(operand -> ((Constant) operand).value())
                .toArray();
        double value = StrictValues.of(call.function(), operands);
        return switch (node.type()) {
            case REAL -> Optional.of(e.real(value));
            case BOOLEAN -> Optional.of(e.bool(value != 0));
            case INTEGER ->
                value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE
                        ? Optional.of(e.integer((long) value))
                        : Optional.empty();
        };
    }
}
