package dev.chainrule.equation;

import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Equations, each after those that it reads. Immutable; a pass makes a new one with a {@link Builder}.
 *
 * <p>Invariants: a tensor has at most one equation; no two equations are equal up to the names of their indices;
 * names of tensors are unique.
 */
public final class EquationSystem {

    private final Scalars scalars;
    private final Map<Tensor, Equation> equations;
    private final Set<String> names;
    private final int tensors;

    private EquationSystem(Scalars scalars, Map<Tensor, Equation> equations, Set<String> names, int tensors) {
        this.scalars = scalars;
        this.equations = equations;
        this.names = names;
        this.tensors = tensors;
    }

    /** An empty system over an intern table. */
    public static Builder builder(Scalars scalars) {
        return new Builder(scalars, new HashSet<>(), 0);
    }

    /** The intern table that all expressions of this system live in. */
    public Scalars scalars() {
        return scalars;
    }

    /** All equations, definitions before readers. */
    public Collection<Equation> equations() {
        return java.util.Collections.unmodifiableCollection(equations.values());
    }

    /** The equation that defines a tensor; empty for inputs, parameters and the like. */
    public Optional<Equation> definition(Tensor tensor) {
        return Optional.ofNullable(equations.get(tensor));
    }

    /** A builder that starts with everything in this system. */
    public Builder extend() {
        Builder builder = restart();
        equations.values().forEach(builder::keep);
        return builder;
    }

    /** A builder that starts without equations, but knows the names in use, for a pass that makes all of them anew. */
    public Builder restart() {
        return new Builder(scalars, names, tensors);
    }

