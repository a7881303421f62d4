package dev.chainrule.interpret;

import dev.chainrule.equation.Tensor;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The tensors of a recurrence that is being evaluated: which elements are there, and which one was missed last. */
final class Unfinished {

    /** An element of a tensor. */
    record Element(Tensor tensor, int position) {}

    private final Map<Tensor, BitSet> known = new HashMap<>();
    private Optional<Element> missed = Optional.empty();

    void begin(Tensor tensor) {
        known.put(tensor, new BitSet());
    }

    /** All elements of all tensors are there. */
    void end() {
        known.clear();
    }

    void add(Element element) {
        known.get(element.tensor()).set(element.position());
    }

    boolean has(Element element) {
        return known.get(element.tensor()).get(element.position());
    }

    /** Whether an element that is read now is not there yet; it is remembered as missed. */
    boolean misses(Tensor tensor, int position) {
        BitSet there = known.get(tensor);
        if (there == null || there.get(position)) {
            return false;
        }
        missed = Optional.of(new Element(tensor, position));
        return true;
    }

    /** Whether an element was missed: what is evaluated now has no value yet. */
    boolean stopped() {
        return missed.isPresent();
    }

    /** The element that was missed last, forgotten with this call. */
    Optional<Element> takeMissed() {
        Optional<Element> element = missed;
        missed = Optional.empty();
        return element;
    }
}
