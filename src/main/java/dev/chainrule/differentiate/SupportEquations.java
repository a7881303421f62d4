package dev.chainrule.differentiate;

import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes down where adjoints flow.
 *
 * <p>A condition that is long, or went through a reduction, is left unknown, and readers ask whether the adjoint is 0. That
 * is enough for its value, not for its derivative: at a point where the adjoint happens to be 0, something flows all the
 * same. So adjoints that will be differentiated again get an equation that counts what flows.
 */
final class SupportEquations {

    /** A condition larger than this is not worth writing into every reader. */
    private static final int LARGEST = 40;

    private final EquationSystem.Builder builder;
    private final Scalars scalars;
    private final Supports supports;
    private final AdjointTensors tensors;
    private final boolean exact;
    private final Map<Tensor, Tensor> declared = new HashMap<>();

    /** @param exact whether no support may stay unknown */
    SupportEquations(EquationSystem.Builder builder, Supports supports, AdjointTensors tensors, boolean exact) {
        this.builder = builder;
        this.scalars = builder.scalars();
        this.supports = supports;
        this.tensors = tensors;
        this.exact = exact;
    }

    /**
     * Where all gates hold.
     *
     * @param name of the adjoint
     * @param own its indices
     * @param names of these for display
     */
    Carried where(String name, List<Index> own, List<Scalar> gates, Map<Index, String> names) {
        if (Traversal.operandsFirst(gates).size() <= LARGEST) {
            return new Carried(true, gates);
        }
        return exact ? counted(name, own, List.of(), gates, names) : Carried.UNKNOWN;
    }

    /** Where all gates hold for some setting of the indices that are summed over. */
    Carried through(String name, List<Index> own, List<Index> reduced, List<Scalar> gates, Map<Index, String> names) {
        return exact ? counted(name, own, reduced, gates, names) : Carried.UNKNOWN;
    }

    private Carried counted(
            String name, List<Index> own, List<Index> reduced, List<Scalar> gates, Map<Index, String> names) {
        Scalar all = supports.conjunction(gates);
        Scalar count = reduced.isEmpty()
                ? tensors.define(
                                name + "_flows",
                                own,
                                reduced,
                                scalars.bool(true),
                                scalars.choice(all, scalars.one(), scalars.zero()),
                                names)
                        .read()
                : tensors.define(name + "_flows", own, reduced, all, scalars.one(), names)
                        .read();
        return new Carried(true, List.of(scalars.notEqual(count, scalars.zero())));
    }

    /** Where something flows to an adjoint that is declared before it has its equation. */
    Carried declare(Tensor tensor, List<Index> frame) {
        if (!exact) {
            return Carried.UNKNOWN;
        }
        AdjointTensors.Defined flows = tensors.declare("d" + tensor.name() + "_flows", frame);
        declared.put(tensor, flows.tensor());
        return new Carried(true, List.of(scalars.notEqual(flows.read(), scalars.zero())));
    }

    /** The equation of what has been declared: 1 where any contribution flows. */
    void define(Tensor tensor, List<Index> frame, List<Contribution> received, Map<Index, String> names) {
        if (!declared.containsKey(tensor)) {
            return;
        }
        Scalar any = scalars.bool(false);
        for (Contribution part : received) {
            List<Scalar> gates = new ArrayList<>(Conjuncts.safety(part.ties().values(), scalars, builder.proof()));
            part.ties().forEach((index, place) -> gates.add(scalars.equal(scalars.leaf(index), place)));
            gates.addAll(part.carried().gates());
            Scalar flows = supports.conjunction(gates);
            any = any == scalars.bool(false) ? flows : scalars.or(any, flows);
        }
        tensors.redefine(
                declared.get(tensor),
                frame,
                List.of(),
                scalars.bool(true),
                scalars.choice(any, scalars.one(), scalars.zero()),
                names);
    }

    /** Where any of several flows: what flows everywhere needs no guard, whatever is added to it. */
    Carried union(String name, List<Index> own, List<Carried> parts, Map<Index, String> names) {
        if (parts.stream().anyMatch(Carried::isEverywhere)) {
            return Carried.EVERYWHERE;
        }
        if (parts.size() == 1 || parts.stream().anyMatch(part -> !part.known())) {
            return parts.size() == 1 ? parts.get(0) : Carried.UNKNOWN;
        }
        Optional<Scalar> any = parts.stream()
                .map(part -> supports.conjunction(part.gates()))
                .distinct()
                .reduce(scalars::or);
        return where(name, own, List.of(any.orElseThrow()), names);
    }
}