    /** This system without the equations that none of {@code wanted} needs, directly or not. */
    public EquationSystem reachable(Collection<Tensor> wanted) {
        Set<Tensor> needed = new HashSet<>(wanted);
        List<Equation> all = new ArrayList<>(equations.values());
        List<Equation> kept = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) { // readers before definitions
            Equation equation = all.get(i);
            if (needed.contains(equation.target())) {
                needed.addAll(Reads.tensors(equation));
                kept.add(equation);
            }
        }
        java.util.Collections.reverse(kept);
        Map<Tensor, Equation> reached = new LinkedHashMap<>();
        kept.forEach(equation -> reached.put(equation.target(), equation));
        return new EquationSystem(scalars, reached, names, tensors);
    }

    /** Collects equations; the only place where they are interned. */
    public static final class Builder {

        private static final int FIRST_FRESH = 1_000_000;

        private record Key(
                List<Scalar> extents,
                List<Index> indices,
                Reduction reduction,
                List<Index> reduced,
                Scalar filter,
                Scalar body) {}

        private final Scalars scalars;
        private final Map<Tensor, Equation> equations = new LinkedHashMap<>();
        private final Map<Key, Tensor> interned = new HashMap<>();
        private Set<String> names;
        private final Map<String, Integer> numbers = new HashMap<>(); // those below are taken
        private boolean ownNames; // or those of a system, copied before one is added
        private int tensors;
        private int fresh = FIRST_FRESH;

        private Builder(Scalars scalars, Set<String> names, int tensors) {
            this.scalars = scalars;
            this.names = names;
            this.tensors = tensors;
        }

        public Scalars scalars() {
            return scalars;
        }

        /** An index that collides with no other, for use while an equation is built. */
        public Index freshIndex(Scalar extent) {
            return new Index(fresh++, extent);
        }

        /** A tensor that no equation defines. Its name is made unique by a number if it is taken. */
        public Tensor given(
                String name,
                Tensor.Role role,
                List<Scalar> extents,
                Type type,
                Optional<Dim> indexOf,
                Optional<Origin> origin) {
            return new Tensor(tensors++, unique(name), role, extents, type, indexOf, origin);
        }

        /** {@link #define(String, Optional, Optional, List, Reduction, List, Scalar, Scalar, List)} of real elements. */
        public Tensor define(
                String name,
                Optional<Origin> origin,
                List<Index> indices,
                Reduction reduction,
                List<Index> reduced,
                Scalar filter,
                Scalar body,
                List<String> indexNames) {
            return define(name, origin, Optional.empty(), indices, reduction, reduced, filter, body, indexNames);
        }

        /**
         * The tensor that this equation defines: a known one, if an equal equation is there, else a new one.
         *
         * @param name made unique by a number if it is taken
         * @param indexOf for elements that are indices, their dim
         * @param indices of the left side, any ordinals; so are those of {@code reduced}
         * @param indexNames display names of {@code indices}, then of {@code reduced}
         */
        public Tensor define(
                String name,
                Optional<Origin> origin,
                Optional<Dim> indexOf,
                List<Index> indices,
                Reduction reduction,
                List<Index> reduced,
                Scalar filter,
                Scalar body,
                List<String> indexNames) {
            Canonical canonical = Canonical.of(scalars, indices, reduced, filter, body);
            List<Scalar> extents =
                    canonical.indices().stream().map(Index::extent).toList();
            Key key = key(canonical, extents, reduction);
            Tensor known = interned.get(key);
            if (known != null) {
                return known;
            }
            boolean position = reduction == Reduction.ARGMAX || reduction == Reduction.ARGMIN;
            Type type = position ? Type.INTEGER : body.type();
            Tensor target = new Tensor(tensors++, unique(name), Tensor.Role.DEFINED, extents, type, indexOf, origin);
            put(target, canonical, reduction, indexNames, key);
            return target;
        }

        /** Gives an existing tensor another equation, or its first one; later than all that are there. */
        public void redefine(
                Tensor target,
                List<Index> indices,
                Reduction reduction,
                List<Index> reduced,
                Scalar filter,
                Scalar body,
                List<String> indexNames) {
            equations.remove(target);
            Canonical canonical = Canonical.of(scalars, indices, reduced, filter, body);
            put(target, canonical, reduction, indexNames, key(canonical, target.extents(), reduction));
        }

        /** The tensor of an equation equal to this one, if there is any. */
        public Optional<Tensor> known(Equation equation) {
            return Optional.ofNullable(interned.get(key(equation)));
        }

        /** Takes over an equation as it is. */
        public void keep(Equation equation) {
            put(equation, key(equation));
        }

        /** The equation of a tensor, among those collected so far. */
        public Optional<Equation> definition(Tensor tensor) {
            return Optional.ofNullable(equations.get(tensor));
        }

        /** A read as a node. */
        public Scalar read(Tensor tensor, List<Scalar> subscripts) {
            return scalars.leaf(new Read(tensor, subscripts));
        }

        /** An index as a node. */
        public Scalar node(Index index) {
            return scalars.leaf(index);
        }

        /** A dim's length as a node. */
        public Scalar size(Dim dim) {
            return scalars.leaf(new SizeOf(dim));
        }

        public EquationSystem build() {
            ownNames = false;
            return new EquationSystem(scalars, new LinkedHashMap<>(equations), names, tensors);
        }

        private static Key key(Canonical canonical, List<Scalar> extents, Reduction reduction) {
            return new Key(
                    extents, canonical.indices(), reduction, canonical.reduced(), canonical.filter(), canonical.body());
        }

        private static Key key(Equation equation) {
            return new Key(
                    equation.target().extents(),
                    equation.indices(),
                    equation.reduction(),
                    equation.reduced(),
                    equation.filter(),
                    equation.body());
        }

        private void put(Tensor target, Canonical canonical, Reduction reduction, List<String> indexNames, Key key) {
            put(
                    new Equation(
                            target,
                            canonical.indices(),
                            reduction,
                            canonical.reduced(),
                            canonical.filter(),
                            canonical.body(),
                            indexNames),
                    key);
        }

        private void put(Equation equation, Key key) {
            interned.putIfAbsent(key, equation.target());
            take(equation.target().name());
            equations.put(equation.target(), equation);
        }

        private String unique(String wanted) {
            String name = wanted;
            int number = numbers.getOrDefault(wanted, 2);
            while (!take(name)) {
                name = wanted + number++;
            }
            numbers.put(wanted, number);
            return name;
        }

        private boolean take(String name) {
            if (names.contains(name)) {
                return false;
            }
            if (!ownNames) {
                names = new HashSet<>(names);
                ownNames = true;
            }
            return names.add(name);
        }
    }

    /** All nodes of an equation, operands first. */
    public static List<Scalar> nodes(Equation equation) {
        return Traversal.operandsFirst(List.of(equation.filter(), equation.body()));
    }
}
