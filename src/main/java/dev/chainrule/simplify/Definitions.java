package dev.chainrule.simplify;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Substitution;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Scalars;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The equations rewritten so far, so that rules can see through names; and what reads of a tensor have become. */
final class Definitions {

    private final EquationSystem.Builder builder;
    private final Scalars scalars;
    private final Map<Tensor, Tensor> merged = new HashMap<>();
    private final Map<Tensor, Equation> copies = new HashMap<>();
    private final Set<Tensor> carried;

    /** @param carried tensors of recurrences that have been read before they come: they stay as they are */
    Definitions(EquationSystem.Builder builder, Set<Tensor> carried) {
        this.builder = builder;
        this.carried = carried;
        this.scalars = builder.scalars();
    }

    /** Takes an equation in; one equal to a known one gives way to it. */
    void add(Equation equation) {
        Optional<Tensor> known = builder.known(equation);
        if (carried.contains(equation.target())) {
            builder.keep(equation);
            return;
        }
        if (known.isPresent()) {
            merged.put(equation.target(), known.get());
            return;
        }
        builder.keep(equation);
        boolean simple =
                equation.body() instanceof Constant || readOf(equation.body()).isPresent();
        if (simple && equation.reduction() == Reduction.NONE) {
            copies.put(equation.target(), equation);
        }
    }

    /** What a tensor is called now. */
    Tensor now(Tensor tensor) {
        return merged.getOrDefault(tensor, tensor);
    }

    /** What a read of a merged tensor or of a mere copy is instead. */
    Optional<Scalar> redirected(Scalar node) {
        Optional<Read> read = readOf(node);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Tensor tensor = read.get().tensor();
        if (merged.containsKey(tensor)) {
            return Optional.of(builder.read(merged.get(tensor), read.get().subscripts()));
        }
        return Optional.ofNullable(copies.get(tensor)).map(copy -> at(copy, copy.body(), read.get()));
    }

    /** {@code node} as a call of {@code function}, if it is one or a name for an element-wise one. */
    Optional<Scalar> call(Scalar node, ScalarFunction function) {
        if (node.is(function)) {
            return Optional.of(node);
        }
        return readOf(node)
                .flatMap(read -> builder.definition(read.tensor())
                        .filter(equation -> equation.reduction() == Reduction.NONE
                                && equation.body().is(function))
                        .map(equation -> at(equation, equation.body(), read)));
    }

    /** The equation of a tensor that is reduced, and the read of it. */
    Optional<Equation> reduction(Scalar node, Reduction wanted) {
        return readOf(node)
                .flatMap(read -> builder.definition(read.tensor()))
                .filter(equation -> equation.reduction() == wanted);
    }

    /** The builder, for a rule that needs another equation. */
    EquationSystem.Builder builder() {
        return builder;
    }

    /** An expression of an equation at the element that is read. */
    private Scalar at(Equation equation, Scalar expression, Read read) {
        Map<Index, Scalar> places = new LinkedHashMap<>();
        for (int axis = 0; axis < equation.indices().size(); axis++) {
            Index index = equation.indices().get(axis);
            if (read.subscripts().get(axis) != scalars.leaf(index)) {
                places.put(index, read.subscripts().get(axis));
            }
        }
        return Substitution.apply(scalars, expression, places);
    }

    static Optional<Read> readOf(Scalar node) {
        return node instanceof Leaf leaf && leaf.atom() instanceof Read read ? Optional.of(read) : Optional.empty();
    }
}
