package dev.chainrule.equation;

import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Equations, each after those that it reads, but for recurrences: equations that need each other's elements stand
 * together, in any order. Immutable; a pass makes a new one with a {@link Builder}.
 *
 * <p>Invariants: a tensor has at most one equation; no two equations are equal up to the names of their indices,
 * recurrences apart; names of tensors are unique.
 */
public final class EquationSystem {

    private final Scalars scalars;
    private final Map<Tensor, Equation> equations;
    private final Map<Tensor, List<Equation>> recurrences;
    private final Set<Tensor> carried;
    private final List<Assumption> assumptions;
    private final Set<String> names;
    private final int tensors;

    private EquationSystem(
            Scalars scalars,
            Map<Tensor, Equation> all,
            List<Assumption> assumptions,
            Set<String> names,
            int tensors,
            boolean recurrent) {
        this.scalars = scalars;
        this.assumptions = assumptions;
        this.names = names;
        this.tensors = tensors;
        if (!recurrent || carried(all.values()).isEmpty()) {
            equations = all;
            recurrences = Map.of();
            carried = Set.of();
        } else {
            equations = new LinkedHashMap<>();
            recurrences = new LinkedHashMap<>();
            Components.of(all.keySet(), tensor -> Reads.tensors(all.get(tensor)))
                    .forEach(group -> take(group, all));
            carried = carried(equations.values());
        }
    }

    private void take(List<Tensor> group, Map<Tensor, Equation> all) {
        List<Equation> members = group.stream().map(all::get).toList();
        boolean recurrence = members.size() > 1
                || Reads.tensors(members.get(0)).contains(members.get(0).target());
        for (Equation member : members) {
            equations.put(member.target(), member);
            if (recurrence) {
                recurrences.put(member.target(), members);
            }
        }
    }

    /** The tensors that are read before they are defined, or by their own equation. */
    private static Set<Tensor> carried(Collection<Equation> equations) {
        Set<Tensor> defined = new HashSet<>();
        Set<Tensor> carried = new HashSet<>();
        for (Equation equation : equations) {
            for (Tensor read : Reads.tensors(equation)) {
                if (read.role() == Tensor.Role.DEFINED && !defined.contains(read)) {
                    carried.add(read);
                }
            }
            defined.add(equation.target());
        }
        return carried;
    }

    /** An empty system over an intern table. */
    public static Builder builder(Scalars scalars) {
        return new Builder(scalars, List.of(), new HashSet<>(), 0, false, new int[] {Builder.FIRST_FRESH});
    }

    /** The intern table that all expressions of this system live in. */
    public Scalars scalars() {
        return scalars;
    }

    /** What is assumed of the lengths of dims. */
    public List<Assumption> assumptions() {
        return assumptions;
    }

    /** What can be proven from the assumptions. */
    public Proof proof() {
        return proof(assumptions, scalars);
    }

    private static Proof proof(List<Assumption> assumptions, Scalars scalars) {
        Proof proof = Proof.plain(scalars);
        for (Assumption assumption : assumptions) {
            proof = proof.assuming(assumption.condition());
        }
        return proof;
    }

    /** All equations, definitions before readers. */
    public Collection<Equation> equations() {
        return java.util.Collections.unmodifiableCollection(equations.values());
    }

    /**
     * The equations in groups: a recurrence, whose equations need each other's elements, or one equation alone. Each group
     * needs only those before it.
     */
    public List<List<Equation>> groups() {
        List<List<Equation>> groups = new ArrayList<>();
        for (Equation equation : equations.values()) {
            List<Equation> group = recurrences.getOrDefault(equation.target(), List.of(equation));
            if (group.get(0) == equation) {
                groups.add(group);
            }
        }
        return groups;
    }

    /** The recurrence that a tensor belongs to; empty for one that does not need its own elements. */
    public List<Equation> recurrence(Tensor tensor) {
        return recurrences.getOrDefault(tensor, List.of());
    }

    /**
     * The tensors of recurrences that some equation reads at or before their own: passes that go through the equations in
     * order meet the read before the definition.
     */
    public Set<Tensor> carried() {
        return java.util.Collections.unmodifiableSet(carried);
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
        return new Builder(
                scalars, assumptions, names, tensors, !recurrences.isEmpty(), new int[] {Builder.FIRST_FRESH});
    }

    /** This system without the equations that none of {@code wanted} needs, directly or not. */
    public EquationSystem reachable(Collection<Tensor> wanted) {
        Set<Tensor> needed = new HashSet<>();
        Deque<Tensor> open = new ArrayDeque<>(wanted);
        while (!open.isEmpty()) {
            Tensor tensor = open.pop();
            if (needed.add(tensor) && equations.containsKey(tensor)) {
                open.addAll(Reads.tensors(equations.get(tensor)));
            }
        }
        Map<Tensor, Equation> reached = new LinkedHashMap<>(equations);
        reached.keySet().retainAll(needed);
        return new EquationSystem(scalars, reached, assumptions, names, tensors, !recurrences.isEmpty());
    }

