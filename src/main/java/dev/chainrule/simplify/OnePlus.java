package dev.chainrule.simplify;

import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Scalar;
import java.util.Optional;

/** Recognises {@code 1 + x} and {@code 1 - x}, also under a name. */
final class OnePlus {

    private OnePlus() {}

    /** The {@code x} of {@code 1 + x} or {@code x + 1}. */
    static Optional<Scalar> term(Scalar node, Definitions d) {
        return d.call(node, Arithmetic.ADD).flatMap(sum -> {
            if (sum.operand(0).isConstant(1)) {
                return Optional.of(sum.operand(1));
            }
            return sum.operand(1).isConstant(1) ? Optional.of(sum.operand(0)) : Optional.empty();
        });
    }

    /** The {@code x} of {@code 1 - x}. */
    static Optional<Scalar> subtracted(Scalar node, Definitions d) {
        return d.call(node, Arithmetic.SUBTRACT)
                .filter(difference -> difference.operand(0).isConstant(1))
                .map(difference -> difference.operand(1));
    }
}
