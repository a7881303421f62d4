package dev.chainrule.differentiate;

import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes supports, and merges what flows under several of them without ever multiplying with a mask. */
final class Supports {

    private record Key(Support outer, Scalar gate) {}

    private final Scalars scalars;
    private final LinearTerms terms;
    private final Support everywhere = Support.everywhere();
    private final Map<Key, Support> interned = new HashMap<>();

    Supports(Scalars scalars) {
        this.scalars = scalars;
        this.terms = new LinearTerms(scalars);
    }

    Support everywhere() {
        return everywhere;
    }

    /** {@code outer} and, inside of it, {@code gate}. */
    Support inside(Support outer, Scalar gate) {
        if (gate instanceof Constant constant && constant.isTrue() || outer.endsWith(gate)) {
            return outer;
        }
        return interned.computeIfAbsent(new Key(outer, gate), key -> outer.inside(gate));
    }

    Support of(List<Scalar> gates) {
        Support support = everywhere;
        for (Scalar gate : gates) {
            support = inside(support, gate);
        }
        return support;
    }

    /** All flows, in order, as one. Common gates stay outside; supports that complete each other leave no guard. */
    Flow merged(List<Flow> flows) {
        Flow total = flows.get(0);
        for (Flow flow : flows.subList(1, flows.size())) {
            total = merged(total, flow);
        }
        return total;
    }

    private Flow merged(Flow a, Flow b) {
        Support common = Support.common(a.support(), b.support());
        List<Scalar> ofA = a.support().gatesInside(common);
        List<Scalar> ofB = b.support().gatesInside(common);
        if (ofA.size() == 1 && ofB.size() == 1 && areComplementary(ofA.get(0), ofB.get(0))) {
            return ofA.get(0).is(Logic.NOT)
                    ? new Flow(common, scalars.choice(ofB.get(0), b.value(), a.value()))
                    : new Flow(common, scalars.choice(ofA.get(0), a.value(), b.value()));
        }
        Scalar sum = terms.sum(guarded(ofA, a.value()), guarded(ofB, b.value()));
        return new Flow(either(common, ofA, ofB), sum);
    }

    /** Where all of one list hold, or all of the other: what both begin with, and then the rest of one of them. */
    private Support either(Support outer, List<Scalar> a, List<Scalar> b) {
        List<Scalar> ofA = Conjuncts.of(a, scalars);
        List<Scalar> ofB = Conjuncts.of(b, scalars);
        Support support = outer;
        int same = 0;
        while (same < Math.min(ofA.size(), ofB.size()) && ofA.get(same) == ofB.get(same)) {
            support = inside(support, ofA.get(same++));
        }
        return same == ofA.size() || same == ofB.size()
                ? support
                : inside(
                        support,
                        scalars.or(
                                conjunction(ofA.subList(same, ofA.size())),
                                conjunction(ofB.subList(same, ofB.size()))));
    }

    private static boolean areComplementary(Scalar a, Scalar b) {
        return a.is(Logic.NOT) && a.operand(0) == b || b.is(Logic.NOT) && b.operand(0) == a;
    }

    /** The flow as a number everywhere. */
    Scalar total(Flow flow) {
        return guarded(flow.support().gates(), flow.value());
    }

    /** {@code value} where all gates hold, elsewhere 0. */
    Scalar guarded(List<Scalar> gates, Scalar value) {
        return gates.isEmpty() ? value : scalars.choice(conjunction(gates), value, scalars.zero());
    }

    /** All of them, evaluated from the first to the last. */
    Scalar conjunction(List<Scalar> gates) {
        Scalar all = scalars.bool(true);
        for (int i = 0; i < gates.size(); i++) {
            all = i == 0 ? gates.get(0) : scalars.and(all, gates.get(i));
        }
        return all;
    }
}
