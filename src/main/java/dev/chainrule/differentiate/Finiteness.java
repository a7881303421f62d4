package dev.chainrule.differentiate;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which expressions are finite wherever inputs and parameters are, overflow of sums and products apart. A factor that is
 * not is never multiplied with an adjoint that may be 0 because nothing flows.
 */
final class Finiteness {

    private final Set<Tensor> infinite = new HashSet<>();
    private final Map<Scalar, Boolean> calls = new HashMap<>();
    private final Map<Scalar, Boolean> callsAndReads = new HashMap<>();

    Finiteness(EquationSystem system) {
        for (List<Equation> group : system.groups()) {
            if (!group.stream().allMatch(this::hasFiniteElements)) {
                group.forEach(equation -> infinite.add(equation.target()));
                if (!system.recurrence(group.get(0).target()).isEmpty()) {
                    callsAndReads.clear(); // what was decided while the group's own elements were taken to be finite
                }
            }
        }
    }

    private boolean hasFiniteElements(Equation equation) {
        boolean extreme = equation.reduction() == Reduction.MAX || equation.reduction() == Reduction.MIN;
        return isFinite(equation.body(), true) && (!extreme || equation.unfiltered());
    }

    /** Notes that a new tensor is as finite as a known one. */
    void like(Tensor added, Tensor known) {
        if (infinite.contains(known)) {
            infinite.add(added);
        }
    }

    boolean isFinite(Tensor tensor) {
        return !infinite.contains(tensor);
    }

    /**
     * Whether an expression is finite.
     *
     * @param reads whether tensors read are looked into; the factors of a contraction are exempt
     */
    boolean isFinite(Scalar expression, boolean reads) {
        Map<Scalar, Boolean> known = reads ? callsAndReads : calls;
        if (!known.containsKey(expression)) {
            for (Scalar node : Traversal.operandsFirst(expression)) {
                known.computeIfAbsent(node, any -> decide(any, reads, known));
            }
        }
        return known.get(expression);
    }

    private boolean decide(Scalar node, boolean reads, Map<Scalar, Boolean> known) {
        if (node instanceof Leaf leaf) {
            return !(reads && leaf.atom() instanceof Read read && infinite.contains(read.tensor()));
        }
        if (node instanceof Constant constant) {
            return Double.isFinite(constant.value());
        }
        if (node.type() != Type.REAL) {
            return true; // a condition holds or not, whatever it compares
        }
        boolean finite = ((Call) node).function().finite() || node.is(Arithmetic.DIVIDE) && isLength(node.operand(1));
        for (Scalar operand : node.operands()) {
            finite &= known.get(operand);
        }
        return finite;
    }

    /** A number that depends on no data: its quotients are finite wherever there is an element at all. */
    private static boolean isLength(Scalar divisor) {
        if (divisor instanceof Constant constant) {
            return constant.value() != 0;
        }
        return divisor.operands().size() == 1
                && divisor.operand(0) instanceof Leaf leaf
                && leaf.atom() instanceof SizeOf;
    }
}
