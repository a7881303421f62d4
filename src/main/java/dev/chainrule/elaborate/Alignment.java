package dev.chainrule.elaborate;

import dev.chainrule.equation.Dim;
import java.util.List;
import java.util.Optional;

/**
 * Lines operands up by the names of their dims. Since a dim's axis has the same index everywhere, nothing is to be
 * rewritten: it is enough to see that one operand has all axes of the other.
 */
final class Alignment {

    private Alignment() {}

    /**
     * Two operands that do not line up.
     *
     * @param repeated the dim that one has twice and the other once; empty if neither has all dims of the other
     */
    record Clash(Value a, Value b, Optional<Dim> repeated) {}

    /** The first operand that does not line up with those before it. */
    static Optional<Clash> clash(List<Value> operands) {
        Value widest = operands.get(0);
        for (Value operand : operands.subList(1, operands.size())) {
            boolean within = widest.axes().containsAll(operand.axes());
            if (!within && !operand.axes().containsAll(widest.axes())) {
                return Optional.of(new Clash(widest, operand, Optional.empty()));
            }
            Optional<Dim> spread = spreadsRepeated(widest.axes(), operand.axes());
            if (spread.isPresent()) {
                return Optional.of(new Clash(widest, operand, spread));
            }
            widest = within ? widest : operand;
        }
        return Optional.empty();
    }

    /** The axes of the result of operands that line up: of the one with most of them, the first of several. */
    static List<Axis> axes(List<Value> operands) {
        List<Axis> axes = operands.get(0).axes();
        for (Value operand : operands) {
            axes = axes.containsAll(operand.axes()) ? axes : operand.axes();
        }
        return axes;
    }

    /**
     * A dim that one operand has twice and the other once: it could be meant to line up with either. Of operands with the same
     * axes in another order, the first lines up with the first, the second with the second.
     */
    private static Optional<Dim> spreadsRepeated(List<Axis> a, List<Axis> b) {
        List<Axis> larger = a.size() >= b.size() ? a : b;
        List<Axis> smaller = larger == a ? b : a;
        for (Axis axis : smaller) {
            long there =
                    larger.stream().filter(other -> other.dim() == axis.dim()).count();
            long here =
                    smaller.stream().filter(other -> other.dim() == axis.dim()).count();
            if (there > 1 && (there != here || larger.size() != smaller.size())) {
                return Optional.of(axis.dim());
            }
        }
        return Optional.empty();
    }
}
