package dev.chainrule.differentiate;

import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction.Derivative;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The derivative of one body for all its reads at once: users before operands, every shared node once, so that the work
 * is proportional to the size of the body.
 */
final class ReverseSweep {

    private final Scalars scalars;
    private final Supports supports;
    private final LinearTerms terms;
    private final Set<Scalar> active;
    private final Map<Scalar, List<Flow>> arriving = new HashMap<>();

    private ReverseSweep(Scalars scalars, Supports supports, Set<Scalar> active) {
        this.scalars = scalars;
        this.supports = supports;
        this.terms = new LinearTerms(scalars);
        this.active = active;
    }

    /**
     * What flows to each active read, in order of the reads.
     *
     * @param result the body's value under a name, if it is stored: derivatives use it instead of computing it again
     * @param seed what flows to the body
     */
    static Map<Leaf, Flow> run(
            Scalars scalars, Supports supports, Activity activity, Scalar body, Optional<Scalar> result, Flow seed) {
        List<Scalar> order = Traversal.operandsFirst(body);
        ReverseSweep sweep = new ReverseSweep(scalars, supports, activity.nodes(order));
        sweep.arriving.put(body, new ArrayList<>(List.of(seed)));
        Map<Leaf, Flow> flows = new LinkedHashMap<>();
        List<Leaf> reads = new ArrayList<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            Scalar node = order.get(i);
            List<Flow> parts = sweep.arriving.remove(node);
            if (parts == null || !sweep.active.contains(node)) {
                continue;
            }
            Collections.reverse(parts); // users came youngest first; sums are made in the order of the source
            Flow flow = supports.merged(parts);
            if (node instanceof Leaf leaf) {
                reads.add(leaf);
                flows.put(leaf, flow);
            } else {
                sweep.through((Call) node, node == body ? result.orElse(node) : node, flow);
            }
        }
        Collections.reverse(reads);
        Map<Leaf, Flow> inOrder = new LinkedHashMap<>();
        reads.forEach(read -> inOrder.put(read, flows.get(read)));
        return inOrder;
    }

    /** From a call to its operands. Equal operands with ungated derivatives get the sum of their factors. */
    private void through(Call call, Scalar y, Flow flow) {
        Map<Scalar, Scalar> added = new HashMap<>();
        for (int k = 0; k < call.operands().size(); k++) {
            Scalar operand = call.operand(k);
            Optional<Derivative> derivative = call.function().derivative(k);
            if (derivative.isEmpty() || !active.contains(operand)) {
                continue;
            }
            Scalar factor = derivative.get().factor().of(scalars, y, call.operands());
            if (derivative.get().gate().isPresent()) {
                Scalar gate = derivative.get().gate().get().of(scalars, y, call.operands());
                if (!(gate instanceof Constant constant && constant.isFalse())) {
                    arrive(operand, new Flow(supports.inside(flow.support(), gate), product(flow, factor, k)));
                }
            } else if (call.operands().lastIndexOf(operand) > k) {
                added.merge(operand, factor, terms::sum);
            } else {
                Scalar all = added.containsKey(operand) ? terms.sum(added.get(operand), factor) : factor;
                arrive(operand, new Flow(flow.support(), product(flow, all, k)));
            }
        }
    }

    private Scalar product(Flow flow, Scalar factor, int position) {
        return terms.product(flow.value(), factor, position > 0);
    }

    private void arrive(Scalar operand, Flow flow) {
        arriving.computeIfAbsent(operand, any -> new ArrayList<>()).add(flow);
    }
}
