package dev.chainrule.elaborate;

import dev.chainrule.equation.Affine;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Real expressions that are whole numbers by construction: sums, differences, products and choices of whole literals,
 * indices, lengths and elements of tensors of indices. As integers they can be compared, proven, and used as positions.
 */
final class WholeReals {

    private static final int LARGEST = 64;

    private WholeReals() {}

    /** The integer that a value is; empty if it need not be one. */
    static Optional<Scalar> of(Scalar value, Scalars scalars) {
        if (value.type() == Type.INTEGER) {
            return Optional.of(value);
        }
        List<Scalar> order = value.type() == Type.REAL ? below(value) : List.of();
        Map<Scalar, Scalar> whole = new HashMap<>();
        for (Scalar node : order) {
            of(node, whole, scalars).ifPresent(found -> whole.put(node, found));
        }
        return Optional.ofNullable(whole.get(value));
    }

    /** The nodes of an expression that is small enough, operands first; none of any other. */
    private static List<Scalar> below(Scalar value) {
        if (!(value instanceof Constant || value instanceof Call)) {
            return List.of();
        }
        List<Scalar> order = Traversal.operandsFirst(value);
        return order.size() > LARGEST ? List.of() : order;
    }

    private static Optional<Scalar> of(Scalar node, Map<Scalar, Scalar> whole, Scalars e) {
        if (node.type() == Type.BOOLEAN) {
            return Optional.empty();
        }
        if (node instanceof Constant constant) {
            boolean fits =
                    constant.value() == Math.rint(constant.value()) && Math.abs(constant.value()) <= Integer.MAX_VALUE;
            return fits ? Optional.of(e.integer((long) constant.value())) : Optional.empty();
        }
        if (node.is(Whole.TO_REAL)) {
            return Optional.of(node.operand(0));
        }
        if (node.is(Choice.CHOICE)) {
            Scalar then = whole.get(node.operand(1));
            Scalar otherwise = whole.get(node.operand(2));
            return then == null || otherwise == null
                    ? Optional.empty()
                    : Optional.of(e.choice(node.operand(0), then, otherwise));
        }
        Scalar a = node.operands().isEmpty() ? null : whole.get(node.operand(0));
        Scalar b = node.operands().size() < 2 ? a : whole.get(node.operand(1));
        if (!(node instanceof Call) || a == null || b == null) {
            return Optional.empty();
        }
        if (node.is(Arithmetic.NEGATE)) {
            return Optional.of(e.call(Whole.SUBTRACT, e.integer(0), a));
        }
        return node.is(Arithmetic.ADD)
                ? Optional.of(e.call(Whole.ADD, a, b))
                : node.is(Arithmetic.SUBTRACT)
                        ? Optional.of(e.call(Whole.SUBTRACT, a, b))
                        : node.is(Arithmetic.MULTIPLY) ? Optional.of(e.call(Whole.MULTIPLY, a, b)) : Optional.empty();
    }

    /** Whether two values that are not constant are multiplied: in {@code int} that may be too much. */
    static boolean multiplies(Scalar whole) {
        return Traversal.operandsFirst(whole).stream()
                .anyMatch(node -> node.is(Whole.MULTIPLY)
                        && node.operands().stream()
                                .noneMatch(operand -> Affine.of(operand).isConstant()));
    }
}
