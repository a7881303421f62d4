package dev.chainrule.differentiate;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Leafs;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Substitution;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Differentials;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts equations in the place of derivatives inside of equations, the innermost first: after this, a loss that contains a
 * derivative is a loss like any other.
 */
public final class InnerDerivatives {

    private final Scalars scalars;
    private EquationSystem system;

    private InnerDerivatives(EquationSystem system) {
        this.scalars = system.scalars();
        this.system = system;
    }

    /** The model without formal derivatives. */
    public static Model expanded(Model model) {
        InnerDerivatives inner = new InnerDerivatives(model.system());
        for (Optional<Place> next = inner.next(); next.isPresent(); next = inner.next()) {
            inner.expand(next.get());
        }
        return inner.system == model.system() ? model : model.with(inner.system);
    }

    /** A formal derivative in an equation. */
    private record Place(Equation equation, Scalar derivative) {

        Optional<Read> of() {
            return read(derivative.operand(0));
        }

        Read by() {
            return read(derivative.operand(1)).orElseThrow();
        }

        private static Optional<Read> read(Scalar node) {
            return node instanceof Leaf leaf && leaf.atom() instanceof Read read ? Optional.of(read) : Optional.empty();
        }
    }

    /** One that is made of equations without any. */
    private Optional<Place> next() {
        Optional<Place> blocked = Optional.empty();
        for (Equation equation : system.equations()) {
            for (Scalar node : EquationSystem.nodes(equation)) {
                if (node.is(Differentials.DERIVATIVE)) {
                    Place place = new Place(equation, node);
                    if (needed(place).equations().stream().noneMatch(InnerDerivatives::isFormal)) {
                        return Optional.of(place);
                    }
                    blocked = Optional.of(place);
                }
            }
        }
        if (blocked.isPresent()) {
            throw new IllegalStateException(
                    "derivatives need each other: " + Notation.of(blocked.get().equation()));
        }
        return Optional.empty();
    }

    private static boolean isFormal(Equation equation) {
        return EquationSystem.nodes(equation).stream().anyMatch(node -> node.is(Differentials.DERIVATIVE));
    }

    /** What the differentiated element needs on the way to that which it is differentiated for. */
    private EquationSystem needed(Place place) {
        Set<Tensor> needed = new HashSet<>();
        Deque<Tensor> open = new ArrayDeque<>();
        place.of().map(Read::tensor).ifPresent(open::add);
        while (!open.isEmpty()) {
            Tensor tensor = open.pop();
            if (!tensor.equals(place.by().tensor()) && needed.add(tensor)) {
                system.definition(tensor).ifPresent(equation -> open.addAll(Reads.tensors(equation)));
            }
        }
        EquationSystem.Builder builder = system.restart();
        system.equations().stream()
                .filter(equation -> needed.contains(equation.target()))
                .forEach(builder::keep);
        return builder.build();
    }

    private void expand(Place place) {
        EquationSystem.Builder builder = system.extend();
        Scalar value = place.of().isEmpty() ? zero(place) : derivative(place, builder);
        Equation equation = place.equation();
        builder.replace(new Equation(
                equation.target(),
                equation.indices(),
                equation.reduction(),
                equation.reduced(),
                replaced(equation.filter(), place, value),
                replaced(equation.body(), place, value),
                equation.names()));
        system = builder.build();
    }

    private Scalar replaced(Scalar expression, Place place, Scalar value) {
        return Substitution.nodes(
                scalars, expression, node -> node == place.derivative() ? Optional.of(value) : Optional.empty());
    }

    /** Of a constant. */
    private Scalar zero(Place place) {
        if (!(place.derivative().operand(0) instanceof Constant)) {
            throw new IllegalStateException("no element is differentiated: " + Notation.of(place.equation()));
        }
        return scalars.zero();
    }

    /**
     * The derivative over the indices of its two reads. An axis gets an index of its own where the subscript stays inside
     * only under a condition around the derivative, which its equations would not know of, or where ranges depend on each other.
     */
    private Scalar derivative(Place place, EquationSystem.Builder builder) {
        Map<Index, Scalar> places = new LinkedHashMap<>();
        Read of = everywhere(place.of().orElseThrow(), builder, places);
        Read by = everywhere(place.by(), builder, places);
        List<Index> ambient = new ArrayList<>(places.keySet());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < ambient.size(); i++) {
            names.add("p" + i);
        }
        Map<Index, Scalar> fresh = new LinkedHashMap<>();
        for (Index index : Leafs.indices(subscripts(of, by))) {
            if (!places.containsKey(index)) {
                Index renamed = builder.freshIndex(index.extent());
                fresh.put(index, builder.node(renamed));
                places.put(renamed, builder.node(index));
                ambient.add(renamed);
                names.add(place.equation().nameOf(index));
            }
        }
        Scalar value =
                Gradient.element(builder, needed(place), over(of, fresh), over(by, fresh), new Ambient(ambient, names));
        return Substitution.apply(scalars, value, places);
    }

    private static List<Scalar> subscripts(Read of, Read by) {
        List<Scalar> subscripts = new ArrayList<>(of.subscripts());
        subscripts.addAll(by.subscripts());
        return subscripts;
    }

    private Read over(Read read, Map<Index, Scalar> change) {
        return new Read(
                read.tensor(),
                read.subscripts().stream()
                        .map(subscript -> Substitution.apply(scalars, subscript, change))
                        .toList());
    }

    /** A read with indices of their own at some axes, and where these are meant to be. */
    private Read everywhere(Read read, EquationSystem.Builder builder, Map<Index, Scalar> places) {
        List<Scalar> subscripts = new ArrayList<>(read.subscripts());
        for (int axis = 0; axis < subscripts.size(); axis++) {
            Scalar extent = read.tensor().extents().get(axis);
            if (!runsInside(subscripts.get(axis), extent)) {
                Index own = builder.freshIndex(extent);
                places.put(own, subscripts.get(axis));
                subscripts.set(axis, builder.node(own));
            }
        }
        return new Read(read.tensor(), subscripts);
    }

    private boolean runsInside(Scalar subscript, Scalar extent) {
        return system.proof().within(subscript, extent)
                && Leafs.indices(List.of(subscript)).stream()
                        .allMatch(
                                index -> Leafs.indices(List.of(index.extent())).isEmpty());
    }
}