    /** This system without the equations of {@code given}: what reads them takes them as they are. */
    public EquationSystem without(Collection<Tensor> given) {
        if (given.isEmpty()) {
            return this;
        }
        Map<Tensor, Equation> left = new LinkedHashMap<>(equations);
        left.keySet().removeAll(given);
        return new EquationSystem(scalars, left, assumptions, names, tensors, !recurrences.isEmpty());
    }

    /** Collects equations; the only place where they are interned. */
    public static final class Builder {

        private static final int FIRST_FRESH = 1_000_000;

        private final Scalars scalars;
        private final Map<Tensor, Equation> equations = new LinkedHashMap<>();
        private final InternedEquations interned = new InternedEquations();
        private final List<Assumption> assumptions;
        private Optional<Proof> proof = Optional.empty(); // made when it is first asked for
        private final UniqueNames names;
        private int tensors;
        private boolean recurrent; // whether equations may need each other
        private final int[] fresh;

        private Builder(
                Scalars scalars,
                List<Assumption> assumptions,
                Set<String> names,
                int tensors,
                boolean recurrent,
                int[] fresh) {
            this.scalars = scalars;
            this.assumptions = new ArrayList<>(assumptions);
            this.names = new UniqueNames(names);
            this.tensors = tensors;
            this.recurrent = recurrent;
            this.fresh = fresh;
        }

        /** An empty builder over the same table, whose fresh indices collide with none of this one's. */
        public Builder rehearsal() {
            return new Builder(scalars, assumptions, new HashSet<>(), 0, false, fresh);
        }

        public Scalars scalars() {
            return scalars;
        }

        /** Lets proofs use what is checked where lengths come in. */
        public void assume(Assumption assumption) {
            assumptions.add(assumption);
            proof = Optional.empty();
        }

        /** Takes back what was assumed of a part of the equations alone. */
        public void forget(Collection<Assumption> taken) {
            assumptions.removeAll(taken);
            proof = Optional.empty();
        }

        /** What can be proven from the assumptions so far. */
        public Proof proof() {
            if (proof.isEmpty()) {
                proof = Optional.of(EquationSystem.proof(assumptions, scalars));
            }
            return proof.get();
        }

        /** An index that collides with no other, for use while an equation is built. */
        public Index freshIndex(Scalar extent) {
            return new Index(fresh[0]++, extent);
        }

        /** A tensor that no equation defines. Its name is made unique by a number if it is taken. */
        public Tensor given(
                String name,
                Tensor.Role role,
                List<Scalar> extents,
                Type type,
                Optional<Dim> indexOf,
                Optional<Origin> origin) {
            return new Tensor(tensors++, names.unique(name), role, extents, type, indexOf, origin);
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
            InternedEquations.Key key = InternedEquations.Key.of(canonical, extents, reduction);
            Optional<Tensor> known = interned.find(key);
            if (known.isPresent()) {
                return known.get();
            }
            boolean position = reduction == Reduction.ARGMAX || reduction == Reduction.ARGMIN;
            Type type = position ? Type.INTEGER : body.type();
            Tensor target =
                    new Tensor(tensors++, names.unique(name), Tensor.Role.DEFINED, extents, type, indexOf, origin);
            put(target, canonical, reduction, indexNames, key);
            return target;
        }

        /**
         * A tensor whose equation comes later, by {@link #redefine}: equations that need each other must be able to name
         * each other first.
         */
        public Tensor declare(
                String name, List<Scalar> extents, Type type, Optional<Dim> indexOf, Optional<Origin> origin) {
            recurrent = true;
            return new Tensor(tensors++, names.unique(name), Tensor.Role.DEFINED, extents, type, indexOf, origin);
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
            put(
                    target,
                    canonical,
                    reduction,
                    indexNames,
                    InternedEquations.Key.of(canonical, target.extents(), reduction));
        }

        /** Another equation for a tensor that has one, in its place; it may need what stands behind. */
        public void replace(Equation equation) {
            recurrent = true;
            keep(equation);
        }

        /** The tensor of an equation equal to this one, if there is any. */
        public Optional<Tensor> known(Equation equation) {
            return interned.find(InternedEquations.Key.of(equation));
        }

        /** Takes over an equation as it is. */
        public void keep(Equation equation) {
            put(equation, InternedEquations.Key.of(equation));
        }

        /** Takes over all equations of a system as they are. */
        public void keepAll(EquationSystem system) {
            recurrent |= !system.recurrences.isEmpty();
            system.equations().forEach(this::keep);
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
            return scalars.leaf(new SizeOf(dim.actual()));
        }

        public EquationSystem build() {
            return new EquationSystem(
                    scalars,
                    new LinkedHashMap<>(equations),
                    List.copyOf(assumptions),
                    names.share(),
                    tensors,
                    recurrent);
        }

        private void put(
                Tensor target,
                Canonical canonical,
                Reduction reduction,
                List<String> indexNames,
                InternedEquations.Key key) {
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

        private void put(Equation equation, InternedEquations.Key key) {
            interned.add(key, equation.target());
            names.take(equation.target().name());
            equations.put(equation.target(), equation);
        }
    }

    /** All nodes of an equation, operands first. */
    public static List<Scalar> nodes(Equation equation) {
        return Traversal.operandsFirst(List.of(equation.filter(), equation.body()));
    }
}
